"""Excel workbooks: one row per passage, as in CSV, from the sheet with the most words. Read only.

They are read with the same limits as Word's files; a spreadsheet library would hold every cell as an object.

Source: ECMA-376, part 1, "SpreadsheetML".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.csv_tsv import MOST_CELLS
from dragoman.formats.office.table_rows import Row, find_sheet, read_rows
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number
from dragoman.formats.reading.xml import Element, local_name, parse_xml
from dragoman.formats.reading.zip import Archive, open_archive
from dragoman.problems import ProblemLog
from dragoman.transcript.span import format_timestamp

__all__ = ["read"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# The numbers of Excel's built-in time formats, and patterns of custom ones.
_TIME_FORMATS = frozenset((18, 19, 20, 21, 45, 46, 47))
_TIME_FORMAT = re.compile(r"\[?[hH]{1,2}\]?|[sS]{1,2}(?:[.,]0{1,3})?|\[?m{1,2}\]?:")
_DAY_FORMAT = re.compile(r"[dDyY]")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_DAY = 86_400_000
_WIDEST = 1000


class _Shared(msgspec.Struct, frozen=True):
    """What the sheets of a workbook share: their strings, and which styles are times."""

    strings: tuple[str, ...]
    times: frozenset[int]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the rows of the sheet with the most words as passages; other sheets are reported.

    :raises FormatError: if the file is not a workbook, has too many cells, or no column can be identified as words
    """
    archive = open_archive(content, options)
    workbook = _part(archive, "xl/workbook.xml", options)
    if workbook is None:
        raise FormatError(options.path, "is not an Excel workbook", "save it as .xlsx")
    shared = _Shared(_find_strings(archive, options), _find_times(archive, options))
    sheets = []
    for name, member in _find_sheets(archive, workbook, options):
        root = _part(archive, member, options)
        if root is not None:
            sheets.append((name, list(_rows(root, shared, options))))
    log = ProblemLog()
    return read_rows(find_sheet(sheets, log), options, log)


def _part(archive: Archive, name: str, options: ReadOptions) -> Element | None:
    content = archive.read(name)
    return None if content is None else parse_xml(content, options, name)


def _elements(root: Element | None, name: str) -> Iterator[Element]:
    """The elements of this name, in the strict and in the usual variant of the format."""
    return (element for element in root.iter() if local_name(element) == name) if root is not None else iter(())


def _find_sheets(archive: Archive, workbook: Element, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the member of the archive that contains it."""
    relations = _part(archive, "xl/_rels/workbook.xml.rels", options)
    targets = {one.get("Id"): one.get("Target") or "" for one in _elements(relations, "Relationship")}
    for sheet in _elements(workbook, "sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION))
        if target:
            yield sheet.get("name") or "", target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _find_strings(archive: Archive, options: ReadOptions) -> tuple[str, ...]:
    root = _part(archive, "xl/sharedStrings.xml", options)
    return tuple(_string(element) for element in _elements(root, "si"))


def _string(element: Element) -> str:
    """The words of a string, without pronunciation hints."""
    return "".join(
        text.text or ""
        for text in _elements(element, "t")
        if not any(local_name(above) == "rPh" for above in text.iterancestors())
    )


def _find_times(archive: Archive, options: ReadOptions) -> frozenset[int]:
    """The numbers of the styles that show times."""
    root = _part(archive, "xl/styles.xml", options)
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in _elements(root, "numFmt")}
    own = {id_ for id_, code in codes.items() if _is_time_format(code)}
    formats = next(_elements(root, "cellXfs"), None)
    found = set()
    for number, style in enumerate(formats if formats is not None else ()):
        id_ = style.get("numFmtId") or ""
        if id_ in own or (id_.isdecimal() and len(id_) < 4 and int(id_) in _TIME_FORMATS):
            found.add(number)
    return frozenset(found)


def _is_time_format(code: str) -> bool:
    bare = re.sub(r'"[^"]{0,100}"|\\.|\[\$[^\]]{0,20}\]', "", code)
    return _TIME_FORMAT.search(bare) is not None and _DAY_FORMAT.search(bare) is None


def _rows(root: Element, shared: _Shared, options: ReadOptions) -> Iterator[Row]:
    cells_read = 0
    for number, row in enumerate(_elements(root, "row"), 1):
        check_number(number, options)
        cells: list[str] = []
        for place, cell in enumerate(row):
            column = _column(cell.get("r") or "", len(cells) if place else 0)
            cells += [""] * (min(column, _WIDEST) - len(cells))
            if len(cells) < _WIDEST:
                cells.append(_value(cell, shared))
        cells_read += len(cells)
        if cells_read > MOST_CELLS:
            raise FormatError(options.path, "has more cells than any transcript", "split it into parts")
        if any(cell.strip() for cell in cells):
            line = row.get("r") or ""
            yield Row(int(line) if line.isdecimal() and len(line) < 8 else number, cells)


def _column(place: str, otherwise: int) -> int:
    """The number of a cell's column, counted from 0."""
    match = _PLACE.fullmatch(place)
    if match is None:
        return otherwise
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Element, shared: _Shared) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _string(cell)
    value = next((child.text or "" for child in cell if local_name(child) == "v"), "")
    if kind == "s":
        place = int(value) if value.isdecimal() and len(value) < 9 else -1
        return shared.strings[place] if 0 <= place < len(shared.strings) else ""
    style = cell.get("s") or ""
    is_time = style.isdecimal() and len(style) < 7 and int(style) in shared.times
    if is_time and kind in (None, "n") and _NUMBER.fullmatch(value) and 0 <= float(value) < 10_000:
        # Times are fractions of a day.
        return format_timestamp(round(float(value) * _DAY))
    return "" if kind == "e" else value
