"""Excel's and OpenDocument's spreadsheets."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats import find_format, read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.zip import write_archive
from dragoman.transcript.span import Span
from mutations import mutated

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRINGS = ["start", "speaker", "text", "Ana", "Where did you grow up?"]
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" s="1"><v>0.00014467592592592592</v></c><c r="B2" t="s"><v>3</v></c>'
    '<c r="C2" t="s"><v>4</v></c></row>'
    '<row r="4"><c r="A4" t="inlineStr"><is><t>0:01:02</t></is></c><c r="C4" t="str"><v>In 1979.</v></c></row>'
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def xlsx(rows: str = ROWS, other: str = "") -> bytes:
    strings = "".join(f"<si><t>{word}</t></si>" for word in STRINGS)
    sheets = '<sheet name="Talk" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/>'
    links = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2))
    parts = {
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
        "xl/styles.xml": f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="hh:mm:ss.000"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {MAIN}><sheetData>{other}</sheetData></worksheet>",
    }
    return write_archive([(name, part.encode()) for name, part in parts.items()])


def ods(rows: str) -> bytes:
    body = f'<office:body><office:spreadsheet><table:table table:name="Talk">{rows}</table:table></office:spreadsheet>'
    content = f"<office:document-content {SPACES}>{body}</office:body></office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return write_archive([("mimetype", kind), ("content.xml", content.encode())])


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


ODS = (
    row(cell("start"), cell("speaker"), cell("text"))
    + row(
        cell("00:00:12", 'office:value-type="time" office:time-value="PT00H00M12.500S"'),
        cell("Ana"),
        cell("Where did you grow up?"),
    )
    + row("<table:table-cell table:number-columns-repeated='2'/>", cell("In 1979."))
    + row("<table:table-cell table:number-columns-repeated='16384'/>", more='table:number-rows-repeated="1048573"')
)


def rows(imported: Imported) -> list[tuple[object, ...]]:
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def test_a_workbook_has_shared_words_and_times_as_parts_of_a_day() -> None:
    imported = read(xlsx(), "xlsx", ReadOptions())
    assert rows(imported) == [
        ("Ana", Span(12_500), "Where did you grow up?"),
        (None, Span(62_000), "In 1979."),
    ]
    assert imported.problems == ()


def test_of_several_sheets_the_one_with_most_is_read_and_the_others_are_named() -> None:
    other = '<row r="1"><c r="A1" t="s"><v>2</v></c></row>'
    imported = read(xlsx(other=other), "xlsx", ReadOptions())
    assert [p.message for p in imported.problems] == ["sheets that are left out: Notes"]


def test_a_spreadsheet_has_times_and_repeated_cells() -> None:
    assert rows(read(ods(ODS), "ods", ReadOptions())) == [
        ("Ana", Span(12_500), "Where did you grow up?"),
        (None, None, "In 1979."),
    ]


def test_a_file_is_known_by_what_it_holds() -> None:
    assert (find_format("talk", xlsx()), find_format("talk", ods(ODS))) == ("xlsx", "ods")


@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_what_is_none_or_holds_no_words_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match="is damaged, or no such document"):
        read(b"PK", name, ReadOptions())
    with pytest.raises(FormatError, match="has no column that can be identified as words"):
        read(xlsx("") if name == "xlsx" else ods(""), name, ReadOptions())


@given(content=mutated(ROWS.encode()))
@settings(max_examples=60)
def test_a_broken_workbook_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        read(xlsx(content.decode("utf-8", "replace")), "xlsx", ReadOptions())


@given(content=mutated(ODS.encode()), whole=st.data())
@settings(max_examples=60)
def test_a_broken_spreadsheet_is_read_or_refused(content: bytes, whole: Any) -> None:
    with suppress(FormatError):
        read(ods(content.decode("utf-8", "replace")), "ods", ReadOptions())
    with suppress(FormatError):
        read(whole.draw(mutated(ods(ODS))), "ods", ReadOptions())


def test_a_cell_far_out_takes_no_memory() -> None:
    far = xlsx('<row r="1"><c r="XFD1048576" t="str"><v>text</v></c></row>' + ROWS.replace('r="1"', 'r="2"', 1))
    tracemalloc.start()
    with suppress(FormatError):
        read(far, "xlsx", ReadOptions())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000
