"""One of our DOCX files as the page in the notation, including later edits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.formats.office.docx.writer import HEADS
from dragoman.formats.office.table_columns import Cell, Table, TableRow
from dragoman.formats.office.word_processor import Block
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.notation import Parsed, parse
from dragoman.notation.lines import FIRST_LINE, SPACE, VERSION, indent
from dragoman.notation.times import parse_span
from dragoman.problems import Place, Problem
from dragoman.transcript.tags import is_tag

__all__ = ["Page", "is_page", "make_page", "parse_page"]

_TIME = re.compile(r"(?P<time>[^\sA-Za-z?–-][^A-Za-z?]*|\?|[–-])?\s*(?P<language>[A-Za-z][A-Za-z0-9-]*)?")


class Page(msgspec.Struct, frozen=True):
    """A page as text; ``rows`` are the numbers of the lines at which the rows of the table begin."""

    text: str
    rows: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


class _Entry(msgspec.Struct):
    """A row of the table being read."""

    id: str | None
    name: str
    time: str
    texts: tuple[str, ...]


def is_page(blocks: Sequence[Block]) -> bool:
    """Whether a file is ours: it has the first line of a page, and a table with our headings."""
    return _find_marker(blocks) is not None and _find_table(blocks) is not None


def _find_marker(blocks: Sequence[Block]) -> int | None:
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.split()[:1] == [FIRST_LINE]:
            return place
    return None


def _find_table(blocks: Sequence[Block]) -> Table | None:
    return next((block for block in blocks if isinstance(block, Table) and _columns(block)), None)


def _columns(table: Table) -> tuple[str, ...]:
    """``"="`` for the column of translations and an empty string for that of originals, in order."""
    heads = [cell.text.strip() for cell in table.rows[0].cells[1:]] if table.rows else []
    kinds = ["=" if h.startswith(HEADS["target"]) else "" for h in heads if h.startswith((*HEADS.values(),))]
    return tuple(kinds) if len(kinds) == len(heads) else ()


def make_page(blocks: Sequence[Block]) -> Page:
    """The page: its facts, then a row for each passage of the table."""
    table, marker = _find_table(blocks), _find_marker(blocks)
    if table is None or marker is None:
        raise ValueError("this file is not a page")
    lines = [*f"{FIRST_LINE} {VERSION}".split("\n"), *_split(_facts(blocks[marker + 1 :]))]
    rows: list[int] = []
    problems: list[Problem] = []
    kinds = _columns(table)
    for number, entry in enumerate(_entries(table), 1):
        time, fault = _written_time(entry.time)
        if fault:
            message = "{words} is not a time such as 12:34.5-12:40"
            problems.append(
                Problem.of("unreadable-time", "error", message, Place(entry.id, number), words=repr(entry.time[:40]))
            )
        said = dict(zip(kinds, entry.texts, strict=False))
        rows.append(len(lines) + 2)
        lines += [
            "",
            *_split([f"{f'{entry.id} ' if entry.id else ''}{time}{entry.name or '?'}: {indent(said.get('', ''))}"]),
        ]
        lines += _split([f"= {indent(said['='])}"]) if "=" in said else []
    return Page("\n".join(lines) + "\n", tuple(rows), tuple(problems))


def _split(pieces: Iterable[str]) -> list[str]:
    """The lines of some pieces, without trailing spaces."""
    return [line.rstrip(" ") for piece in pieces for line in piece.split("\n")]


def _facts(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines below the first one, up to the end or the next table; a soft paragraph continues the one above."""
    held = ""
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        if not block.soft and held:
            yield indent(held)
        held = f"{held}\n{block.text}" if block.soft and held else block.text.strip(SPACE)
    if held:
        yield indent(held)


def _entries(table: Table) -> Iterator[_Entry]:
    """The rows that can be passages. A copied row has the link but not the bookmark, which is in one place only."""
    marked = {cell.mark for row in table.rows for cell in row.cells if cell.mark}
    seen: set[str] = set()
    for row in table.rows[1:]:
        if len(row.cells) < 2:
            continue
        mark = next((cell.mark for cell in row.cells if cell.mark), None)
        anchor = next((cell.anchor for cell in row.cells if cell.anchor not in marked), None)
        id_ = next((name for name in (mark, anchor) if name and name not in seen), None)
        seen |= {id_} if id_ else set()
        entry = _entry(row, id_)
        if id_ or entry.name or any(entry.texts):
            yield entry


def _entry(row: TableRow, id_: str | None) -> _Entry:
    lines = [line.strip(SPACE) for line in row.cells[0].text.split("\n") if line.strip(SPACE)]
    # The time is below the name, which may look like a time.
    at = next((place for place in reversed(range(len(lines))) if _looks_like_time(lines[place])), None)
    time = "" if at is None else lines.pop(at)
    name = re.sub(r"(?<!\\)[:：]$", "", " ".join(lines)).strip(SPACE)
    return _Entry(id_, name, time, tuple(_typed(cell) for cell in row.cells[1:]))


def _looks_like_time(line: str) -> bool:
    match = _TIME.fullmatch(line)
    if match is None or match["time"] is None:
        return False
    time = match["time"].strip()
    is_open = time in ("–", "-") or (time == "?" and match["language"] is not None)
    return is_open or re.match(r"\d[\d:：.,٫]*[:：]", time) is not None


def _written_time(line: str) -> tuple[str, bool]:
    """The time as a page has it, and whether it is unreadable."""
    match = _TIME.fullmatch(line)
    time = (match["time"] or "").strip() if match else ""
    language = match["language"] if match and is_tag(match["language"] or "") else None
    known = time if time not in ("", "?", "–", "-") and parse_span(time) else None
    fault = bool(time) and known is None and time not in ("?", "–", "-")
    if known is None and language is None:
        return "", fault
    return f"[{known or '?'}{f' {language}' if language else ''}] ", fault


def _typed(cell: Cell) -> str:
    """The words of a cell as typed in the notation, with footnotes as notes."""
    return "\n".join("".join(_piece(p.text, p.note) for p in paragraph.pieces) for paragraph in cell.paragraphs)


def _piece(text: str, note: str | None) -> str:
    if note is None:
        return text
    return text + "[tr: " + re.sub(r"([\\\[\]［］【】])", r"\\\1", note) + "]"


def parse_page(page: Page) -> Parsed:
    """The page, parsed; the lines of its problems and rows are rows of the table, the first passage's being 1."""
    parsed = parse(page.text)
    problems = [msgspec.structs.replace(p, where=_place(p.where, page.rows)) for p in parsed.problems]
    rows = tuple(msgspec.structs.replace(row, line=_row_at(row.line, page.rows) or 0) for row in parsed.rows)
    return msgspec.structs.replace(parsed, problems=(*page.problems, *problems), rows=rows)


def _place(where: Place, rows: Sequence[int]) -> Place:
    row = _row_at(where.line, rows)
    return Place(segment=where.segment, line=row, start=where.start)


def _row_at(line: int | None, rows: Sequence[int]) -> int | None:
    """The row of the table that a line of the page belongs to; ``None`` for the facts."""
    return (bisect_right(rows, line) or None) if line is not None else None
