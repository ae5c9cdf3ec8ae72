"""The rows of a table that people edit in a spreadsheet: names, facts.

UTF-8 with a byte-order mark and semicolons, which most spreadsheets open; commas and tabs are read too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dragoman.errors import FormatError
from dragoman.formats.office.csv_tsv import guarded

__all__ = ["read_rows", "write_rows"]

_MOST_ROWS = 100_000
_DELIMITERS = ";,\t"


def write_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as a file. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff".encode() + buffer.getvalue().encode("utf-8", "replace")


def read_rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line on which it begins; a cell may contain line breaks.

    :param path: the file's name, for messages
    :raises FormatError: if it is no table, or has too many rows
    """
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for number, row in enumerate(reader):
            if number > _MOST_ROWS:
                raise FormatError(path, f"has more than {_MOST_ROWS:,} rows", "split it into parts", line=line)
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(path, f"is not a readable table ({error})", line=line) from error
