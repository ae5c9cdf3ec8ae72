from __future__ import annotations

import pytest

from dragoman.notation.typed_dates import UnreadableDateError, read_date
from dragoman.transcript.document import Date


@pytest.mark.parametrize(
    ("columns", "date"),
    [
        (("1994-03-12",), Date(kind="recorded", edtf="1994-03-12")),
        (("../1994",), Date(kind="recorded", edtf="../1994")),
        (("1994-21",), Date(kind="recorded", edtf="1994-21")),
        (("12 March 1994",), Date(kind="recorded", edtf="1994-03-12", written="12 March 1994")),
        (("12 March 1994, noon",), Date(kind="recorded", edtf="1994-03-12", written="12 March 1994, noon")),
        (("about 1994",), Date(kind="recorded", edtf="1994~", written="about 1994")),
        (
            ("12 March 1994", "١٢ آذار ١٩٩٤", "gregorian", "دمشق"),
            Date(kind="recorded", edtf="1994-03-12", written="١٢ آذار ١٩٩٤", calendar="gregorian", place="دمشق"),
        ),
        (
            ("22 Bahman 1357", "", "", "Tehran"),
            Date(kind="recorded", edtf="1979-02-11", written="22 Bahman 1357", calendar="persian", place="Tehran"),
        ),
        (("22 Bahman 1357", "۲۲ بهمن ۵۷"), Date(kind="recorded", edtf="1979-02-11", written="۲۲ بهمن ۵۷")),
        (("", "soon after"), Date(kind="recorded", written="soon after")),
        (("", "", "", ""), None),
    ],
)
def test_a_typed_date(columns: tuple[str, ...], date: Date | None) -> None:
    assert read_date("recorded", columns) == date


@pytest.mark.parametrize(
    "typed",
    [
        "1994-13-45",
        "199X?~",
        "1996/1994",
        "12-14 March 1994",
        "between 1994 and 1996",
        "2021-03 to 2022-04",
        "۱۳۵۷-۱۱-۲۲",
        "soon after",
    ],
)
def test_what_is_no_date_is_refused_and_its_words_are_kept(typed: str) -> None:
    with pytest.raises(UnreadableDateError) as caught:
        read_date("first-published", (typed, "", "", "Tehran"))
    assert str(caught.value).startswith(f"{typed!r} is no date that can be read; write it like 1994-03-12,")
    assert caught.value.kept == Date(kind="first-published", written=typed, place="Tehran")


def test_words_beside_a_date_and_its_written_form_are_refused() -> None:
    with pytest.raises(UnreadableDateError) as caught:
        read_date("recorded", ("12 March 1994, noon", "١٢ آذار ١٩٩٤"))
    assert caught.value.kept == Date(kind="recorded", written="12 March 1994, noon, ١٢ آذار ١٩٩٤")


def test_a_day_that_may_be_two_is_refused() -> None:
    with pytest.raises(UnreadableDateError, match=r"is one of two days; write 2021-12-03 or 2021-03-12$"):
        read_date("aired", ("12/03/2021",))
