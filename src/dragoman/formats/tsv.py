"""Tab-separated values, as spreadsheets copy and paste them. Both languages in one file."""

from __future__ import annotations

from dragoman.formats.base import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.table import read_table, write_table
from dragoman.transcript.document import Transcript

__all__ = ["read", "write"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """The rows as passages; what delimits cells is found.

    :raises FormatError: where no column can be told to hold words
    """
    return read_table(content, options, usual="\t")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """A row a passage, with tabs."""
    return write_table(transcript, options, delimiter="\t", format_="TSV")
