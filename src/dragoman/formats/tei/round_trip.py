"""What TEI keeps of a document: the result of reading what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from dragoman.formats.tei.tei_xml import as_language, squeeze, squeeze_line
from dragoman.notation.typed import settle_languages
from dragoman.transcript.document import (
    Author,
    Engine,
    Facts,
    Person,
    Recording,
    Segment,
    Speaker,
    Transcript,
)
from dragoman.transcript.sides import anchor
from dragoman.transcript.text import CodeSwitch, CutOff, Inline, Mark, Overlap, Text, Wrapper, tidy

__all__ = ["as_kept", "as_kept_text"]

# Ids that this writer uses for other things.
_OURS = re.compile(r"(T|tr|by|cal|src)\d+|s[0-9a-z]{8}", re.ASCII)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


def as_kept(transcript: Transcript) -> Transcript:
    """The document without what TEI has no place for, with normalized white space."""
    ids = _speaker_ids(transcript.speakers)
    recording = _recording(transcript.recording) if transcript.recording else None
    return Transcript(
        recording=recording,
        facts=_facts(transcript.facts),
        speakers=tuple(_speaker(speaker, ids[speaker.id]) for speaker in transcript.speakers),
        segments=settle_languages(
            (_segment(segment, ids) for segment in transcript.segments), recording.languages if recording else ()
        ),
        target_language=as_language(transcript.target_language),
    )


def as_kept_text(text: Text) -> Text:
    """A text as TEI keeps it: an overlap only at its beginning, no spaces at its ends."""
    first = next((inline for inline in text if not isinstance(inline, str) or squeeze_line(inline)), "")
    core = list(_kept_text(text))
    if core and isinstance(core[0], str):
        core[0] = core[0].lstrip(" \n")
    if core and isinstance(core[-1], str):
        core[-1] = core[-1].rstrip(" \n")
    said = tuple(inline for inline in core if inline != "")
    return (Overlap(), *said) if isinstance(first, Overlap) else said


def _kept_text(text: Text) -> Text:
    inlines = tidy(tuple(inline for inline in text if not isinstance(inline, Overlap)))
    return tidy(tuple(squeeze(inline) if isinstance(inline, str) else _mark(inline) for inline in inlines))


def _mark(mark: Mark) -> Inline:
    """The mark with its additional texts on one line; ``None`` instead of an empty text."""
    if isinstance(mark, CutOff):
        return CutOff(squeeze(mark.content))
    if isinstance(mark, CodeSwitch):
        return CodeSwitch(as_language(mark.language) or "und", _kept_text(mark.content))
    said = _lines(mark, ("description", "reason", "correction", "expansion", "source"))
    return msgspec.structs.replace(said, content=_kept_text(said.content)) if isinstance(said, Wrapper) else said


def _lines(value: _Struct, fields: Iterable[str]) -> _Struct:
    """The value with these fields on one line; an empty optional field becomes ``None``."""
    optional = {field.name for field in msgspec.structs.fields(type(value)) if field.default is None}
    said = {name: squeeze_line(text) for name in fields if isinstance(text := getattr(value, name, None), str)}
    changes = {name: None if name in optional and not text else text for name, text in said.items()}
    return msgspec.structs.replace(value, **changes)


def _all_lines(value: _Struct) -> _Struct:
    return _lines(value, value.__struct_fields__)


def _recording(recording: Recording) -> Recording:
    return msgspec.structs.replace(
        _all_lines(recording),
        languages=tuple(tag for tag in map(as_language, recording.languages) if tag),
        copies=tuple(map(_all_lines, recording.copies)),
    )


def _facts(facts: Facts) -> Facts:
    return msgspec.structs.replace(
        _all_lines(facts),
        description=squeeze(facts.description or "").strip(" \n") or None,
        translators=_names(facts.translators),
        tags=_names(facts.tags),
        categories=_names(facts.categories),
        dates=tuple(map(_all_lines, facts.dates)),
        publications=tuple(map(_all_lines, facts.publications)),
        chapters=tuple(map(_all_lines, facts.chapters)),
    )


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(squeeze_line, texts)))


def _speaker_ids(speakers: Iterable[Speaker]) -> dict[str, str]:
    """An XML id for each speaker's id: the same one if it is valid."""
    own = {s.id: s.id for s in speakers if _NAME.fullmatch(s.id) and not _OURS.fullmatch(s.id)}
    free = (id_ for number in range(1, 10**9) if (id_ := f"P{number}") not in own)
    return {s.id: own.get(s.id) or next(free) for s in speakers}


def _speaker(speaker: Speaker, id_: str) -> Speaker:
    return msgspec.structs.replace(_all_lines(speaker), id=id_, aliases=_names(speaker.aliases))


def _segment(segment: Segment, ids: dict[str, str]) -> Segment:
    if segment.withdrawn:
        return Segment(id=anchor(segment.id), span=segment.span, withdrawn=_all_lines(segment.withdrawn))
    return Segment(
        id=anchor(segment.id),
        speaker=ids.get(segment.speaker or ""),
        span=segment.span,
        language=as_language(segment.language),
        source=as_kept_text(segment.source or ()) or None,
        target=as_kept_text(segment.target or ()) or None,
        state=segment.state,
        source_origin=_author(segment.source_origin),
        target_origin=_author(segment.target_origin),
    )


def _author(author: Author | None) -> Author | None:
    if isinstance(author, Engine):
        return _all_lines(Engine(name=author.name, model=author.model))
    return _all_lines(author) if isinstance(author, Person) else None
