"""The edits in a DOCX file: the fields that differ from what the document would be written as."""

from __future__ import annotations

from dragoman.formats.office.docx.notation_table import make_page, parse_page
from dragoman.formats.office.docx.reader import load
from dragoman.formats.office.docx.writer import write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import Parsed, without_unedited
from dragoman.transcript.document import Transcript

__all__ = ["take_edits"]


def take_edits(parsed: Parsed, transcript: Transcript) -> Parsed:
    """The page without everything that nobody edited: see :func:`dragoman.notation.without_unedited`."""
    file = load(write(transcript, WriteOptions()).content, ReadOptions())
    return without_unedited(parsed, parse_page(make_page(file.blocks)), transcript)
