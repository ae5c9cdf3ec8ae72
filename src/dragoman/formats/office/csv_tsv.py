"""Tables saved by spreadsheets, with commas, semicolons or tabs: one row per passage, with both languages side by
side.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.office.table_rows import Row, read_rows
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import find_typed_marks, typed
from dragoman.formats.reading.data_columns import find_columns
from dragoman.formats.reading.decode import check_number, decode
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Transcript, display_name
from dragoman.transcript.sides import Side, find_languages, find_sides, text_on
from dragoman.transcript.span import format_timestamp

__all__ = ["guarded", "read", "read_tsv", "without_guard", "write", "write_tsv"]

_DELIMITERS = "\t;,|"
_SAMPLE = 40
MOST_CELLS = 5_000_000
# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_HEADINGS = {"source": "original", "target": "translation"}


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the rows of comma-separated values as passages; semicolons and other delimiters are detected.

    :raises FormatError: if no column can be identified as words, or a quotation mark is never closed
    """
    return _read_table(content, options, usual=",")


def read_tsv(content: bytes, options: ReadOptions) -> Imported:
    """Read the rows of tab-separated values as passages; other delimiters are detected.

    :raises FormatError: if no column can be identified as words, or a quotation mark is never closed
    """
    return _read_table(content, options, usual="\t")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write one row per passage, with commas."""
    return _write_table(transcript, options, delimiter=",", format_="CSV")


def write_tsv(transcript: Transcript, options: WriteOptions) -> Written:
    """Write one row per passage, with tabs."""
    return _write_table(transcript, options, delimiter="\t", format_="TSV")


def _read_table(content: bytes, options: ReadOptions, *, usual: str) -> Imported:
    """Read the rows as passages. The delimiter and the meaning of the columns are detected.

    :param usual: the delimiter to assume for a table with a single column
    :raises FormatError: if no column can be identified as words, or a quotation mark is never closed
    """
    decoded = decode(content, options)
    log = ProblemLog()
    log.add(*decoded.problems)
    rows = list(_find_rows(decoded.text, _find_delimiter(decoded.text, usual), options))
    return read_rows(rows, options, log)


def _find_delimiter(text: str, usual: str) -> str:
    """The delimiter: the character that splits the first lines into equal numbers of cells."""
    lines = [line for line in text[:65536].split("\n") if line.strip()][:_SAMPLE]
    scores = {}
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in _cut(lines, delimiter)]
        most = max(set(counts), key=counts.count, default=1)
        scores[delimiter] = counts.count(most) / max(1, len(counts)) if most > 1 else 0.0
        if lines and find_columns(next(iter(_cut(lines[:1], delimiter)), [])) is not None and most > 1:
            scores[delimiter] += 1
    best = max(_DELIMITERS, key=lambda delimiter: (scores[delimiter], delimiter == usual))
    return best if scores[best] > 0 else usual


def _cut(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _find_rows(text: str, delimiter: str, options: ReadOptions) -> Iterator[Row]:
    """The rows that are not empty, each with the line on which it begins."""
    if text.count(delimiter) + text.count("\n") > MOST_CELLS:
        raise FormatError(options.path, "has more cells than any transcript", "split it into parts", line=1, column=1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for number, row in enumerate(reader):
            check_number(number, options)
            if any(cell.strip() for cell in row):
                yield Row(line, [without_guard(cell) for cell in row])
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(options.path, f"is not a readable table ({error})", line=line, column=1) from error


def _write_table(transcript: Transcript, options: WriteOptions, *, delimiter: str, format_: str) -> Written:
    """Write one row per passage: id, times, speaker, language of the original, and the texts of the requested sides.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    clean = for_export(transcript)
    sides = find_sides(clean, options.side)
    languages = find_languages(clean)
    names = {speaker.id: display_name(speaker) for speaker in clean.speakers}
    shown = [segment for segment in clean.segments if segment.withdrawn is None]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    own = {"source": languages.source, "target": languages.target}
    writer.writerow(["id", "start", "end", "speaker", "language", *(_heading(side, own[side]) for side in sides)])
    for segment in shown:
        span = segment.span
        row = [
            segment.id,
            format_timestamp(span.start) if span else "",
            format_timestamp(span.end) if span and span.end is not None else "",
            names.get(segment.speaker or "", ""),
            languages.on("source", segment) or "",
            *(typed(text_on(side, segment), options.convention) for side in sides),
        ]
        writer.writerow([guarded(cell) for cell in row])
    texts = [text_on(side, segment) or () for segment in shown for side in sides]
    lost = (*find_typed_marks(texts, format_), *find_left_out(transcript, format_, "withdrawn passages"))
    # Without the byte-order mark, spreadsheets assume the encoding of the machine.
    return Written(buffer.getvalue().encode("utf-8-sig", "replace"), lost)


def _heading(side: Side, language: str | None) -> str:
    return f"{_HEADINGS[side]} ({language})" if language else _HEADINGS[side]


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it if a spreadsheet would take it for a formula."""
    cell = cell.replace("\x00", "\ufffd")
    return f"'{cell}" if _FORMULA.match(cell) else cell


def without_guard(cell: str) -> str:
    """The cell without the apostrophe that :func:`guarded` added."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
