"""The names ledger as a table."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats.names_csv import NameRow, read_names, write_names
from dragoman.transcript.glossary import Term

FEZ = Term(
    id="t2", source=("فاس",), target=("Fez", "Fes"), forbidden=("Fas",), kind="place", authority="https://w.test/Q80985"
)


def rows(text: str) -> tuple[NameRow, ...]:
    return read_names(text.encode(), "names.csv").rows


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read_names(text.encode(), "names.csv").problems]


def test_spreadsheets_open_it() -> None:
    lines = (
        write_names([NameRow(term=FEZ, state="proposed", count=3, places=("s1", "s2"))]).decode("utf-8").split("\r\n")
    )
    assert lines[0].startswith("\ufeffstate;id;kind;original;translation;forbidden;seen;")
    assert lines[1] == "proposed;t2;place;فاس;Fez | Fes;Fas;;;;https://w.test/Q80985;;;3;s1 | s2"


def test_what_a_person_types_is_approved() -> None:
    (row,) = rows("original,translation\nفاس,Fez | Fes\n")
    assert (row.state, row.term) == ("approved", Term(id="", source=("فاس",), target=("Fez", "Fes")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_stand_apart_as_they_do(delimiter: str) -> None:
    (row,) = rows(delimiter.join(("Source", "Target", "Type")) + "\n" + delimiter.join(("فاس", "Fez", "Place")))
    assert (row.term.target, row.term.kind) == (("Fez",), "place")


@pytest.mark.parametrize("name", ["=SUM(A1)", "+1", "-x", "@x", "'=x", "''", "'Ali", "a|b", "a\\|b", '"x"', "a;b"])
def test_what_looks_like_a_formula_is_none_and_comes_back(name: str) -> None:
    content = write_names([NameRow(term=Term(id="t1", source=(name, "b"), note=name))])
    assert not any(cell[:1] in "=+-@" for cell in content.decode("utf-8-sig").splitlines()[1].split(";") if cell)
    (row,) = read_names(content, "names.csv").rows
    assert (row.term.source, row.term.note) == ((name, "b"), name)


def test_a_row_without_a_name_is_told() -> None:
    assert codes("original;translation;note\n;;only a note\nفاس;;\n") == [("name-row-left-out", 2)]


def test_a_cell_of_another_word_is_told_and_is_unknown() -> None:
    text = "state;original;kind\nyes;فاس;animal\n"
    assert codes(text) == [("name-cell-unknown", 2), ("name-cell-unknown", 2)]
    assert (rows(text)[0].state, rows(text)[0].term.kind) == ("proposed", None)


def test_a_column_of_something_else_is_told() -> None:
    assert codes("original;colour\nفاس;red\n") == [("name-column-left-out", 1)]


@pytest.mark.parametrize("text", ["", "\n\n", "a;b\n1;2\n"])
def test_what_is_no_ledger(text: str) -> None:
    with pytest.raises(FormatError, match="has no column original"):
        rows(text)


def test_a_file_that_is_no_text() -> None:
    with pytest.raises(FormatError):
        read_names(bytes(range(32)) * 200, "names.csv")


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.replace("\x00", "").split()))


SPELLING = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(_tidy).filter(bool)


@given(st.lists(st.tuples(st.lists(SPELLING, min_size=1, unique=True), st.lists(SPELLING, unique=True), SPELLING)))
def test_it_comes_back_the_same(terms: list[tuple[list[str], list[str], str]]) -> None:
    written = [NameRow(term=Term(id="t1", source=tuple(a), target=tuple(b), note=c)) for a, b, c in terms]
    assert list(read_names(write_names(written), "names.csv").rows) == written


@given(st.text(max_size=200))
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    try:
        found = rows("original;note\n" + text.encode("utf-8", "replace").decode())
    except FormatError:
        return
    assert all(row.term.source for row in found)
