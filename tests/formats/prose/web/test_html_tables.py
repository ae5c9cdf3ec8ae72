from __future__ import annotations

import pytest
from lxml import html

from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.web.html_tables import TableColumns, find_columns, make_grid
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain


def columns(*rows: str) -> TableColumns | None:
    table = html.fromstring(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    grid = make_grid(table)
    return find_columns(grid) if grid else None


def cells(*words: str, tag: str = "td") -> str:
    return "".join(f"<{tag}>{word}</{tag}>" for word in words)


def page(table: str, language: str = "en") -> Transcript:
    text = f"<html lang='{language}'><body><h1>Talk</h1><table>{table}</table></body></html>"
    return read(text.encode(), "web-page", ReadOptions()).transcript


def sides(transcript: Transcript) -> list[tuple[str, str]]:
    return [(plain(s.source or ()), plain(s.target or ())) for s in transcript.segments]


def test_headings_say_what_the_columns_hold() -> None:
    head = cells("No.", "Time", "Speaker", "English translation", "Original (Persian)", tag="th")
    found = columns(head, cells("1", "00:01", "Host", "Where?", "کجا؟"), cells("2", "00:03", "Reza", "Home.", "خانه."))
    assert found == TableColumns(texts=(4, 3), languages=("fa", "en"), label=2, time=1, ordered=True, first=1)


def test_without_headings_the_cells_say_it() -> None:
    rows = [cells("0:01", "Host", "Where?"), cells("0:03", "Reza", "Home."), cells("0:05", "Host", "So.")]
    assert columns(*rows) == TableColumns(texts=(2,), languages=(None,), label=1, time=0)


@pytest.mark.parametrize(
    "rows",
    [
        (cells("wadi", "riverbed"), cells("suq", "market"), cells("dar", "house")),
        (cells("Menu"), cells("Home"), cells("Links")),
        (cells("a", "b", "c", "d"), cells("e", "f", "g", "h")),
        (cells("Ana", "Hello."),),
    ],
    ids=["a glossary", "one column", "four columns", "one row"],
)
def test_other_tables_are_no_transcripts(rows: tuple[str, ...]) -> None:
    assert columns(*rows) is None


def test_a_table_with_tables_in_it_lays_out_a_page() -> None:
    table = html.fromstring("<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td>b</td></tr></table>")
    assert make_grid(table) is None


def test_a_cell_over_several_rows_is_translated_once() -> None:
    rows = (
        "<tr><td>Host</td><td>کجا؟</td><td rowspan='2'>Where, and why?</td></tr><tr><td>Host</td><td>و چرا؟</td></tr>"
    )
    transcript = page(f"{rows}<tr><td>Reza</td><td>خانه.</td><td>Home.</td></tr>")
    assert sides(transcript) == [("کجا؟\nو چرا؟", "Where, and why?"), ("خانه.", "Home.")]


def test_a_cell_without_words_leaves_its_neighbour_alone() -> None:
    rows = ["Host</td><td>کجا؟</td><td>Where?", "Reza</td><td></td><td>Home.", "Host</td><td>چرا؟</td><td>"]
    transcript = page("".join(f"<tr><td>{row}</td></tr>" for row in rows))
    assert sides(transcript) == [("کجا؟", "Where?"), ("", "Home."), ("چرا؟", "")]


def test_an_answer_of_one_word_in_a_cell_is_nobodys_name() -> None:
    rows = "<tr><td>Ana</td><td>Was it?</td></tr><tr><td>Bea, a baker</td><td>Yes</td></tr>" * 3
    transcript = page(rows)
    assert [speaker.label for speaker in transcript.speakers] == ["Ana", "Bea"]
    assert sides(transcript) == [("Was it?", ""), ("Yes", "")] * 3


def test_spans_without_end_are_as_long_as_the_table() -> None:
    rows = "<tr><td rowspan='99999999'>Ana</td><td colspan='9999'>x</td></tr>" * 20
    assert len(page(rows).segments) <= 40
