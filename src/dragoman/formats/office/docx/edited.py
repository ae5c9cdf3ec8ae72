"""What was edited in a DOCX file: the fields that differ from what the document would be written as."""

from __future__ import annotations

import msgspec

from dragoman.formats.office.docx.notation_table import make_page, parse_page
from dragoman.formats.office.docx.reader import load
from dragoman.formats.office.docx.writer import write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import NotationRow, Parsed
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import Inline, Note, Text, find_marks

__all__ = ["take_edits"]


def take_edits(parsed: Parsed, transcript: Transcript) -> Parsed:
    """The page without all that nobody edited, so that what a file leaves out is not taken for deleted.

    Notes for the desk never leave it, so that they are not in the file: a passage that was edited keeps them at its
    end.
    """
    file = load(write(transcript, WriteOptions()).content, ReadOptions())
    before = parse_page(make_page(file.blocks))
    was = {segment.id: segment for segment in before.transcript.segments}
    owners = {segment.id: segment for segment in transcript.segments}
    rows: list[NotationRow] = []
    segments: list[Segment] = []
    for row, said in zip(parsed.rows, parsed.transcript.segments, strict=True):
        owner, written = owners.get(said.id), was.get(said.id)
        same = {f for f in row.carried if written and getattr(said, f) == getattr(written, f)} if row.id else set()
        rows.append(msgspec.structs.replace(row, carried=row.carried - same))
        segments.append(_with_desk_notes(said, owner) if owner and row.id else said)
    return msgspec.structs.replace(
        parsed,
        rows=tuple(rows),
        transcript=msgspec.structs.replace(parsed.transcript, segments=tuple(segments)),
    )


def _with_desk_notes(said: Segment, owner: Segment) -> Segment:
    return msgspec.structs.replace(
        said, source=_keeping(said.source, owner.source), target=_keeping(said.target, owner.target)
    )


def _keeping(said: Text | None, owned: Text | None) -> Text | None:
    """The words as said, with the notes for the desk of the words as owned behind them."""
    notes = [mark for mark in find_marks(owned or ()) if isinstance(mark, Note) and mark.audience == "desk"]
    if said is None or not notes:
        return said
    behind: list[Inline] = [inline for note in notes for inline in (" ", note)]
    return (*said, *behind)
