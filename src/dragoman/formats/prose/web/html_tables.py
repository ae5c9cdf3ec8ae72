"""Tables that are transcripts: one row per turn, with columns for speakers, times, words and translations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dragoman.formats.prose.label_candidates import find_clock
from dragoman.formats.reading.columns import ColumnHeading, read_heading
from dragoman.language.direction import text_direction
from dragoman.language.sentences import SENTENCE_ENDS

__all__ = ["Box", "Grid", "TableColumns", "find_columns", "make_grid"]

_MOST_ROWS = 5000
_MOST_COLUMNS = 12
_MOST_ELEMENTS = 200_000
_FEWEST_ROWS = 2
_LONGEST = 2000
_LONGEST_LABEL = 60
_SIDES = ("source", "target")
_ROLES = ("speaker", "start", "text", *_SIDES)


class Box(msgspec.Struct, frozen=True):
    """A place in a table. ``element`` is the cell there; ``first``: the cell begins there, and not in a row above."""

    element: Any
    words: str
    first: bool


_LABELLED = re.compile(r"[^:：.?!؟]{1,60}[:：](?:\s|$)")
Grid = tuple[tuple[Box | None, ...], ...]


class TableColumns(msgspec.Struct, frozen=True, kw_only=True):
    """The roles of columns. ``texts`` are one column of words, or two: the original and its translation.

    ``languages`` are those named in the headings of ``texts``; ``ordered``: the headings say which is which. ``first``
    is the first row of words.
    """

    texts: tuple[int, ...]
    languages: tuple[str | None, ...]
    label: int | None = None
    time: int | None = None
    ordered: bool = False
    first: int = 0

    @property
    def all(self) -> tuple[int | None, ...]:
        """The columns in reading order: the time, the name, the words."""
        return (self.time, self.label, *self.texts)


def make_grid(table: Any) -> Grid | None:
    """The cells of a table by row and column, with spanning cells repeated; ``None`` if it contains other tables."""
    elements = list(itertools.islice(table.iterdescendants(), _MOST_ELEMENTS))
    if len(elements) == _MOST_ELEMENTS or any(element.tag == "table" for element in elements):
        return None
    rows = [element for element in elements if element.tag == "tr"]
    if not _FEWEST_ROWS <= len(rows) <= _MOST_ROWS:
        return None
    grid: list[tuple[Box | None, ...]] = []
    above: dict[int, tuple[Box, int]] = {}
    for row in rows:
        line = _make_row(row, above)
        if line is None:
            return None
        grid.append(line)
    return tuple(grid)


def _make_row(row: Any, above: dict[int, tuple[Box, int]]) -> tuple[Box | None, ...] | None:
    """One row. ``above`` are the cells that span into it, with the number of rows that they still span."""
    line: dict[int, Box] = {}
    for column, (cell, left) in list(above.items()):
        line[column] = msgspec.structs.replace(cell, first=False)
        above[column] = (cell, left - 1)
        if left <= 1:
            del above[column]
    column = 0
    for element in row:
        if element.tag not in ("td", "th"):
            continue
        while column in line:
            column += 1
        if column >= _MOST_COLUMNS:
            return None
        cell = Box(element, " ".join("".join(element.itertext())[:_LONGEST].split()), True)
        line[column] = cell
        down = _span(element, "rowspan")
        if down > 1:
            above[column] = (cell, down - 1)
        column += _span(element, "colspan")
    return tuple(line.get(number) for number in range(max(line, default=-1) + 1))


def _span(element: Any, name: str) -> int:
    stated = (element.get(name) or "").strip()
    return min(int(stated), _MOST_ROWS) if re.fullmatch(r"[0-9]{1,4}", stated) and int(stated) else 1


def find_columns(grid: Grid) -> TableColumns | None:
    """The roles of a table's columns; ``None`` if it is not a transcript."""
    heads = _headings(grid[0])
    first = 1 if heads else 0
    body = grid[first:]
    count = max(map(len, body), default=0)
    if len(body) < _FEWEST_ROWS or count < 2:
        return None
    columns = {number: _column(body, number) for number in range(count)}
    filled = {number: words for number, words in columns.items() if any(words)}
    time = next((number for number, words in filled.items() if _all_times(words)), None)
    left = {
        number: words
        for number, words in filled.items()
        if number != time and not all(re.fullmatch(r"[\W\d]{0,8}", word) for word in words)
    }
    label = next((n for n, words in left.items() if _role(heads, n) == "speaker" or _all_labels(words)), None)
    texts = [number for number in left if number != label]
    if len(texts) not in (1, 2) or (label is None and not _are_sides(texts, heads, body)):
        return None
    ordered = any(_role(heads, number) in _SIDES for number in texts)
    if len(texts) == 2 and (_role(heads, texts[0]) == "target" or _role(heads, texts[1]) == "source"):
        texts.reverse()
    languages = tuple(heads[number].language if number in heads else None for number in texts)
    return TableColumns(texts=tuple(texts), languages=languages, label=label, time=time, ordered=ordered, first=first)


