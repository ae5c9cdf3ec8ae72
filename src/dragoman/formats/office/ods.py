"""OpenDocument spreadsheets: one row per passage, as in CSV, from the sheet with the most words. Read only.

Source: OpenDocument 1.3, part 3, "Table content".
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import FormatError
from dragoman.formats.office.csv_tsv import MOST_CELLS
from dragoman.formats.office.table_rows import Row, find_sheet, read_rows
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number
from dragoman.formats.reading.xml import Element, parse_xml
from dragoman.formats.reading.zip import open_archive
from dragoman.problems import ProblemLog
from dragoman.transcript.span import format_timestamp, parse_duration

__all__ = ["read"]

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = (f"{{{_SPACES}{name}:1.0}}" for name in ("text", "table", "office"))
_WIDEST = 1000
_MOST_REPEATED = 1000


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the rows of the sheet with the most words as passages; other sheets are reported.

    :raises FormatError: if the file is not a spreadsheet, has too many cells, or no column can be identified as words
    """
    archive = open_archive(content, options)
    member = archive.read("content.xml")
    root = None if member is None else parse_xml(member, options, "content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if body is None:
        raise FormatError(options.path, "is not an OpenDocument spreadsheet", "save it as .ods")
    sheets = [(table.get(f"{_TABLE}name") or "", list(_rows(table, options))) for table in body.iter(f"{_TABLE}table")]
    log = ProblemLog()
    return read_rows(find_sheet(sheets, log), options, log)


def _rows(table: Element, options: ReadOptions) -> Iterator[Row]:
    cells_read = 0
    for line, row in enumerate(table.iter(f"{_TABLE}table-row"), 1):
        cells = _cells(row)
        cells_read += len(cells)
        if cells_read > MOST_CELLS:
            raise FormatError(options.path, "has more cells than any transcript", "split it into parts")
        check_number(line, options)
        if any(cell.strip() for cell in cells):
            # A repeated row is written once.
            for _ in range(_times(row, "number-rows-repeated")):
                yield Row(line, cells)


def _cells(row: Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        words = _value(cell)
        repeated = _times(cell, "number-columns-repeated")
        cells += [words] * min(repeated, _WIDEST - len(cells))
    return cells


def _times(element: Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    return min(int(value), _MOST_REPEATED) if value.isascii() and value.isdecimal() and len(value) < 9 else 1


def _value(cell: Element) -> str:
    if cell.get(f"{_OFFICE}value-type") == "time":
        try:
            return format_timestamp(parse_duration((cell.get(f"{_OFFICE}time-value") or "").replace(",", ".")))
        except ValueError:
            pass
    return "\n".join("".join(_words(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _words(paragraph: Element) -> Iterator[str]:
    """The words of a paragraph, without comments."""
    for element in paragraph.iter():
        if element.tag == f"{_TEXT}line-break":
            yield "\n"
        elif element.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif element.text:
            yield element.text
        if element is not paragraph and element.tail:
            yield element.tail
