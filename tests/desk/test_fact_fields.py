from __future__ import annotations

import pytest

from dragoman.desk.fact_fields import read_facts
from dragoman.transcript.document import Date, Facts
from dragoman.workflows.form_edits import Known

NOTHING = Known(facts=Facts(), spoken=(), target=None)


def dates(typed: str) -> tuple[list[tuple[str | None, str | None]], dict[str, str]]:
    known, faults = read_facts(NOTHING, {"dates": typed})
    return [(date.edtf, date.written) for date in known.facts.dates], faults


def test_a_day_in_words_is_kept_with_its_date() -> None:
    assert dates("recorded: 12 March 2021\naired: 2021-03-20") == (
        [("2021-03-12", "12 March 2021"), ("2021-03-20", None)],
        {},
    )


def test_a_day_that_may_be_two_is_refused() -> None:
    assert (
        dates("recorded: 12/03/2021")[1]["dates"] == "'12/03/2021' is one of two days; write 2021-12-03 or 2021-03-12"
    )


def test_what_is_no_date_is_refused_with_what_to_write() -> None:
    assert dates("recorded: soon after")[1]["dates"] == (
        "'soon after' is no date that can be read; write it like 1994-03-12, 1994-03, 1994~ or "
        "1994-03-12/1994-03-15, or behind a bar to keep only the words: recorded: | soon after"
    )


def test_a_day_in_words_beside_other_columns_is_kept_as_edtf() -> None:
    known, faults = read_facts(NOTHING, {"dates": "recorded: 12 March 1994 | ١٢ آذار ١٩٩٤ | gregorian | دمشق"})
    assert faults == {}
    assert known.facts.dates == (
        Date(kind="recorded", edtf="1994-03-12", written="١٢ آذار ١٩٩٤", calendar="gregorian", place="دمشق"),
    )


def test_words_behind_a_bar_are_kept_as_they_are() -> None:
    assert dates("recorded: | soon after") == ([(None, "soon after")], {})


@pytest.mark.parametrize(("typed", "fault"), [
    ("https://example.org/panel | Radio", None),
    ("www.example.org/panel", "“www.example.org/panel” is no web address; begin it with https://, such as "
                              "https://www.example.org/panel"),
    ("the radio", "“the radio” is no web address; begin it with https://"),
])  # fmt: skip
def test_an_address_without_its_beginning_is_refused(typed: str, fault: str | None) -> None:
    assert read_facts(NOTHING, {"publications": typed})[1].get("publications") == fault
