"""Whether a date is in the Extended Date/Time Format of ISO 8601-2.

Levels 0 and 1 are accepted, and of level 2 what documents have: a digit ``X`` anywhere, a qualifier of a part, seasons
up to 41, and sets such as ``[1979-02-11..1979-03-20]``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from itertools import product

__all__ = ["is_edtf"]

_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"{_QUALIFIER}(?P<year>-?[\dX]{{4}}|Y-?\d{{5,}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<month>[\dX]{{2}}){_QUALIFIER}(?:-{_QUALIFIER}(?P<day>[\dX]{{2}}){_QUALIFIER})?)?",
    re.ASCII,
)
_TIME = re.compile(
    r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?|24:00:00Z?",
    re.ASCII,
)
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_SET = re.compile(r"\[(?P<one>[^\[\]{}]+)\]|\{(?P<all>[^\[\]{}]+)\}")
_LEAP_YEAR = 2000
_SEASONS = range(21, 42)


def is_edtf(text: str) -> bool:
    """Whether a text is a valid date, time, interval or set of dates.

    An interval or a range that ends before it begins is not valid.
    """
    if (members := _SET.fullmatch(text)) is not None:
        return all(map(_is_member, (members["one"] or members["all"]).split(",")))
    if "/" in text:
        return _is_interval(text)
    date, has_time, time = text.partition("T")
    if has_time:
        return _PLAIN.fullmatch(date) is not None and date.count("-") == 2 and _is_date(date) and _is_time(time)
    return _is_date(text)


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _is_interval(text: str) -> bool:
    start, _, end = text.partition("/")
    is_open = [one in ("", "..") for one in (start, end)]
    if all(is_open) or not all(free or _is_date(one) for free, one in zip(is_open, (start, end), strict=True)):
        return False
    return not _ends_before(start, end)


def _is_member(text: str) -> bool:
    start, is_range, end = text.partition("..")
    if not is_range:
        return _is_date(text)
    if not (start or end) or not all(_is_date(one) for one in (start, end) if one):
        return False
    return not _ends_before(start, end)


def _ends_before(start: str, end: str) -> bool:
    if not (_PLAIN.fullmatch(start) and _PLAIN.fullmatch(end)):
        return False
    shortest = min(len(start), len(end))
    return end[:shortest] < start[:shortest]


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = match["year"], match["month"], match["day"]
    if month is None:
        return True
    months = [number for number in range(1, 13) if _may_be(month, number)]
    if day is None:
        return bool(months) or any(_may_be(month, number) for number in _SEASONS)
    return any(_may_be(day, number) and number <= _days(year, of) for of, number in product(months, range(1, 32)))


def _may_be(digits: str, number: int) -> bool:
    return all(digit in ("X", known) for digit, known in zip(digits, f"{number:02}", strict=True))


def _days(year: str, month: int) -> int:
    known = re.fullmatch(r"-?\d{4}", year) is not None
    return monthrange(_LEAP_YEAR + int(year) % 400 if known else _LEAP_YEAR, month)[1]
