"""Tables of word processors: their cells, and which columns have times, names, the original and the translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec

from dragoman.formats.prose.fact_words import HEAD_KEYS, KEYS
from dragoman.formats.prose.head_people import find_head_role
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.reading.columns import ColumnHeading, read_heading
from dragoman.language.direction import text_direction
from dragoman.notation.speakers import may_be_name
from dragoman.notation.times import parse_span
from dragoman.transcript.span import Span

__all__ = [
    "Cell",
    "Columns",
    "Table",
    "TableRow",
    "continue_columns",
    "find_columns",
    "has_passages",
    "read_clock",
    "read_voice",
    "states_facts",
    "weigh",
]

Role = Literal["time", "name", "number", "text", "empty"]
_CLOCK = re.compile(r"[\[(]?\s*(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)(?:\s*(?:-->|[-–—→])\s*"
                    r"(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?))?\s*[\])]?")  # fmt: skip
_KEY_AND_VALUE = 2
# The headings and two passages.
_FEWEST_ROWS = 3


class Cell(msgspec.Struct, frozen=True):
    """The content of a cell. ``mark`` is the passage whose bookmark is in it, ``anchor`` the one that a link in it
    refers to.
    """

    paragraphs: tuple[Paragraph, ...]
    mark: str | None = None
    anchor: str | None = None

    @property
    def text(self) -> str:
        """Its words, one line per paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class TableRow(msgspec.Struct, frozen=True):
    """A row of a table."""

    cells: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True):
    """A table; ``line`` is the number of the paragraph before it."""

    rows: tuple[TableRow, ...]
    line: int | None = None


class Columns(msgspec.Struct, frozen=True):
    """The roles of a table's columns; ``first`` is the number of the first row that is a passage."""

    first: int
    time: int | None = None
    name: int | None = None
    source: int | None = None
    target: int | None = None
    source_language: str | None = None
    target_language: str | None = None


def has_passages(table: Table) -> bool:
    """Whether the columns of a table say that its rows are passages, however long the text around it is.

    Its first row names a column of words and others, in a language with a table; or a column below it has only times
    and another has words.
    """
    if weigh(table) == 0 or len(table.rows) < _FEWEST_ROWS:
        return False
    heads = [read_heading(cell.text) for cell in table.rows[0].cells]
    named = _find_named(heads)
    if {"source", "target"} & named.keys() and len(named) > 1:
        return True
    roles = _find_roles(table.rows[1:])
    return "time" in roles and "text" in roles


def weigh(table: Table) -> int:
    """The number of characters in a table whose rows can be passages."""
    if _width(table) < 2:
        return 0
    return sum(len(cell.text) for row in table.rows for cell in row.cells)


def states_facts(table: Table) -> bool:
    """Whether the rows of a table are keys of a head and their values: ``Interviewer``, ``Ana Ruiz``."""
    keys = [row.cells[0].text.strip(" :：").casefold() for row in table.rows if len(row.cells) == _KEY_AND_VALUE]
    known = sum(key in KEYS or key in HEAD_KEYS or find_head_role(key) is not None for key in keys)
    return len(keys) == len(table.rows) and known * 2 >= len(keys) > 0


def find_columns(table: Table) -> Columns:
    """The columns by their headings, or else by their content."""
    heads = [read_heading(cell.text) for cell in table.rows[0].cells]
    named = _find_named(heads)
    is_headed = bool(named) or sum(head.language is not None for head in heads) > 1 or _is_above_times(table)
    rows = table.rows[1:] if is_headed else table.rows
    roles = _find_roles(rows)
    taken = {place for role, place in named.items() if role not in ("source", "target")}
    texts = [c for c in range(len(roles)) if roles[c] == "text" and c not in taken]
    texts = sorted({*texts, *(place for role, place in named.items() if role in ("source", "target"))})
    source, target = _find_sides(named, texts)
    return Columns(
        first=1 if is_headed else 0,
        time=_first(named.get("start"), [c for c in range(len(roles)) if roles[c] == "time"]),
        name=_first(named.get("speaker"), [c for c in range(len(roles)) if roles[c] == "name" and c not in texts]),
        source=source,
        target=target,
        source_language=heads[source].language if source is not None and source < len(heads) else None,
        target_language=heads[target].language if target is not None and target < len(heads) else None,
    )


def continue_columns(other: Table, table: Table, columns: Columns, *, is_joined: bool) -> Columns | None:
    """The columns of a table that goes on with a table of passages; ``None`` if nothing says that it does.

    Its first row repeats or names the columns; or it has times where the other has them; or it follows directly.
    """
    if weigh(other) == 0 or _width(other) != _width(table) or states_facts(other):
        return None
    if columns.first and _read_row(other.rows[0]) == _read_row(table.rows[0]):
        return columns
    heads = [read_heading(cell.text) for cell in other.rows[0].cells]
    if len(_find_named(heads)) > 1 or sum(head.language is not None for head in heads) > 1:
        return _named_again(heads, columns)
    roles = _find_roles(other.rows)
    has_times = columns.time is not None and roles[columns.time] == "time"
    if not has_times and (columns.time is not None or not is_joined):
        return None
    return _turned(columns, table.rows[columns.first :], other.rows)


