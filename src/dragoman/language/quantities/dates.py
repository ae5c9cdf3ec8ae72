"""Parses dates and years, in figures and in words."""

from __future__ import annotations

import re

from dragoman.language.digits import to_ascii
from dragoman.language.quantities.calendars import Calendar, Date, find_days
from dragoman.language.quantities.numbers import amount_at, ordinal_suffix_at, whole_at
from dragoman.language.quantities.reading import Amount, Dated, Reading

__all__ = ["date_at"]

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/])")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_GENITIVES = frozenset({"ın", "in", "un", "ün", "nın", "nin", "nun", "nün"})
_SEPTEMBER_11 = re.compile(r"9/11(?![\d/])")

_MONTH_FIRST_REGIONS = frozenset({"us", "ph", "fm", "pw", "mh"})


def date_at(reading: Reading, at: int) -> Dated | None:
    """The date that begins at this place, in figures or in words, complete or partial; ``None`` if there is none."""
    in_figures = _in_figures(reading, at) if reading.tokens[at].digits else None
    return (
        in_figures
        or _day_first(reading, at)
        or _earlier_day(reading, at)
        or _month_first(reading, at)
        or _year_at(reading, at)
    )


def _in_figures(reading: Reading, at: int) -> Dated | None:
    start = reading.tokens[at].start
    found = None
    if match := _YEAR_FIRST.match(reading.text, start):
        year, _, month, day = match.groups()
        found = _checked(_calendar_of(reading, int(year)), int(year), int(month), int(day))
    elif match := _YEAR_LAST.match(reading.text, start):
        found = _small_figures(reading, *match.group(1, 3, 4), separator=match.group(2))
    elif match := _SEPTEMBER_11.match(reading.text, start):
        found = Date("gregorian", None, 9, 11)
    if match is None or found is None:
        return None
    end = at
    while end < reading.end and reading.tokens[end].start < match.end():
        end += 1
    return Dated(found, end)


def _small_figures(reading: Reading, first: str, second: str, third: str, *, separator: str) -> Date | None:
    a, b, c = int(first), int(second), int(third)
    if len(third) == 2:
        if separator == "-":
            return None
        if reading.lexicon.language == "fa":
            return _checked("solar", 1300 + a, b, c)
        c += 2000 if c <= 30 else 1900
    calendar = _calendar_of(reading, c)
    tag = reading.language.lower().split("-")
    month_first = tag[0] == "en" and separator == "/" and (len(tag) == 1 or tag[-1] in _MONTH_FIRST_REGIONS)
    swapped = month_first and len(tag) == 1 and a <= 12 and b <= 12 and a != b
    usual, other = ((a, b), (b, a)) if month_first else ((b, a), (a, b))
    return _checked(calendar, c, *usual, swapped=swapped) or _checked(calendar, c, *other)


def _checked(calendar: Calendar, year: int | None, month: int, day: int, *, swapped: bool = False) -> Date | None:
    """The date, if there is such a day."""
    date = Date(calendar, year, month, day, swapped)
    if year is None:
        return date if 1 <= month <= 12 and 1 <= day <= 31 else None
    return date if find_days(date) else None


def _calendar_of(reading: Reading, year: int) -> Calendar:
    """The calendar of a year in this language that names none."""
    if reading.lexicon.language == "fa" and 1200 <= year <= 1450:
        return "solar"
    return "islamic" if reading.lexicon.language == "ar" and 1340 <= year <= 1470 else "gregorian"


def _day_first(reading: Reading, at: int) -> Dated | None:
    amount = _day(reading, at)
    if amount is None:
        return None
    place = _skip_date_words(reading, amount.end)
    month = reading.phrase(reading.lexicon.months, place) if reading.follows(place) else None
    if month is None:
        return None
    (calendar, number), end = month
    end = _skip_other_name(reading, end, number)
    year, end = _year_of(reading, end, calendar)
    exact = amount.figures or amount.ordinal
    if (
        year is None
        and reading.key(place) in reading.lexicon.shy_months
        and not _is_month(reading, place, calendar, exact)
    ):
        return None
    date = _checked(calendar, year, number, int(amount.value))
    return Dated(date, end) if date else None


def _earlier_day(reading: Reading, at: int) -> Dated | None:
    """The first of two days that share a month: the 9th of "vom 9. auf den 10. November 1938"."""
    amount = _day(reading, at)
    if amount is None or amount.weak or amount.end >= reading.end:
        return None
    place = amount.end
    word = reading.phrase(reading.lexicon.day_to, place) if reading.follows(place) else None
    if word:
        place = _skip_date_words(reading, word[1])
    elif reading.near(place) and reading.key(place) == "&":
        place = _skip_date_words(reading, place + 1)
    elif not reading.dashed(place):
        return None
    later = _day_first(reading, place) if place < reading.end else None
    if later is None or later.date.day is None or later.date.month is None or later.date.day <= amount.value:
        return None
    date = _checked(later.date.calendar, later.date.year, later.date.month, int(amount.value))
    return Dated(date, amount.end) if date else None


def _is_month(reading: Reading, at: int, calendar: Calendar, exact: bool) -> bool:
    """Whether an ambiguous word is a month, if it follows a day and no year follows it."""
    if at + 1 < reading.end and "\u200c" in reading.gap(at + 1):
        return False
    if reading.lexicon.language in {"fa", "ar", "he"}:
        return exact
    return calendar == "gregorian" and reading.raw(at)[0].isupper()


def _day(reading: Reading, at: int) -> Amount | None:
    token = reading.tokens[at]
    if token.digits:
        if not 1 <= reading.plain_digits(at) <= 2:
            return None
        suffix = ordinal_suffix_at(reading, at + 1)
        amount = Amount(int(to_ascii(reading.raw(at))), at + 1 + suffix, figures=True)
    else:
        found = amount_at(reading, at)
        if found is None:
            return None
        amount = found
    return amount if amount.value.denominator == 1 and 1 <= amount.value <= 31 else None


