"""The facts at the top of a page: one table, read and written in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman.notation import faults
from dragoman.notation.faults import Faults
from dragoman.notation.lines import SPACE, Line, clean, indent, one_line, unescape
from dragoman.notation.marks import find_language
from dragoman.notation.typed import DateKind, make_date
from dragoman.transcript.document import Date, Facts, Recording, Speaker, Transcript
from dragoman.transcript.span import Span, format_clock, parse_clock

__all__ = [
    "Header",
    "escape_name",
    "find_colon",
    "format_span",
    "is_speaker",
    "parse_span",
    "split_fact",
    "write_facts",
]

TEXTS = {
    "title": "title",
    "title (translation)": "title_target",
    "description": "description",
    "programme": "programme",
    "publisher": "publisher",
    "rights holder": "rights_holder",
    "ground for use": "ground_for_use",
    "licence": "licence",
}
LISTS = {"translator": "translators", "tag": "tags", "category": "categories"}
DATES: dict[str, DateKind] = {
    "recorded": "recorded",
    "aired": "aired",
    "first published": "first-published",
    "published here": "published-here",
    "corrected": "corrected",
}
_ANSWERS = {"yes": True, "no": False}
_COLON = re.compile(r"\\.|[:：\n]")


class Header:
    """The facts of a page as they are read. ``carried`` are the fields that it had a line for."""

    def __init__(self, problems: Faults) -> None:
        self.problems = problems
        self.carried: set[str] = set()
        self.values: dict[str, Any] = {}
        self.languages: list[str] = []
        self.target_language: str | None = None
        self.duration: int | None = None
        self.speakers: dict[str, Speaker] = {}
        self.names: set[str] = set()

    def facts(self) -> Facts:
        lists = {field: tuple(value) for field, value in self.values.items() if isinstance(value, list)}
        stated: dict[str, Any] = {**self.values, **lists}
        return Facts(**stated)

    def recording(self) -> Recording | None:
        if not self.languages and self.duration is None:
            return None
        return Recording(languages=tuple(self.languages), duration=self.duration)

    def knows(self, line: Line) -> bool:
        """Whether a line states a fact that a page can have."""
        key = split_fact(line)[0]
        return any(key.casefold() in table for table in (TEXTS, LISTS, DATES, _READERS)) or is_speaker(key)

    def take(self, line: Line) -> None:
        """Read one fact."""
        typed_key, value = split_fact(line)
        key = typed_key.casefold()
        if key in TEXTS:
            self._once(line, TEXTS[key], clean(unescape(value)) or None)
        elif key in LISTS:
            self._append(LISTS[key], one_line(unescape(value)) or None)
        elif key in DATES:
            self._append("dates", make_date(DATES[key], _columns(value)))
        elif key in _READERS:
            _READERS[key](self, line, unescape(value))
        else:
            self._speaker(line, unescape(typed_key.removeprefix("speaker")).strip(" \t"), _columns(value))

    def _once(self, line: Line, field: str, value: object) -> None:
        if field in self.carried:
            self._report(faults.REPEATED_FACT, line, f"{line.text.partition(':')[0]} stands twice; keep one")
            return
        self.carried.add(field)
        if value is not None:
            self.values[field] = value

    def _append(self, field: str, value: str | Date | None) -> None:
        if field not in self.carried:
            self.carried.add(field)
            self.values[field] = []
        if value is not None:
            self.values[field].append(value)

    def _original(self, line: Line, value: str) -> None:
        self.carried.add("languages")
        names = [name for name in value.split(",") if name.strip()]
        self.languages += [tag for name in names if (tag := self._language(line, name)) is not None]

    def _translation(self, line: Line, value: str) -> None:
        self.carried.add("target_language")
        self.target_language = self._language(line, value) if value else None

    def _duration(self, line: Line, value: str) -> None:
        span = parse_span(value)
        if span is None or span.end is not None:
            self._report(faults.BAD_FACT, line, f"{value!r} is no duration such as 1:02.5")
            return
        self.carried.add("duration")
        self.duration = span.start

    def _covers(self, line: Line, value: str) -> None:
        span = parse_span(value)
        if span is None:
            self._report(faults.BAD_FACT, line, f"{value!r} is no range such as 1:02:10-1:21:40")
            return
        self._once(line, "covers", span)

    def _confidential(self, line: Line, value: str) -> None:
        if value.casefold() not in _ANSWERS:
            self._report(faults.BAD_FACT, line, f"confidential is yes or no, not {value!r}")
            return
        self._once(line, "confidential", _ANSWERS[value.casefold()])

    def _speaker(self, line: Line, id_: str, columns: list[str]) -> None:
        if id_ in self.speakers:
            self._report(faults.REPEATED_SPEAKER, line, f"speaker {id_} stands twice; give one another id")
            return
        label, name = (one_line(column) or None for column in [*columns, "", ""][:2])
        self.speakers[id_] = Speaker(id=id_, label=label, name=name)
        self.names |= {id_, label or id_, name or id_}

    def _language(self, line: Line, name: str) -> str | None:
        tag = find_language(name)
        if tag is None:
            self._report(faults.BAD_LANGUAGE, line, f"{name.strip()!r} is no language; write a tag such as fa")
        return tag

    def _report(self, code: str, line: Line, message: str) -> None:
        self.problems.add(code, message, line.place(0))


_READERS: dict[str, Callable[[Header, Line, str], None]] = {
    "original": Header._original,
    "translation": Header._translation,
    "duration": Header._duration,
    "covers": Header._covers,
    "confidential": Header._confidential,
}


def split_fact(line: Line) -> tuple[str, str]:
    """The key of a fact and its value, both as typed; an empty key where the line cannot be a fact."""
    colon = find_colon(line.text, 0)
    if colon is None:
        return "", line.text
    return line.text[:colon].strip(" \t"), line.text[colon + 1 :].strip(SPACE)


def is_speaker(key: str) -> bool:
    """Whether a fact's key declares a speaker; ``Speaker 1:`` is rather somebody's words."""
    return re.match(r"speaker[ \t]+\S", key) is not None


def find_colon(text: str, start: int) -> int | None:
    """Where the first colon of a line stands that is not escaped."""
    for match in _COLON.finditer(text, start):
        if match.group() == "\n":
            return None
        if match.group() in ":：":
            return match.start()
    return None


def _columns(value: str) -> list[str]:
    bars = [match.start() for match in re.finditer(r"\\.|\|", value, re.DOTALL) if match.group() == "|"]
    return [
        unescape(value[start:end]) for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, None], strict=True)
    ]


def parse_span(text: str) -> Span | None:
    """``1:02:10-1:21:40`` or ``12:34.5``, with the digits and dashes of any script; ``None`` where it is neither."""
    ascii_digits = "".join(str(int(character)) if character.isdecimal() else character for character in text)
    start, dash, end = re.sub(r"-->|[–—→]", "-", ascii_digits.replace("٫", ".").replace("：", ":")).partition("-")
    try:
        return Span(parse_clock(start), parse_clock(end) if dash else None)
    except ValueError:
        return None


def write_facts(transcript: Transcript) -> Iterator[str]:
    """The lines of the facts of a document that is as typed."""
    facts, recording = transcript.facts, transcript.recording
    for key, field in TEXTS.items():
        yield from _fact(key, getattr(facts, field))
    yield from _fact("original", ", ".join(recording.languages) if recording else None)
    yield from _fact("translation", transcript.target_language)
    yield from _fact(
        "duration", format_clock(recording.duration) if recording and recording.duration is not None else None
    )
    yield from _fact("covers", format_span(facts.covers) if facts.covers else None)
    for date in facts.dates:
        yield from _date(date)
    for key, field in LISTS.items():
        for name in getattr(facts, field):
            yield from _fact(key, name)
    if facts.confidential is not None:
        yield f"confidential: {'yes' if facts.confidential else 'no'}"
    for speaker in transcript.speakers:
        yield f"speaker {escape_name(speaker.id)}: {_join_columns((speaker.label, speaker.name))}".rstrip(" ")


def _fact(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{key}: {indent(value.replace(chr(92), chr(92) * 2))}"


def _date(date: Date) -> Iterator[str]:
    key = next(key for key, kind in DATES.items() if kind == date.kind)
    yield f"{key}: {_join_columns((date.edtf, date.written, date.calendar, date.place))}"


def _join_columns(columns: Iterable[str | None]) -> str:
    escaped = [re.sub(r"([\\|])", r"\\\1", column or "") for column in columns]
    while escaped and not escaped[-1]:
        escaped.pop()
    return " | ".join(escaped)


def escape_name(name: str) -> str:
    """A name so that it can stand before a colon."""
    if name in ("?", "؟", "？"):
        return f"\\{name}"
    return re.sub(r"([\\:：\[［【])", r"\\\1", name)


def format_span(span: Span) -> str:
    """``12:34.5-12:40.25``, or the start alone."""
    end = "" if span.end is None else f"-{format_clock(span.end)}"
    return format_clock(span.start) + end
