"""Every quantity of a text: numbers, money, measures, dates and times, in figures and in words, with their places.

:func:`find_quantities` is deterministic, takes time in proportion to the text, and raises for no text. The longest
reading wins. What counts as a quantity, and what does not, is told in ``docs/numbers.md``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from dragoman.language.atoms import ROMANS
from dragoman.language.calendars import Date, iso
from dragoman.language.clocks import clock_at
from dragoman.language.dates import date_at
from dragoman.language.decades import aged_at, century_at, decade_at, roman_at
from dragoman.language.digits import Number, decimal_text
from dragoman.language.lexicon import CALENDAR_LEADS, CLOCK_LEADS, COUNT_LEADS, find_lexicon
from dragoman.language.measures import Item, item_at, magnitude_at
from dragoman.language.ranges import Range, between_at, range_after
from dragoman.language.reading import Reading, read
from dragoman.language.units import MONEY

__all__ = ["Kind", "Quantity", "describe", "find_quantities"]

Kind = Literal[
    "number", "ordinal", "fraction", "percent", "money", "measure", "date", "decade", "time", "magnitude"
]  # fmt: skip


_NO_LEADS: frozenset[str] = frozenset()


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity at ``text[start:end]`` of the text it was found in.

    ``value`` is exact; it is ``None`` for a range, which has ``low`` and ``high``, and for a date or decade, which
    has ``date``. A time counts minutes since midnight. A magnitude ("hundreds of") has the least number that it may
    mean. ``other`` is a second reading of the same words: ``1.300`` as 1.3, or half past three in the afternoon.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Number | None = None
    unit: str | None = None
    low: Number | None = None
    high: Number | None = None
    date: Date | None = None
    other: Number | None = None
    approximate: bool = False
    weak: bool = False
    """Other languages often leave it unsaid, or say it without a number: one, first, both, twice, half."""


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every quantity of the text, in order; they do not overlap.

    :param language: a BCP 47 tag; a language without a table has its figures and signs read
    """
    lexicon = find_lexicon(language)
    reading = read(text, language, lexicon)
    found: list[Quantity] = []
    at, about = 0, -1
    for place in reading.openers:
        if place < at:
            continue
        trap = reading.trap(place)
        if trap:
            at = trap
            continue
        step = _step(reading, place, found[-1].end if found else 0)
        if step:
            quantity, at = step
            if about == place:
                quantity = msgspec.structs.replace(quantity, approximate=True)
            found.append(quantity)
            continue
        vague = reading.phrase(lexicon.about, place)
        if vague:
            about = vague[1]
    return tuple(found)


def describe(quantity: Quantity) -> str:
    """One short line in one spelling for all languages, for messages and tests.

    ``1300``, ``5 km``, ``~300`` about, ``#21`` the twenty-first, ``10..15`` a range, ``100s`` hundreds, ``1?`` weak,
    ``1979-02-11``, ``year 1979``, ``decade 1990``, ``15:30``, and ``03:30*`` where the half of the day is not told.
    """
    if quantity.date is not None:
        body = _describe_date(quantity.kind, quantity.date)
    elif quantity.kind == "time":
        minutes = int(quantity.value or 0)
        body = f"{minutes // 60:02}:{minutes % 60:02}" + ("*" if quantity.other is not None else "")
    elif quantity.low is not None and quantity.high is not None:
        body = f"{decimal_text(quantity.low)}..{decimal_text(quantity.high)}"
    else:
        body = decimal_text(quantity.value or 0)
    body = ("~" if quantity.approximate else "") + ("#" if quantity.kind == "ordinal" else "") + body
    body += ("s" if quantity.kind == "magnitude" else "") + ("?" if quantity.weak else "")
    if quantity.unit in {"%", "‰"}:
        return body + quantity.unit
    return f"{body} {quantity.unit}" if quantity.unit else body


def _describe_date(kind: Kind, date: Date) -> str:
    calendar = "" if date.calendar == "gregorian" else f"{date.calendar} "
    if kind == "decade":
        return f"decade {calendar}{date.year}"
    return calendar + ("year " if date.month is None else "") + iso(date)