def read_clock(text: str) -> Span | None:
    match = _CLOCK.search(text)
    return parse_span(f"{match[1]}-{match[2]}" if match[2] else match[1]) if match else None


def read_voice(text: str) -> str | None:
    return " ".join(_CLOCK.sub(" ", text).split()).strip(" :：-–—[]()|") or None


def _named_again(heads: Sequence[ColumnHeading], columns: Columns) -> Columns | None:
    """The columns of a table as its headings name them; ``None`` if they do not name the texts of the first table."""
    named = _find_named(heads)
    tags = [head.language for head in heads]
    wanted = (columns.source_language, columns.target_language)
    source, target = (tags.index(tag) if tag in tags and tag else None for tag in wanted)
    source = source if source is not None else named.get("source")
    target = target if target is not None else named.get("target")
    if source is None or source == target or (target is None) != (columns.target is None):
        return None
    time, name = named.get("start", columns.time), named.get("speaker", columns.name)
    if {source, target} & {time, name} - {None}:
        return None
    return msgspec.structs.replace(columns, first=1, time=time, name=name, source=source, target=target)


def _turned(columns: Columns, rows: Sequence[TableRow], others: Sequence[TableRow]) -> Columns | None:
    """The columns for rows without headings, with the sides exchanged if the directions of the scripts say so; ``None``
    if they fit no side.
    """
    own = msgspec.structs.replace(columns, first=0)
    ways = [_find_way(each, place) for each in (rows, others) for place in (columns.source, columns.target)]
    if None in ways or ways[0] == ways[1] or ways[:2] == ways[2:]:
        return own
    return _exchanged(own) if ways[2] != ways[3] else None


def _exchanged(columns: Columns) -> Columns:
    return msgspec.structs.replace(columns, source=columns.target, target=columns.source)


def _find_way(rows: Sequence[TableRow], place: int | None) -> str | None:
    return text_direction(
        " ".join(row.cells[place].text for row in rows if place is not None and place < len(row.cells))
    )


def _width(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _read_row(row: TableRow) -> list[str]:
    return [" ".join(cell.text.split()).casefold() for cell in row.cells]


def _is_above_times(table: Table) -> bool:
    """Whether the first row has a word above a column that has only times: a heading in any language."""
    roles = _find_roles(table.rows[1:])
    heads = [cell.text.strip() for cell in table.rows[0].cells]
    return any(role == "time" and head and not _CLOCK.search(head) for role, head in zip(roles, heads, strict=False))


def _find_roles(rows: Sequence[TableRow]) -> list[Role]:
    """What each column of some rows contains."""
    width = max((len(row.cells) for row in rows), default=0)
    return [_find_role([row.cells[c].text.strip() for row in rows if c < len(row.cells)]) for c in range(width)]


def _first(named: int | None, found: Sequence[int]) -> int | None:
    return named if named is not None else next(iter(found), None)


def _find_named(heads: Sequence[ColumnHeading]) -> dict[str, int]:
    """The first column of each role that the beginning of a heading names."""
    named: dict[str, int] = {}
    for place, head in enumerate(heads):
        if head.role is not None and head.fit in ("whole", "first"):
            named.setdefault("source" if head.role == "text" else head.role, place)
    return named


def _find_sides(named: dict[str, int], texts: Sequence[int]) -> tuple[int | None, int | None]:
    """The columns of the original and of the translation: by their headings, or else with the original first."""
    source, target = named.get("source"), named.get("target")
    if source is None:
        source = next((c for c in texts if c != target), None)
    if target is None:
        target = next((c for c in texts if c != source and (source is None or c > source)), None)
    return source, target


def _find_role(texts: Sequence[str]) -> Role:
    """What a column contains, judged by its words."""
    filled = [text for text in texts if text]
    if not filled:
        return "empty"
    if sum(_CLOCK.fullmatch(text) is not None for text in filled) * 10 > len(filled) * 8:
        return "time"
    if all(text.strip(".#)").isdecimal() for text in filled):
        return "number"
    bare = [read_voice(text) or "" for text in filled]
    names = sum(may_be_name(text) for text in bare if text)
    few = len(Counter(bare)) <= max(2, len(filled) // 2)
    return "name" if names * 10 > len(filled) * 8 and (few or len(filled) < 3) and _is_short(bare) else "text"


def _is_short(texts: Sequence[str]) -> bool:
    return sum(len(text) for text in texts) <= 30 * len(texts) and any(text_direction(text) for text in texts)
