"""The facts of an interview as form fields, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dragoman.notation.header import DATES, Header, write_facts
from dragoman.notation.lines import clean_lines, one_line, text_line
from dragoman.notation.times import format_span
from dragoman.press.release import find_missing_facts, find_obstacles
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Date, Facts, Publication, Transcript
from dragoman.transcript.tags import find_tag
from dragoman.workflows.form_edits import Known

__all__ = ["FactField", "field_id", "find_fields", "find_known", "find_label", "read_facts"]


class FactField(msgspec.Struct, frozen=True, kw_only=True):
    """A field: its name, label, hint, value and kind.

    ``needed`` says what a release still needs, and in which of these fields. ``fault`` says why the typed value cannot
    be read, and ``theirs`` is the value that somebody else has entered meanwhile.
    """

    name: str
    label: str
    hint: str
    kind: str
    value: str
    needed: str | None = None
    fault: str | None = None
    theirs: str | None = None

    @property
    def id(self) -> str:
        """Its id on the page."""
        return field_id(self.name)


# Name, label, hint, kind.
_FIELDS = (
    ("title", "Title", "In the language of the original.", "line"),
    ("title_target", "Title, translated", "In the language of the translation.", "line"),
    ("description", "Description", "What the interview is about, in a few sentences.", "lines"),
    ("programme", "Programme", "The series that it was part of.", "line"),
    ("publisher", "Publisher", "Who broadcast or published it, such as Example Radio.", "line"),
    (
        "dates",
        "Dates",
        "One per line, such as “aired: 2021-02-27”. Also recorded, first published, corrected.",
        "lines",
    ),
    ("publications", "Published at", "One per line: web address | publisher | date.", "lines"),
    ("rights_holder", "Rights holder", "Who holds the rights.", "line"),
    ("ground_for_use", "Ground for use", "Why it may be used, such as “with the speaker's consent”.", "line"),
    ("licence", "Licence", "The licence for readers, such as CC BY 4.0.", "line"),
    (
        "confidential",
        "Confidential",
        "A confidential interview is not released, and its pages are taken off the site when that is published again.",
        "answer",
    ),
    ("translators", "Translators", "One name per line.", "lines"),
    ("tags", "Tags", "One word per line.", "lines"),
    ("categories", "Categories", "One word per line.", "lines"),
    ("covers", "Covers", "The part of the recording that this interview covers, such as 1:02:10-1:21:40.", "line"),
    ("support", "Support", "The request for support on the page from which it was imported.", "lines"),
)
_LANGUAGES = (
    ("spoken", "Language of the original", "A tag such as fa, or Persian; separate several with commas.", "line"),
    ("target", "Language of the translation", "A tag such as en, or English.", "line"),
)
_LISTS = ("translators", "tags", "categories")
_PUBLISHED = "published at: "
_TYPED = ("dates", "publications", "covers")


def find_known(transcript: Transcript) -> Known:
    """The facts and languages of an interview."""
    spoken = transcript.recording.languages if transcript.recording else ()
    return Known(facts=transcript.facts, spoken=spoken, target=transcript.target_language)


def find_fields(
    known: Known, typed: Mapping[str, str], faults: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterator[FactField]:
    """The fields with the known values, or with what somebody has typed."""
    needed = _find_needed(known)
    for name, label, hint, kind in (*_FIELDS[:2], *_LANGUAGES, *_FIELDS[2:]):
        value = typed[name] if name in typed else _find_value(known, name)
        yield FactField(
            name=name,
            label=label,
            hint=hint,
            kind=kind,
            value=value,
            needed=needed.get(name),
            fault=faults.get(name),
            theirs=theirs.get(name),
        )


def find_changed(before: Known, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed into a form that showed these values, without the fields that still show them."""
    names = (name for name, *_ in (*_FIELDS, *_LANGUAGES) if name in typed)
    return {name: typed[name] for name in names if _one_form(typed[name]) != _one_form(_find_value(before, name))}


def _one_form(said: str) -> str:
    return said.replace("\r\n", "\n").strip()


def field_id(name: str) -> str:
    """The id of a field on its page, for links."""
    return f"fact-{name.replace('_', '-')}"


def find_label(name: str) -> str:
    """The label of a field."""
    return next(label for field, label, _hint, _kind in _FIELDS if field == name)