def _step(reading: Reading, at: int, free_from: int) -> tuple[Quantity, int] | None:
    """The quantity that begins at this token, and the place after it.

    :param free_from: the offset from which on no other quantity lies
    """
    token = reading.tokens[at]
    leads = reading.lexicon.leads.get(token.key, _NO_LEADS)
    counts = token.digits or token.key in reading.lexicon.atoms or token.key in ROMANS
    if counts or leads & CALENDAR_LEADS or token.key in reading.lexicon.decades:
        found = _by_calendar(reading, at)
        if found:
            return found
    if counts or leads & CLOCK_LEADS:
        clock = clock_at(reading, at)
        if clock:
            return _made(reading, at, clock.end, "time", value=clock.minutes, other=clock.other, weak=clock.weak)
    if counts or leads & COUNT_LEADS:
        return _counted(reading, at, free_from) or _by_word(reading, at) or _regnal(reading, at)
    return None


def _by_calendar(reading: Reading, at: int) -> tuple[Quantity, int] | None:
    decade = decade_at(reading, at)
    if decade:
        return _dated(reading, at, decade.date, decade.end, "decade")
    aged = aged_at(reading, at)
    if aged:
        return _made(reading, at, aged[1], "number", value=aged[0], approximate=True)
    century = century_at(reading, at)
    if century:
        return _made(reading, at, century.end, "ordinal", value=century.number, unit="century")
    date = date_at(reading, at)
    return _dated(reading, at, date.date, date.end, "date") if date else None


def _counted(reading: Reading, at: int, free_from: int) -> tuple[Quantity, int] | None:
    """A number, alone or with what it counts, or a range of two."""
    between = reading.phrase(reading.lexicon.between, at)
    if between and reading.near(between[1]) and not date_at(reading, between[1]):
        span = between_at(reading, between[1], free_from)
        return _ranged(reading, span) if span else None
    magnitude = magnitude_at(reading, at)
    if magnitude:
        return _quantity(reading, magnitude, "magnitude"), magnitude.end
    item = item_at(reading, at, free_from)
    if item is None:
        return None
    span = range_after(reading, item)
    return _ranged(reading, span) if span else (_quantity(reading, item, _kind(item)), item.end)


def _kind(item: Item) -> Kind:
    if item.unit in {"%", "‰"}:
        return "percent"
    if item.unit is not None:
        return "money" if item.unit in MONEY else "measure"
    return "ordinal" if item.ordinal else "fraction" if item.fraction else "number"


def _quantity(reading: Reading, item: Item, kind: Kind) -> Quantity:
    return Quantity(
        start=item.start,
        end=item.stop,
        text=reading.text[item.start : item.stop],
        kind=kind,
        value=item.value,
        unit=item.unit,
        other=item.other,
        approximate=item.approximate,
        weak=item.weak and (item.unit is None or (kind == "measure" and item.value == 1)),
    )


def _ranged(reading: Reading, span: Range) -> tuple[Quantity, int]:
    low, high = span
    start, end = min(low.start, high.start), max(low.stop, high.stop)
    quantity = Quantity(
        start=start,
        end=end,
        text=reading.text[start:end],
        kind=_kind(high),
        unit=high.unit,
        low=low.value,
        high=high.value,
    )
    return quantity, high.end


def _by_word(reading: Reading, at: int) -> tuple[Quantity, int] | None:
    """As in "half of them", "both", "twice"."""
    half = reading.phrase(reading.lexicon.half_alone, at)
    if half:
        return _made(reading, at, half[1], "fraction", value=Fraction(1, 2), weak=True)
    two = reading.phrase(reading.lexicon.twos, at)
    return _made(reading, at, two[1], "number", value=2, weak=True) if two else None


def _regnal(reading: Reading, at: int) -> tuple[Quantity, int] | None:
    """As in "John Paul II", "World War II"."""
    roman = roman_at(reading, at) if len(reading.raw(at)) > 1 and reading.linked(at) else None
    return _made(reading, at, roman[1], "ordinal", value=roman[0], weak=True) if roman else None


def _made(
    reading: Reading,
    at: int,
    end: int,
    kind: Kind,
    *,
    value: Number | None = None,
    unit: str | None = None,
    other: Number | None = None,
    weak: bool = False,
    approximate: bool = False,
) -> tuple[Quantity, int]:
    start, stop = reading.tokens[at].start, reading.tokens[end - 1].end
    quantity = Quantity(
        start=start,
        end=stop,
        text=reading.text[start:stop],
        kind=kind,
        value=value,
        unit=unit,
        other=other,
        weak=weak,
        approximate=approximate,
    )
    return quantity, end


def _dated(reading: Reading, at: int, date: Date, end: int, kind: Kind) -> tuple[Quantity, int]:
    start, stop = reading.tokens[at].start, reading.tokens[end - 1].end
    return Quantity(start=start, end=stop, text=reading.text[start:stop], kind=kind, date=date), end
