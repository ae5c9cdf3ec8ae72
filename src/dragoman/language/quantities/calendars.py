"""Dates in three calendars, complete or partial, and whether two of them may be the same day.

Solar Hijri years are computed by the 33-year cycle, which agrees with the official calendar from 1244 to 1472 (1865 to
2094). The Islamic calendar is the tabular one with the astronomical epoch, within one day of the Umm al-Qura calendar
on 99 days of 100, and mostly before it. Countries sight the moon on different days, so an Islamic date agrees with any
day within one day of Umm al-Qura's.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

import msgspec

__all__ = ["Calendar", "Date", "find_days", "iso", "same_date", "same_decade", "to_gregorian"]

Calendar = Literal["gregorian", "solar", "islamic"]

_SOLAR_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # of 33 years
_ISLAMIC_LEAP = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})  # of 30 years
_SOLAR_START = date(1979, 3, 21).toordinal()  # 1 Farvardin 1358
_ISLAMIC_START = 227014  # 1 Muharram 1, Thursday 15 July 622 in the Julian calendar, as date.toordinal counts
_LAST_YEAR = 3000
_SLACK = 1, 2  # days that an Islamic date may fall earlier or later than the tables say


class Date(msgspec.Struct, frozen=True):
    """A date as far as it is known: any of year, month and day may be ``None``.

    ``swapped`` is true if month and day were written as two small figures and may be in the other order.
    """

    calendar: Calendar
    year: int | None = None
    month: int | None = None
    day: int | None = None
    swapped: bool = False


def to_gregorian(when: Date) -> date | None:
    """The Gregorian day; ``None`` if the date is not complete, or there is no such day."""
    days = find_days(when)
    return date.fromordinal(days[0]) if days and days[0] == days[1] else None


def find_days(when: Date) -> tuple[int, int] | None:
    """The first and last day of a date with a year, as ``date.toordinal`` counts; ``None`` if it does not exist."""
    if when.year is None or not 0 < when.year <= _LAST_YEAR or (when.day is not None and when.month is None):
        return None
    start = _year_start(when.calendar, when.year)
    if when.month is None:
        days = start, _year_start(when.calendar, when.year + 1) - 1
    elif not 1 <= when.month <= 12:
        return None
    else:
        start += sum(_month_length(when.calendar, when.year, month) for month in range(1, when.month))
        length = _month_length(when.calendar, when.year, when.month)
        # Any Islamic month may have had 30 days if the moon was sighted late.
        if when.day is not None and not 1 <= when.day <= (30 if when.calendar == "islamic" else length):
            return None
        days = (start, start + length - 1) if when.day is None else (start + when.day - 1,) * 2
    return days if days[0] > 0 else None


def same_date(one: Date, other: Date) -> bool:
    """Whether both may be the same day, month or year; both must be known to the same precision."""
    return any(_same(a, b) for a in _readings(one) for b in _readings(other))


def same_decade(one: Date, other: Date) -> bool:
    """Whether two decades, each given by its first year, overlap by more than five years."""
    if one.year is None or other.year is None:
        return False
    spans = [(find_days(when), find_days(_years_on(when, 9))) for when in (one, other)]
    (first, last), (begin, end) = spans
    if not (first and last and begin and end):
        return one == other
    return min(last[1], end[1]) - max(first[0], begin[0]) > 5 * 365


def iso(when: Date) -> str:
    """``1979-02-11``, ``1979-02``, ``1979`` or ``--02-11``, in the date's own calendar."""
    year = "-" if when.year is None else f"{when.year:04}"
    parts = [year] + [f"{part:02}" for part in (when.month, when.day) if part is not None]
    return "-".join(parts)


def _years_on(when: Date, years: int) -> Date:
    return Date(when.calendar, (when.year or 0) + years)


def _readings(when: Date) -> tuple[Date, ...]:
    return (when, Date(when.calendar, when.year, when.day, when.month)) if when.swapped else (when,)


def _same(one: Date, other: Date) -> bool:
    if _known(one) != _known(other):
        return False
    if one.calendar == other.calendar:
        return (one.year, one.month, one.day) == (other.year, other.month, other.day)
    if one.year is None:
        return bool(_anniversaries(one) & _anniversaries(other))
    if one.month is None and one.year == other.year:
        return True  # a year without its calendar
    days, others = find_days(one), find_days(other)
    if days is None or others is None:
        return False
    early, late = _SLACK if one.calendar == "islamic" else (0, 0)
    before, after = _SLACK if other.calendar == "islamic" else (0, 0)
    return days[0] - early <= others[1] + after and others[0] - before <= days[1] + late


def _known(when: Date) -> tuple[bool, bool, bool]:
    return when.year is None, when.month is None, when.day is None


@cache
def _solar_anniversaries(month: int, day: int) -> frozenset[tuple[int, int]]:
    days = (to_gregorian(Date("solar", year, month, day)) for year in range(1346, 1412))
    return frozenset((found.month, found.day) for found in days if found)


def _anniversaries(when: Date) -> frozenset[tuple[int, int]]:
    """The possible Gregorian months and days of an anniversary; none for an Islamic one, which may be on any day."""
    if when.calendar == "islamic" or not when.month or not when.day or when.month > 12 or when.day > 31:
        return frozenset()
    if when.calendar == "solar":
        return _solar_anniversaries(when.month, when.day)
    return frozenset({(when.month, when.day)})


def _year_start(calendar: Calendar, year: int) -> int:
    if calendar == "gregorian":
        return date(year, 1, 1).toordinal()
    if calendar == "solar":
        leaps = _leaps(year, 33, _SOLAR_LEAP) - _leaps(1358, 33, _SOLAR_LEAP)
        return _SOLAR_START + (year - 1358) * 365 + leaps
    return _ISLAMIC_START + (year - 1) * 354 + _leaps(year, 30, _ISLAMIC_LEAP)


def _leaps(year: int, cycle: int, leap: frozenset[int]) -> int:
    """The number of leap years from year 1 up to, not including, ``year``."""
    rounds, rest = divmod(year, cycle)
    return rounds * len(leap) + sum(1 for number in leap if number < rest)


def _month_length(calendar: Calendar, year: int, month: int) -> int:
    if calendar == "gregorian":
        following = date(year + month // 12, month % 12 + 1, 1)
        return (following - date(year, month, 1)).days
    if calendar == "solar":
        return 31 if month <= 6 else 30 if month < 12 or year % 33 in _SOLAR_LEAP else 29
    return 30 if month % 2 or (month == 12 and year % 30 in _ISLAMIC_LEAP) else 29
