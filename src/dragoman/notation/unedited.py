"""Finds the unedited parts of a page that leaves out what its readers may not see."""

from __future__ import annotations

import msgspec

from dragoman.notation.parser import NotationRow, Parsed
from dragoman.transcript.document import Facts, Segment, Transcript
from dragoman.transcript.text import Inline, Note, Text, find_marks

__all__ = ["without_unedited"]


def without_unedited(page: Parsed, before: Parsed, transcript: Transcript) -> Parsed:
    """The page without its unchanged statements, so that what the page leaves out is not taken for deleted.

    Notes for the desk are not on such a page: an edited passage keeps them, at its end.

    :param before: the page as it was written
    :param transcript: the document that the page was written from
    """
    was = {segment.id: segment for segment in before.transcript.segments}
    owners = {segment.id: segment for segment in transcript.segments}
    rows: list[NotationRow] = []
    segments: list[Segment] = []
    for row, said in zip(page.rows, page.transcript.segments, strict=True):
        owner, written = owners.get(said.id), was.get(said.id)
        same = {f for f in row.carried if written and getattr(said, f) == getattr(written, f)} if row.id else set()
        rows.append(msgspec.structs.replace(row, carried=row.carried - same))
        segments.append(_with_desk_notes(said, owner) if owner and row.id else said)
    facts, old = page.transcript.facts, before.transcript.facts
    known = {field for field in Facts.__struct_fields__ if getattr(facts, field) == getattr(old, field)}
    return msgspec.structs.replace(
        page,
        rows=tuple(rows),
        carried=page.carried - known,
        transcript=msgspec.structs.replace(page.transcript, segments=tuple(segments)),
    )


def _with_desk_notes(said: Segment, owner: Segment) -> Segment:
    return msgspec.structs.replace(
        said, source=_keeping(said.source, owner.source), target=_keeping(said.target, owner.target)
    )


def _keeping(said: Text | None, owned: Text | None) -> Text | None:
    """The text of the page, followed by the desk notes of the document's text."""
    notes = [mark for mark in find_marks(owned or ()) if isinstance(mark, Note) and mark.audience == "desk"]
    if said is None or not notes:
        return said
    behind: list[Inline] = [inline for note in notes for inline in (" ", note)]
    return (*said, *behind)
