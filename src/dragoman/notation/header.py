"""The facts at the top of a page, read and written by one table in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman.notation import faults
from dragoman.notation.faults import fault
from dragoman.notation.lines import (
    SPACE,
    Line,
    clean,
    escape_name,
    find_colon,
    indent,
    one_line,
    split_columns,
    unescape,
)
from dragoman.notation.marks import find_language
from dragoman.notation.times import format_span, parse_span
from dragoman.notation.typed import IN_FULL, IN_PART, DateKind, make_publication
from dragoman.notation.typed_dates import UnreadableDateError, read_date
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Date, Facts, Publication, Recording, Speaker, Transcript
from dragoman.transcript.span import Span, format_clock

__all__ = ["REVISION", "Header", "is_speaker", "split_fact", "write_facts", "write_revision"]

TEXTS = {
    "title": "title",
    "title (translation)": "title_target",
    "description": "description",
    "programme": "programme",
    "publisher": "publisher",
    "support": "support",
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
REVISION = "revision"
_FOR_OTHERS = "without notes"
_SHOWN = 40


class Header:
    """The facts of a page while it is read. ``carried`` are the fields for which the page has a line."""

    def __init__(self, log: ProblemLog) -> None:
        self.log = log
        self.carried: set[str] = set()
        self.values: dict[str, Any] = {}
        self.speakers: dict[str, Speaker] = {}
        self.names: set[str] = set()

    @property
    def revision(self) -> tuple[str | None, bool]:
        """The beginning of the id of the page's revision, ``None`` without one, and whether the page is for others."""
        found: tuple[str, bool] | None = self.values.get("revision")
        return found or (None, False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The BCP 47 tags of the original."""
        return tuple(self.values.get("languages", ()))

    @property
    def target_language(self) -> str | None:
        """The BCP 47 tag of the translation, ``None`` if the page has none."""
        language: str | None = self.values.get("target_language")
        return language

    def recording(self) -> Recording | None:
        """The recording's languages and duration, ``None`` if the page states neither."""
        duration = self.values.get("duration")
        return (
            Recording(languages=self.languages, duration=duration) if self.languages or duration is not None else None
        )

    def facts(self) -> Facts:
        """The facts that the page states."""
        stated: dict[str, Any] = {
            field: tuple(value) if isinstance(value, list) else value
            for field, value in self.values.items()
            if field in Facts.__struct_fields__
        }
        return Facts(**stated)

    def knows(self, line: Line) -> bool:
        """Whether a line states a known fact or declares a speaker."""
        key = split_fact(line)[0]
        return key.casefold() in _READERS or is_speaker(key)

    def take(self, line: Line) -> None:
        """Read the line of a known fact; a value that cannot be read becomes a problem."""
        key, value = split_fact(line)
        if is_speaker(key):
            self._speaker(line, unescape(key.removeprefix("speaker")).strip(" \t"), split_columns(value))
            return
        field, read = _READERS[key.casefold()]
        if field in self.carried and not isinstance(self.values[field], list):
            self._report(faults.REPEATED_FACT, line, f"{key} is given twice; keep one")
            return
        try:
            self._state(field, read(value))
        except _UnreadableError as error:
            self._report(error.code, line, f"{value[:_SHOWN]!r} is {error}")
        except UnreadableDateError as error:
            self._report(faults.BAD_FACT, line, str(error))
            self._state(field, [error.kept] if error.kept else [])

    def _state(self, field: str, value: Any) -> None:
        self.carried.add(field)
        if isinstance(value, list):
            self.values.setdefault(field, []).extend(value)
        else:
            self.values[field] = value

    def _speaker(self, line: Line, id_: str, columns: list[str]) -> None:
        if id_ in self.speakers:
            message = f"speaker {id_[:_SHOWN]} is declared twice; give one another id"
            self._report(faults.REPEATED_SPEAKER, line, message)
            return
        label, name = (one_line(column) or None for column in [*columns, "", ""][:2])
        self.speakers[id_] = Speaker(id=id_, label=label, name=name)
        self.names |= {id_, label or id_, name or id_}

    def _report(self, code: str, line: Line, message: str) -> None:
        self.log.add(fault(code, message, line.place(0)))


class _UnreadableError(Exception):
    """A value that cannot be read: the code of the fault, and a text that completes "VALUE is ..."."""

    def __init__(self, code: str, fault: str) -> None:
        self.code = code
        super().__init__(fault)


def _read_text(value: str) -> str | None:
    return clean(unescape(value)) or None


def _read_name(value: str) -> list[str]:
    name = one_line(unescape(value))
    return [name] if name else []


def _read_language(value: str) -> str | None:
    language = find_language(unescape(value))
    if value and language is None:
        raise _UnreadableError(faults.BAD_LANGUAGE, "not a language; write a tag such as fa")
    return language


def _read_languages(value: str) -> list[str]:
    return [tag for name in value.split(",") if (tag := _read_language(name.strip(SPACE))) is not None]


def _read_duration(value: str) -> int:
    span = parse_span(value)
    if span is None or span.end is not None:
        raise _UnreadableError(faults.BAD_FACT, "not a duration; write it as in 1:02.5")
    return span.start


def _read_span(value: str) -> Span:
    span = parse_span(value)
    if span is None:
        raise _UnreadableError(faults.BAD_FACT, "not a range; write it as in 1:02:10-1:21:40")
    return span


def _read_revision(value: str) -> tuple[str, bool]:
    match = re.fullmatch(rf"([0-9a-f]{{8,64}})(, {_FOR_OTHERS})?", value)
    if match is None:
        raise _UnreadableError(faults.BAD_FACT, "not a revision; restore the line, or delete it")
    return match[1], match[2] is not None


def _read_answer(value: str) -> bool:
    if value.casefold() not in ("yes", "no"):
        raise _UnreadableError(faults.BAD_FACT, "neither yes nor no; write one of them")
    return value.casefold() == "yes"


def _date_reader(kind: DateKind) -> Callable[[str], list[Date]]:
    def read(value: str) -> list[Date]:
        date = read_date(kind, split_columns(value))
        return [date] if date is not None else []

    return read


def _read_publication(value: str) -> list[Publication]:
    publication = make_publication(split_columns(value))
    return [publication] if publication is not None else []


# Key -> the field, and the function that reads its value. A fact whose value is a list may be repeated.
_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    **{key: (field, _read_text) for key, field in TEXTS.items()},
    REVISION: ("revision", _read_revision),
    "original": ("languages", _read_languages),
    "translation": ("target_language", _read_language),
    "duration": ("duration", _read_duration),
    "covers": ("covers", _read_span),
    **{key: ("dates", _date_reader(kind)) for key, kind in DATES.items()},
    "published at": ("publications", _read_publication),
    **{key: (field, _read_name) for key, field in LISTS.items()},
    "confidential": ("confidential", _read_answer),
}


