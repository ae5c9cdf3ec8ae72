"""The names ledger as a table for spreadsheets: one row per term.

UTF-8 with a byte-order mark and semicolons, which most spreadsheets open; commas and tabs are read too. Several
spellings in a cell are separated by `` | ``. ``docs/names.md`` explains the columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.csv_tsv import without_guard
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.decode import decode
from dragoman.formats.spreadsheet_rows import read_rows, write_rows
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.glossary import Term

__all__ = ["NameRow", "NamesTable", "read_names", "write_names"]

State: TypeAlias = Literal["approved", "proposed", "rejected", "removed"]

_STATES: tuple[str, ...] = get_args(State)
_KINDS = ("person", "place", "organisation", "work", "term")
_LISTS = {"original": "source", "translation": "target", "forbidden": "forbidden", "seen": "seen"}
_TEXTS = ("kind", "honorific", "scheme", "authority", "first", "note")
_COLUMNS = ("state", "id", "kind", *_LISTS, "honorific", "scheme", "authority", "first", "note", "count", "places")
_AS = {"source": "original", "target": "translation", "type": "kind", "status": "state", "organization": "organisation"}
_BETWEEN = re.compile(r"(?<!\\)\|")


class NameRow(msgspec.Struct, frozen=True, kw_only=True):
    """A term and a person's decision about it. A new term has no id (``""``).

    ``count`` is how often it occurs in the interview, and ``places`` are ids of passages in which it does.
    """

    term: Term
    state: State = "approved"
    count: int | None = None
    places: tuple[str, ...] = ()


class NamesTable(msgspec.Struct, frozen=True):
    """The rows of a file, and the problems found while reading it."""

    rows: tuple[NameRow, ...]
    problems: tuple[Problem, ...] = ()


def write_names(rows: Sequence[NameRow]) -> bytes:
    """Write the table as a file. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return write_rows([_COLUMNS, *(tuple(_cells(row)) for row in rows)])


def read_names(content: bytes, path: str) -> NamesTable:
    """Read the rows of a table. A row without a state was written by a person, and is approved.

    :param path: the file's name, for messages
    :raises FormatError: if the file is not a table, has too many rows, or has no column of names
    """
    decoded = decode(content, ReadOptions(path=path))
    log = ProblemLog()
    log.add(*decoded.problems)
    rows = list(read_rows(decoded.text, path))
    headings = _read_headings(rows[0][1] if rows else [], path, log)
    found = [row for line, cells in rows[1:] if (row := _read_row(dict(_pair(headings, cells)), line, log)) is not None]
    return NamesTable(tuple(found), log.listed())


def _cells(row: NameRow) -> Iterator[str]:
    term = row.term
    for column in _COLUMNS:
        if column in _LISTS:
            yield _join(getattr(term, _LISTS[column]))
        elif column == "places":
            yield _join(row.places)
        elif column in ("state", "count"):
            value = getattr(row, column)
            yield "" if value is None else str(value)
        else:
            yield getattr(term, column) or ""


def _join(spellings: Sequence[str]) -> str:
    return " | ".join(spelling.replace("|", "\\|") for spelling in spellings)


def _split(cell: str) -> tuple[str, ...]:
    pieces = (_clean(piece.replace("\\|", "|")) for piece in _BETWEEN.split(cell))
    return tuple(dict.fromkeys(filter(None, pieces)))


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def _read_headings(cells: Sequence[str], path: str, log: ProblemLog) -> list[str]:
    words = [cell.strip().casefold() for cell in cells]
    headings = [_AS.get(word, word) for word in words]
    if not {"original", "translation"} & set(headings):
        fix = "give the columns headings; docs/names.md has them, and original;translation are enough"
        raise FormatError(path, "has no column original and none called translation", fix, line=1)
    for heading in dict.fromkeys(headings):
        if heading and heading not in _COLUMNS:
            message = "the column {column} has no place in a names ledger and is left out"
            log.add(Problem.of("name-column-left-out", "warning", message, Place(line=1), column=heading))
    return headings


def _pair(headings: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """If two columns have the same heading, the first one with content counts."""
    for heading, cell in reversed(list(zip(headings, cells, strict=False))):
        if cell.strip():
            yield heading, without_guard(cell)


def _read_row(cells: Mapping[str, str], line: int, log: ProblemLog) -> NameRow | None:
    spellings: dict[str, Any] = {field: _split(cells.get(column, "")) for column, field in _LISTS.items()}
    if not spellings["source"] and not spellings["target"]:
        message = "a row has neither an original nor a translation and is left out"
        log.add(Problem.of("name-row-left-out", "warning", message, Place(line=line)))
        return None
    texts: dict[str, Any] = {column: _clean(cells.get(column, "")) or None for column in ("id", *_TEXTS)}
    kind = _choose(_AS.get(texts["kind"] or "", texts["kind"]), _KINDS, "kind", line, log)
    state = _choose(_clean(cells.get("state", "")) or "approved", _STATES, "state", line, log) or "proposed"
    count = _clean(cells.get("count", ""))
    return NameRow(
        term=Term(**spellings, **(texts | {"id": texts["id"] or "", "kind": kind})),
        state=state,  # type: ignore[arg-type]
        count=int(count) if count.isascii() and count.isdigit() and len(count) < 10 else None,
        places=_split(cells.get("places", "")),
    )


def _choose(said: str | None, choices: Sequence[str], column: str, line: int, log: ProblemLog) -> str | None:
    """The word, if it is one of the choices; ``None`` for no word, and for any other word."""
    if said is None or said.casefold() in choices:
        return said and said.casefold()
    message = "“{said}” is not a valid {column}; it can be {choices}"
    details = {"said": said[:60], "column": column, "choices": ", ".join(choices)}
    log.add(Problem.of("name-cell-unknown", "warning", message, Place(line=line), **details))
    return None
