"""What a file for other people may contain: never desk notes, local paths or withdrawn words."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from dragoman.problems import Problem
from dragoman.transcript.document import Author, Person, Segment, Transcript
from dragoman.transcript.public import for_readers
from dragoman.transcript.text import Note, find_marks

__all__ = ["find_left_out", "for_export", "without_withdrawn"]


def for_export(transcript: Transcript, *, to_edit: bool = False) -> Transcript:
    """The document as an exported file may contain it: as for readers, with withdrawn passages marked but empty.

    Handles are kept: they are the signatures that people chose, and an edition has replaced them already.

    :param to_edit: see :func:`for_readers`
    """
    handles = {handle: handle for segment in transcript.segments for handle in _handles(segment)}
    clean = for_readers(transcript, handles, to_edit=to_edit)
    return msgspec.structs.replace(clean, segments=tuple(_buried(segment) for segment in clean.segments))


def without_withdrawn(transcript: Transcript) -> Transcript:
    """The document without withdrawn passages, for formats that cannot mark them as withdrawn."""
    shown = tuple(segment for segment in transcript.segments if segment.withdrawn is None)
    return msgspec.structs.replace(transcript, segments=shown)


def _handles(segment: Segment) -> set[str]:
    authors: tuple[Author | None, ...] = (segment.source_origin, segment.target_origin)
    return {*segment.heard_by, *(author.handle for author in authors if isinstance(author, Person))}


def _buried(segment: Segment) -> Segment:
    if segment.withdrawn is None:
        return segment
    return Segment(id=segment.id, span=segment.span, withdrawn=segment.withdrawn)


def find_left_out(transcript: Transcript, format_: str, *kept: str) -> tuple[Problem, ...]:
    """A problem that lists what this document has and a format leaves out; what never leaves the desk is not listed.

    :param format_: the format's name for people
    :param kept: the entries of the table below that the format keeps
    """
    lost = [name for name, has in _PARTS.items() if name not in kept and has(transcript)]
    if not lost:
        return ()
    message = "{format} has no place for {names}; keep the interview's folder as well"
    return (Problem.of("left-out", "note", message, format=format_, names=", ".join(lost)),)


_PARTS: dict[str, Callable[[Transcript], bool]] = {
    "facts beyond titles": lambda t: any(
        getattr(t.facts, field) not in (None, ())
        for field in t.facts.__struct_fields__
        if field not in ("title", "title_target", "chapters")
    ),
    "chapters": lambda t: bool(t.facts.chapters),
    "the glossary": lambda t: bool(t.glossary),
    "words with their times": lambda t: any(segment.words for segment in t.segments),
    "who has listened": lambda t: any(segment.heard_by for segment in t.segments),
    "states": lambda t: any(segment.state in ("reviewed", "final") for segment in t.segments),
    "who wrote each text": lambda t: any(segment.source_origin or segment.target_origin for segment in t.segments),
    "withdrawn passages": lambda t: any(segment.withdrawn for segment in t.segments),
    "notes": lambda t: any(
        isinstance(mark, Note) and mark.audience == "reader"
        for segment in t.segments
        for mark in find_marks((*(segment.source or ()), *(segment.target or ())))
    ),
}