def split_fact(line: Line) -> tuple[str, str]:
    """The key and the value of a fact, both as typed; the key is empty if the line cannot be a fact."""
    colon = find_colon(line.text, 0)
    if colon is None:
        return "", line.text
    return line.text[:colon].strip(" \t"), line.text[colon + 1 :].strip(SPACE)


def is_speaker(key: str) -> bool:
    """Whether a fact's key declares a speaker. ``Speaker 1:`` with a capital is taken for the name before a passage."""
    return re.match(r"speaker[ \t]+\S", key) is not None


def write_revision(revision: str | None, *, for_others: bool = False) -> Iterator[str]:
    """The line with the revision that a page was made from, if any.

    :param for_others: whether the page leaves out what others may not see
    """
    if revision is not None:
        yield f"{REVISION}: {revision[:16]}{f', {_FOR_OTHERS}' if for_others else ''}"


def write_facts(transcript: Transcript) -> Iterator[str]:
    """The lines of a document's facts. The document must be the result of :func:`as_typed`."""
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
    for publication in facts.publications:
        yield _publication(publication)
    for key, field in LISTS.items():
        for name in getattr(facts, field):
            yield from _fact(key, name)
    if facts.confidential is not None:
        yield f"confidential: {'yes' if facts.confidential else 'no'}"
    for speaker in transcript.speakers:
        yield f"speaker {escape_name(speaker.id)}: {_joinsplit_columns((speaker.label, speaker.name))}".rstrip(" ")


def _fact(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{key}: {indent(value.replace(chr(92), chr(92) * 2))}"


def _date(date: Date) -> Iterator[str]:
    key = next(key for key, kind in DATES.items() if kind == date.kind)
    yield f"{key}: {_joinsplit_columns((date.edtf, date.written, date.calendar, date.place))}"


def _publication(publication: Publication) -> str:
    share = None if publication.partial is None else IN_PART if publication.partial else IN_FULL
    columns = (publication.address, publication.publisher, publication.date, share)
    return f"published at: {_joinsplit_columns(columns)}"


def _joinsplit_columns(columns: Iterable[str | None]) -> str:
    escaped = [re.sub(r"([\\|])", r"\\\1", column or "") for column in columns]
    while escaped and not escaped[-1]:
        escaped.pop()
    return " | ".join(escaped)
