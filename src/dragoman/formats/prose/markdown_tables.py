"""Tables in Markdown: rows between bars below a line of dashes; those that are transcripts become turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec
from lxml import etree

from dragoman.formats.prose.paragraphs import Paragraph, StyledText, TableCell, make_paragraph
from dragoman.formats.prose.web.html_tables import Box, find_columns

__all__ = ["Table", "find_tables", "read_table"]

_BELOW_HEAD = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{1,100}:?[ \t]*\|){1,12}(?:[ \t]*:?-{1,100}:?[ \t]*)?")
_CELL = re.compile(r"((?:[^|\\]++|\\.)*+)(\||\Z)", re.DOTALL)
_MOST_CELLS = 12

Inlines = Callable[[Sequence[StyledText]], Sequence[StyledText]]
Row = tuple[StyledText, ...]


class Table(msgspec.Struct, frozen=True):
    """The rows of a table, with the headings first, and the numbers of its lines (counted from 1)."""

    rows: tuple[Row, ...]
    lines: tuple[int, ...]


def find_tables(lines: Sequence[str], first: int) -> dict[int, Table]:
    """The tables after a line (counted from 0), by the number of the line on which each begins (counted from 1)."""
    found: dict[int, Table] = {}
    number = first + 1
    while number < len(lines):
        if "|" in lines[number - 1] and "|" in lines[number] and _BELOW_HEAD.fullmatch(lines[number]):
            end = number + 1
            while end < len(lines) and "|" in lines[end] and lines[end].strip():
                end += 1
            rows = [number - 1, *range(number + 1, end)]
            cut = tuple(_cells(lines[row], row + 1) for row in rows)
            found[number] = Table(cut, tuple(range(number, end + 1)))
            number = end
        number += 1
    return found


def _cells(line: str, number: int) -> Row:
    start = len(line) - len(line.lstrip(" \t"))
    start += line[start : start + 1] == "|"
    cells = []
    for match in _CELL.finditer(line, start):
        if match[1].strip() or match[2]:
            text = match[1].replace("\\|", "|")
            column = match.start() + 1 + len(text) - len(text.lstrip())
            cells.append(StyledText(text=text.strip(), line=number, column=column))
        if not match[2]:
            break
    return tuple(cells)


def read_table(table: Table, inlines: Inlines) -> Iterator[Paragraph]:
    """The paragraphs of a table: names, times and words if it is a transcript, else one per row.

    :param inlines: parses the formatting of a cell
    """
    head, *body = table.rows
    grid = (
        tuple(Box(etree.Element("th"), cell.text, True) for cell in head),
        *(tuple(Box(etree.Element("td"), cell.text, True) for cell in row[:_MOST_CELLS]) for row in body),
    )
    columns = find_columns(grid)
    if columns is None:
        for row in table.rows:
            pieces = [piece for cell in row if cell.text for piece in (StyledText(text=" | "), *inlines([cell]))][1:]
            paragraph = make_paragraph(pieces, spaces_count=True)
            yield from (paragraph,) if paragraph else ()
        return
    for place, row in enumerate(body):
        time, label, *texts = (_paragraph(row, column, inlines) for column in columns.all)
        yield from (time,) if time else ()
        yield from (msgspec.structs.replace(label, column="name"),) if label else ()
        for side, (text, language) in enumerate(zip(texts, columns.languages, strict=True)):
            if text is not None:
                cell = TableCell(place, side, columns.ordered) if len(texts) == 2 else None
                column = "words" if columns.label is not None else None
                yield msgspec.structs.replace(text, cell=cell, language=language, column=column)


def _paragraph(row: Row, column: int | None, inlines: Inlines) -> Paragraph | None:
    if column is None or column >= len(row) or not row[column].text:
        return None
    return make_paragraph(list(inlines([row[column]])), spaces_count=True)
