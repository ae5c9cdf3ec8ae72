from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.quantities.calendars import Calendar, Date, find_days, iso, same_date, same_decade, to_gregorian

SOLAR = [
    (1357, 11, 22, "1979-02-11"),
    (1358, 1, 1, "1979-03-21"),
    (1375, 12, 30, "1997-03-20"),
    (1399, 12, 30, "2021-03-20"),
    (1400, 1, 1, "2021-03-21"),
    (1403, 12, 30, "2025-03-20"),
    (1332, 5, 28, "1953-08-19"),
    (1285, 5, 14, "1906-08-06"),
    (1367, 5, 6, "1988-07-28"),
]
ISLAMIC = [(1445, 9, 1, "2024-03-11"), (1400, 1, 1, "1979-11-20"), (1446, 1, 1, "2024-07-07")]


@pytest.mark.parametrize(("year", "month", "day", "expected"), SOLAR)
def test_solar_hijri_dates(year: int, month: int, day: int, expected: str) -> None:
    assert str(to_gregorian(Date("solar", year, month, day))) == expected


@pytest.mark.parametrize(("year", "month", "day", "expected"), ISLAMIC)
def test_islamic_dates_are_right_within_a_day(year: int, month: int, day: int, expected: str) -> None:
    found = to_gregorian(Date("islamic", year, month, day))
    assert found is not None
    assert abs(found - date.fromisoformat(expected)) <= timedelta(days=1)


@pytest.mark.parametrize(
    "impossible",
    [Date("solar", 1359, 12, 30), Date("gregorian", 2023, 2, 29), Date("solar", 10**9, 1, 1), Date("islamic", 1445, 9)],
)
def test_no_day_where_there_is_none(impossible: Date) -> None:
    assert to_gregorian(impossible) is None


def in_calendar(day: date, calendar: Calendar) -> list[Date]:
    """The dates of a calendar that are this day."""
    years = {"gregorian": [day.year], "solar": [day.year - 622, day.year - 621]}
    around = years.get(calendar) or range(int((day.year - 622) * 1.0307) - 1, int((day.year - 622) * 1.0307) + 3)
    dates = (Date(calendar, year, month, d) for year in around for month in range(1, 13) for d in range(1, 32))
    return [when for when in dates if to_gregorian(when) == day]


@settings(deadline=None)
@given(st.dates(date(1870, 1, 1), date(2090, 1, 1)), st.sampled_from(["solar", "gregorian"]))
def test_every_day_has_one_date_in_a_calendar_of_the_sun(day: date, calendar: Calendar) -> None:
    assert len(in_calendar(day, calendar)) == 1


@settings(deadline=None)
@given(st.dates(date(1870, 1, 1), date(2090, 1, 1)))
def test_every_day_has_a_date_in_the_islamic_calendar(day: date) -> None:
    # Two where the 30th of a short month is the first of the next.
    assert 1 <= len(in_calendar(day, "islamic")) <= 2


SAME = [
    (Date("solar", 1357, 11, 22), Date("gregorian", 1979, 2, 11)),
    (Date("islamic", 1445, 9, 1), Date("gregorian", 2024, 3, 12)),
    (Date("solar", 1357, 11), Date("gregorian", 1979, 2)),
    (Date("solar", 1357), Date("gregorian", 1979)),
    (Date("solar", 1357), Date("gregorian", 1978)),
    (Date("solar", None, 11, 22), Date("gregorian", None, 2, 11)),
    (Date("gregorian", None, 5, 1), Date("gregorian", None, 5, 1)),
]
DIFFERENT = [
    (Date("solar", 1357, 11, 22), Date("gregorian", 1979, 2, 12)),
    (Date("islamic", 1445, 9, 1), Date("gregorian", 2024, 3, 14)),
    (Date("solar", 1357), Date("gregorian", 1980)),
    (Date("solar", 1357, 11), Date("gregorian", 1979)),
    (Date("gregorian", None, 5, 1), Date("gregorian", None, 6, 1)),
    (Date("gregorian", 1979, 2, 11), Date("gregorian", None, 2, 11)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_day_in_two_calendars(one: Date, other: Date) -> None:
    assert same_date(one, other)
    assert same_date(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_days(one: Date, other: Date) -> None:
    assert not same_date(one, other)
    assert not same_date(other, one)


def test_iso_keeps_what_is_known() -> None:
    assert iso(Date("gregorian", 1979, 2, 11)) == "1979-02-11"
    assert iso(Date("gregorian", 1979, 2)) == "1979-02"
    assert iso(Date("gregorian", 1979)) == "1979"
    assert iso(Date("gregorian", None, 2, 11)) == "--02-11"


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (Date("gregorian", 1979), "1979-01-01", "1979-12-31"),
        (Date("gregorian", 2024, 2), "2024-02-01", "2024-02-29"),
        (Date("solar", 1358), "1979-03-21", "1980-03-20"),
        (Date("solar", 1357, 11), "1979-01-21", "1979-02-19"),
        (Date("gregorian", 1979, 2, 11), "1979-02-11", "1979-02-11"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(when: Date, first: str, last: str) -> None:
    assert find_days(when) == (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    "when",
    [
        Date("gregorian", None, 2, 11),
        Date("gregorian", 1979, 13),
        Date("gregorian", 1979, None, 11),
        Date("solar", 0),
        Date("islamic", 1445, 9, 31),
        Date("gregorian", 5000),
    ],
)
def test_no_days_where_there_is_no_such_date(when: Date) -> None:
    assert find_days(when) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Date("solar", 1360), Date("gregorian", 1980), True),
        (Date("solar", 1360), Date("gregorian", 1990), False),
        (Date("solar", 1350), Date("gregorian", 1970), True),
        (Date("gregorian", 1960), Date("gregorian", 1960), True),
        (Date("gregorian", 1960), Date("gregorian", 1970), False),
        (Date("gregorian"), Date("gregorian", 1970), False),
    ],
)
def test_two_decades_are_one_where_most_of_their_years_are(one: Date, other: Date, *, same: bool) -> None:
    assert same_decade(one, other) is same
    assert same_decade(other, one) is same


def test_a_date_whose_order_is_unsure_agrees_with_both_days() -> None:
    unsure = Date("gregorian", 2020, 3, 4, swapped=True)

    assert same_date(unsure, Date("gregorian", 2020, 3, 4))
    assert same_date(Date("gregorian", 2020, 4, 3), unsure)
    assert not same_date(unsure, Date("gregorian", 2020, 4, 4))
