"""The facts of many interviews as a table for spreadsheets: one row for each interview.

The columns are the keys of the facts on the page that you type on. ``docs/folder.md`` explains the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.csv_tsv import without_guard
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.decode import decode
from dragoman.formats.spreadsheet_rows import read_rows, write_rows
from dragoman.notation import parse
from dragoman.notation.header import DATES, LISTS, TEXTS, write_facts
from dragoman.notation.lines import indent
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Facts, Transcript

__all__ = ["FACT_KEYS", "FactsRow", "FactsTable", "read_fact_lines", "read_facts_table", "write_facts_table"]

FACT_KEYS = (*TEXTS, *DATES, "published at", *LISTS, "confidential")
"""The facts that a table may state, by their keys on the page."""

_INTERVIEW = "interview"
_FIRST = "dragoman-notation 1\n"
_BETWEEN = " | "


class FactsRow(msgspec.Struct, frozen=True):
    """What a row states of an interview: its folder's name, the facts, and the line of the file."""

    interview: str
    facts: Facts
    line: int


class FactsTable(msgspec.Struct, frozen=True):
    """The rows of a file, and the problems found while reading it."""

    rows: tuple[FactsRow, ...]
    problems: tuple[Problem, ...] = ()


def read_fact_lines(lines: Iterable[str]) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts in lines as they are typed at the top of a page, and what is wrong with them."""
    parsed = parse(_FIRST + "".join(f"{indent(line)}\n" for line in lines))
    return parsed.transcript.facts, parsed.problems


def write_facts_table(rows: Sequence[tuple[str, Facts]]) -> bytes:
    """Write the facts of interviews, each by the name of its folder. Several values of a fact are lines of its cell;
    names and tags are separated by `` | ``.
    """
    cells = [(name, *_write_cells(facts)) for name, facts in rows]
    return write_rows([(_INTERVIEW, *FACT_KEYS), *cells])


def read_facts_table(content: bytes, path: str) -> FactsTable:
    """Read the rows of a table. Empty cells state nothing.

    :param path: the file's name, for messages
    :raises FormatError: if the file is not a table, has no column of interviews, or names one twice
    """
    decoded = decode(content, ReadOptions(path=path))
    log = ProblemLog()
    log.add(*decoded.problems)
    rows = list(read_rows(decoded.text, path))
    keys = _read_headings(rows[0][1] if rows else [], path, log)
    found: dict[str, FactsRow] = {}
    for line, cells in rows[1:]:
        row = _read_row(keys, [without_guard(cell.strip()) for cell in cells], line, log)
        if row is not None and row.interview in found:
            fault = f"names the interview {row.interview} twice, first in line {found[row.interview].line}"
            raise FormatError(path, fault, "keep one of the rows", line=line)
        if row is not None:
            found[row.interview] = row
    return FactsTable(tuple(found.values()), log.listed())


def _write_cells(facts: Facts) -> Iterator[str]:
    stated: dict[str, list[str]] = {}
    for line in write_facts(Transcript(facts=facts)):
        key, _, value = line.partition(": ")
        stated.setdefault(key, []).append(value.replace("\n  ", "\n"))
    for key in FACT_KEYS:
        values = stated.get(key, [])
        if key in TEXTS or key in LISTS:
            values = [value.replace("\\\\", "\\") for value in values]
        yield (_BETWEEN if key in LISTS else "\n").join(values)


def _read_headings(cells: Sequence[str], path: str, log: ProblemLog) -> list[str]:
    keys = [" ".join(cell.split()).casefold() for cell in cells]
    if _INTERVIEW not in keys:
        fix = "name the column of the interviews' folders “interview”; docs/folder.md has the other headings"
        raise FormatError(path, "has no column called interview", fix, line=1)
    for key in dict.fromkeys(keys):
        if key and key not in (_INTERVIEW, *FACT_KEYS):
            message = "the column {column} is no fact and is left out"
            log.add(Problem.of("fact-column-left-out", "warning", message, Place(line=1), column=key))
    return keys


def _read_row(keys: Sequence[str], cells: Sequence[str], line: int, log: ProblemLog) -> FactsRow | None:
    pairs = [(key, cell) for key, cell in zip(keys, cells, strict=False) if cell]
    name = next((cell for key, cell in pairs if key == _INTERVIEW), None)
    if name is None:
        message = "a row names no interview and is left out"
        log.add(Problem.of("fact-row-left-out", "warning", message, Place(line=line)))
        return None
    stated = [typed for key, cell in pairs if key in FACT_KEYS for typed in _as_typed(key, cell)]
    facts, problems = read_fact_lines(stated)
    log.add(*(msgspec.structs.replace(problem, where=Place(line=line)) for problem in problems))
    return FactsRow(name.rstrip("/"), facts, line)


def _as_typed(key: str, cell: str) -> Iterator[str]:
    """The lines of a page that say what a cell says."""
    if key in TEXTS or key in LISTS:
        cell = cell.replace("\\", "\\\\")
    values = [cell] if key in TEXTS else cell.splitlines()
    if key in LISTS:
        values = [part for value in values for part in value.split("|")]
    return (f"{key}: {value.strip()}" for value in values if value.strip())