def _skip_date_words(reading: Reading, at: int) -> int:
    for _ in range(2):
        if reading.near(at) and reading.key(at) in reading.lexicon.date_words:
            at += 1
    return at


def _skip_other_name(reading: Reading, at: int, number: int) -> int:
    """The place after the second name of a month: Arabic media write both, "شباط/فبراير"."""
    other = reading.after(reading.lexicon.months, at)
    return other[1] if other and other[0][1] == number else at


def _month_first(reading: Reading, at: int) -> Dated | None:
    month = reading.phrase(reading.lexicon.months, at)
    if month is None:
        return None
    (calendar, number), end = month
    end = _skip_other_name(reading, end, number)
    if reading.lexicon.language == "en" and reading.raw(at)[0].isupper():
        place = _skip_date_words(reading, end)
        day = _day(reading, place) if reading.near(place) else None
        if day and (day.figures or day.ordinal):
            year, stop = _year_of(reading, day.end, calendar)
            date = _checked(calendar, year, number, int(day.value))
            if date:
                return Dated(date, stop)
    year, end = _year_of(reading, end, calendar)
    return Dated(Date(calendar, year, number), end) if year else None


def _year_of(reading: Reading, at: int, calendar: Calendar) -> tuple[int | None, int]:
    """The year that belongs to a month, if one follows, and the place after it."""
    comma = reading.lexicon.language == "en" and 0 < at < reading.end and reading.gap(at) == ", "
    if not comma and not reading.near(at):
        return None, at
    place = _skip_date_words(reading, at)
    before = reading.after(reading.lexicon.year_before, place) if place > 0 else None
    place = before[1] if before else place
    year = _year_number(reading, place, solar=calendar == "solar", short=calendar == "solar" or bool(before))
    if year is None:
        return None, at
    return year[0], _after_year(reading, year[1])[1]


def _year_number(reading: Reading, at: int, *, solar: bool, short: bool) -> tuple[int, int] | None:
    """A year in figures or words, with the place after it. Two figures are a year of the last century."""
    if at >= reading.end:
        return None
    digits = reading.plain_digits(at)
    if digits == 4 or (digits == 2 and (short or "'" in reading.gap(at) or "’" in reading.gap(at))):
        year = int(to_ascii(reading.raw(at)))
        end = at + 1
    elif reading.tokens[at].digits:
        return None
    else:
        found = whole_at(reading, at)
        if found is None:
            return None
        year, end = found
    if 20 <= year < 100 and short:
        year += 1300 if solar or reading.lexicon.language == "fa" else 1900
    return (year, end) if 1000 <= year <= 2150 else None


def _after_year(reading: Reading, at: int) -> tuple[Calendar | None, int]:
    """The calendar named after a year, and the place after it and after a word for "year"."""
    after = reading.after(reading.lexicon.year_after, at)
    at = after[1] if after else at
    era = reading.after(reading.lexicon.eras, at)
    return (era[0], era[1]) if era else (None, at)


def _year_at(reading: Reading, at: int) -> Dated | None:
    """A year alone: with a word before or after it, or followed by the name of its calendar."""
    lexicon = reading.lexicon
    before = reading.phrase(lexicon.year_before, at)
    if before and reading.near(before[1]):
        year = _year_number(reading, before[1], solar=False, short=lexicon.language == "fa")
        if year is None:
            return None
        era, end = _after_year(reading, year[1])
        return Dated(Date(era or _calendar_of(reading, year[0]), year[0]), end)
    hint = reading.phrase(lexicon.year_hints, at)
    if hint:
        return _hinted_year(reading, hint[1])
    found = _year_number(reading, at, solar=False, short=False) or _short_year(reading, at)
    if found is None or not reading.near(found[1]):
        return None
    era, end = _after_year(reading, found[1])
    month = _month_of(reading, end) if lexicon.language == "tr" else None
    if month:
        return Dated(Date(month[0], found[0], month[1]), month[2])
    if end == found[1]:
        return None
    return Dated(Date(era or _calendar_of(reading, found[0]), found[0]), end)


def _month_of(reading: Reading, at: int) -> tuple[Calendar, int, int] | None:
    """The month after a Turkish year ("2003'ün Mayıs ayı"), and the place after it."""
    at += reading.near(at) and reading.gap(at) in {"'", "’"} and reading.key(at) in _GENITIVES
    month = reading.after(reading.lexicon.months, at)
    return (*month[0], month[1]) if month else None


def _short_year(reading: Reading, at: int) -> tuple[int, int] | None:
    """As in "в тридцать седьмом году", "93 yılında"."""
    amount = amount_at(reading, at) if reading.lexicon.language in {"ru", "tr"} else None
    if amount is None or not 20 <= amount.value < 100 or amount.value.denominator > 1:
        return None
    # "22 года" counts years, "22 году" does not.
    dated = amount.ordinal or reading.key(amount.end) in {"году", "yılında", "yılının"}
    return (1900 + int(amount.value), amount.end) if dated else None


def _hinted_year(reading: Reading, at: int) -> Dated | None:
    if reading.plain_digits(at) != 4 or not reading.near(at):
        return None
    year = int(to_ascii(reading.raw(at)))
    counted = reading.after(reading.lexicon.units, at + 1) or reading.key(at + 1) in reading.lexicon.atoms
    if _calendar_of(reading, year) == "gregorian" or (counted and reading.linked(at + 1)):
        return None
    era, end = _after_year(reading, at + 1)
    return Dated(Date(era or _calendar_of(reading, year), year), end)