def _find_needed(known: Known) -> dict[str, str]:
    """What a release still needs, by the fields of which one is enough."""
    needed: dict[str, str] = {}
    for obstacle in find_obstacles(Transcript(facts=known.facts), ()):
        for name in (names := find_missing_facts(obstacle)):
            others = " or ".join(f"“{find_label(other)}”" for other in names if other != name)
            needed.setdefault(name, f"A release needs this{f', or {others}' if others else ''}.")
    return needed


def _find_value(known: Known, name: str) -> str:
    if name == "spoken":
        return ", ".join(known.spoken)
    return (known.target or "") if name == "target" else _show(getattr(known.facts, name), name)


def read_facts(before: Known, typed: Mapping[str, str]) -> tuple[Known, dict[str, str]]:
    """The typed values as facts, and the fields that cannot be read with the reasons.

    An unchanged field keeps its value.
    """
    faults: dict[str, str] = {}
    facts = _read_facts(before.facts, typed, faults)
    spoken = _read_languages("spoken", typed, faults) if "spoken" in typed else before.spoken
    targets = _read_languages("target", typed, faults) if "target" in typed else (before.target,)
    if len(targets) > 1:
        faults["target"] = "a translation is in one language; for a second one, make a separate interview"
    return Known(facts=facts, spoken=spoken, target=next(iter(targets), None)), faults


def _read_languages(name: str, typed: Mapping[str, str], faults: dict[str, str]) -> tuple[str, ...]:
    """The tags of the typed languages, separated by commas."""
    said = [part.strip() for part in typed[name].split(",") if part.strip()]
    for part in said:
        if find_tag(part) is None:
            faults[name] = f"“{part[:80]}” is not a known language; use a tag such as fa, or Persian"
    return tuple(dict.fromkeys(tag for part in said if (tag := find_tag(part))))


def _read_facts(before: Facts, typed: Mapping[str, str], faults: dict[str, str]) -> Facts:
    read: dict[str, Any] = {}
    for name, _, _, kind in _FIELDS:
        said = _one_form(typed.get(name, ""))
        if name not in typed or said == _one_form(_show(getattr(before, name), name)):
            continue
        if name in _TYPED:
            read[name] = _read_typed(name, said, faults)
        elif name in _LISTS:
            read[name] = tuple(line for each in said.split("\n") if (line := one_line(each)))
        elif kind == "answer":
            read[name] = {"yes": True, "no": False}.get(said)
        else:
            read[name] = (clean_lines(said) if kind == "lines" else one_line(said)) or None
    return before if faults else msgspec.structs.replace(before, **read)


def _read_typed(name: str, said: str, faults: dict[str, str]) -> Any:
    log = ProblemLog()
    header = Header(log)
    for line in said.split("\n"):
        key = {"publications": _PUBLISHED, "covers": "covers: "}.get(name, "")
        fact = text_line(key + line)
        if not line.strip():
            continue
        if not header.knows(fact) or (name == "dates" and line.partition(":")[0].strip().casefold() not in DATES):
            faults[name] = f"“{line[:80]}” is not a date; begin it with {', '.join(DATES)} and a colon"
            return None
        header.take(fact)
    if log.listed():
        faults[name] = "; ".join(problem.message for problem in log.listed())
    values = getattr(header.facts(), name)
    if name == "publications":
        _check_addresses(values, faults)
    return values


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def _check_addresses(publications: tuple[Publication, ...], faults: dict[str, str]) -> None:
    for one in publications:
        if not _ADDRESS.fullmatch(one.address):
            typed = one.address[:80]
            whole = f", such as https://{typed}" if "." in typed and " " not in typed else ""
            faults["publications"] = f"“{typed}” is no web address; begin it with https://{whole}"


def _show(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "covers":
        return format_span(value)
    if isinstance(value, tuple):
        return "\n".join(_show_one(one) for one in value)
    return str(value)


def _show_one(one: Date | Publication | str) -> str:
    """A value as a page of the folder writes it."""
    if isinstance(one, Date):
        return next(write_facts(Transcript(facts=Facts(dates=(one,)))))
    if isinstance(one, Publication):
        return next(write_facts(Transcript(facts=Facts(publications=(one,))))).removeprefix(_PUBLISHED)
    return one
