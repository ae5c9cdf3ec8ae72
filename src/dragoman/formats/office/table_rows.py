"""The rows of a table from any file as passages: one row per passage, with both languages side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.annotation.eaf.file import voice_of_tier
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.data_columns import Columns, find_columns, guess_columns
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.reading.times import find_frame_rate, read_time
from dragoman.problems import Place, Problem, ProblemLog

__all__ = ["Row", "find_sheet", "read_rows"]

# A table may be below a title and a few lines about it.
_MOST_ABOVE = 10
# What ELAN's users put before a name to name a tier.
_TIER = re.compile(r"(?:tx|txt|text|ut|utt|ref|[A-Z])@(?=\w)")
_DIGITS = re.compile(r"\d{1,11}", re.ASCII)


class Row(msgspec.Struct, frozen=True):
    """The cells of a row; ``line`` is the line in the file on which it begins."""

    line: int
    cells: Sequence[str]


def read_rows(rows: Sequence[Row], options: ReadOptions, log: ProblemLog) -> Imported:
    """The rows as passages; the meaning of the columns is detected.

    :raises FormatError: if no column can be identified as words
    """
    columns, first = _find_columns(rows)
    if columns is None:
        fault, fix = "has no column that can be identified as words", "give the columns headings: start, speaker, text"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    _tell(rows[: max(0, first - 1)], columns, log)
    below = rows[first:]
    times = (columns.value(row.cells, role) for row in below for role in ("start", "end", "duration"))
    frame_rate = find_frame_rate(times, log)
    passages = [_passage(row, columns, log, frame_rate) for row in below]
    _tell_wordless(below, passages, log)
    if "target" in columns.places:
        # If there is a column for the translation, the table itself says which side is which.
        options = msgspec.structs.replace(options, side="source")
    heading = Heading(language=columns.language, other_language=columns.target_language)
    return make_document(find_speakers(passages, options, log), options, log, heading)


def find_sheet(sheets: Sequence[tuple[str, Sequence[Row]]], log: ProblemLog) -> Sequence[Row]:
    """The rows of the sheet with the most text, among those with a column of words; the others are reported."""
    readable = [sheet for sheet in sheets if _find_columns(sheet[1])[0] is not None] or list(sheets)
    best = max(readable, key=lambda sheet: sum(len(cell) for row in sheet[1] for cell in row.cells), default=None)
    others = [name for name, rows in sheets if rows and (best is None or rows is not best[1])]
    if others:
        message = "sheets that are left out: {words}"
        log.add(Problem.of("layer-left-out", "note", message, words=", ".join(others)[:200]))
    return best[1] if best is not None else ()


def _find_columns(rows: Sequence[Row]) -> tuple[Columns | None, int]:
    """The columns, by the first row with headings, and the number of the first row below it."""
    cells = [row.cells for row in rows]
    for number, row in enumerate(cells[:_MOST_ABOVE]):
        columns = find_columns(row, cells[number + 1 :])
        # Below the first row, a single word may be a heading by chance.
        if columns is not None and (number == 0 or len(columns.places) > 1):
            return columns, number + 1
    return guess_columns(cells), 0


def _tell(above: Sequence[Row], columns: Columns, log: ProblemLog) -> None:
    for row in above:
        shown = " ".join(" ".join(row.cells).split())[:200]
        log.add(
            Problem.of(
                "row-left-out", "note", "a row above the headings says: {shown}", Place(line=row.line), shown=shown
            )
        )
    if columns.others:
        message = "columns that are left out: {words}"
        log.add(Problem.of("column-left-out", "note", message, Place(line=1), words=", ".join(columns.others)[:200]))
    if "ms" in columns.guessed:
        message = "the times are whole numbers without a unit; they are read as ms, as seconds would be too long"
        log.add(Problem("time-unit-guessed", "warning", message, Place(line=1)))
    if "source" in columns.guessed:
        message = "no heading says which column has the words; the longest is used"
        log.add(Problem("column-guessed", "warning", message, Place(line=1)))


def _tell_wordless(rows: Sequence[Row], passages: Sequence[ImportedCue], log: ProblemLog) -> None:
    """Report the rows whose only words are in columns that hold none, such as a note beside the times."""
    for row, passage in zip(rows, passages, strict=True):
        words = " ".join(" ".join(row.cells).split())
        if not passage.text and not passage.translation and any(map(str.isalpha, words)):
            message = "a row has no words in its columns of text; it says: {shown}"
            log.add(Problem.of("row-left-out", "note", message, Place(line=row.line), shown=words[:200]))


def _passage(row: Row, columns: Columns, log: ProblemLog, frame_rate: int | None) -> ImportedCue:
    start, end, duration = (_time(row, columns, role, log, frame_rate) for role in ("start", "end", "duration"))
    if end is None and start is not None and duration is not None:
        end = start + duration
    speaker, id_ = columns.value(row.cells, "speaker"), columns.value(row.cells, "id")
    return ImportedCue(
        start=start,
        end=end,
        text=columns.value(row.cells, "source"),
        translation=columns.value(row.cells, "target"),
        speaker=(voice_of_tier(speaker) if _TIER.match(speaker) else speaker) or None,
        # A number is a position in the table.
        id=None if id_.isdecimal() else id_ or None,
        language=columns.value(row.cells, "language") or None,
        line=row.line,
    )


def _time(row: Row, columns: Columns, role: str, log: ProblemLog, frame_rate: int | None) -> int | None:
    value = columns.value(row.cells, role)
    if not value:
        return None
    if role in columns.in_ms and _DIGITS.fullmatch(value):
        return int(value)
    return read_time(value, log, Place(line=row.line, column=columns.places[role] + 1), frame_rate)