def _headings(row: Sequence[Box | None]) -> dict[int, ColumnHeading]:
    """The headings of the columns in the first row; empty if it is an ordinary row."""
    words = {number: cell.words for number, cell in enumerate(row) if cell is not None and cell.words}
    heads = {number: _read_heading(text) for number, text in words.items()}
    named = [head for head in heads.values() if head != ColumnHeading()]
    is_head = bool(words) and all(len(text) <= 40 for text in words.values())
    all_th = all(cell is None or cell.element.tag == "th" for cell in row)
    return heads if is_head and (all_th or len(named) * 2 >= len(words)) else {}


def _read_heading(text: str) -> ColumnHeading:
    """The meaning of a heading, unless it may be a sentence, or a word that is not the heading of a transcript's
    column.
    """
    if len(re.findall(r"[^\W\d_]+", text)) > 4 or re.search(r"[:：.?!؟]", text):
        return ColumnHeading()
    head = read_heading(text)
    return head if head.role in (None, *_ROLES) and head.fit != "field" else ColumnHeading()


def _role(heads: Mapping[int, ColumnHeading], number: int) -> str | None:
    return heads[number].role if number in heads else None


def _column(body: Grid, number: int) -> list[str]:
    """The words of the cells that begin in a column."""
    cells = (row[number] if number < len(row) else None for row in body)
    return [cell.words for cell in cells if cell is not None and cell.first]


def _all_times(words: Sequence[str]) -> bool:
    filled = [word for word in words if word]
    return bool(filled) and all(find_clock(word)[1] is not None and find_clock(word)[0] == len(word) for word in filled)


def _all_labels(words: Sequence[str]) -> bool:
    """Whether a column contains names: short, no sentences, and some more than once."""
    filled = [word.rstrip(":：﹕ ") for word in words if word]
    short = all(
        len(word) <= _LONGEST_LABEL and len(word.split()) <= 8 and word[-1:] not in SENTENCE_ENDS for word in filled
    )
    return bool(filled) and short and (len(set(filled)) < len(filled) or len(words) > len(filled))


def _are_sides(texts: Sequence[int], heads: Mapping[int, ColumnHeading], body: Grid) -> bool:
    """Whether two columns of words, without one for names, are an original and its translation."""
    if len(texts) != 2:
        return False
    if any(number in heads and (heads[number].language or _role(heads, number) in _SIDES) for number in texts):
        return True
    sides = [_column(body, number) for number in texts]
    both = min(sum(map(bool, side)) for side in sides)
    labelled = min(sum(_LABELLED.match(words) is not None for words in side) for side in sides)
    ways = [{text_direction(words) for words in side if words} - {None} for side in sides]
    opposite = all(len(way) == 1 for way in ways) and ways[0] != ways[1]
    return both * 4 >= len(body) * 3 and (opposite or labelled * 4 >= len(body))
