"""Finds all quantities of a text: numbers, money, measures, dates and times, in figures and in words.

:func:`find_quantities` is deterministic, takes time linear in the text, and never raises. The longest reading wins.
``docs/numbers.md`` explains what counts as a quantity.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypedDict, Unpack

import msgspec

from dragoman.language.digits import Number
from dragoman.language.quantities.atoms import ROMANS
from dragoman.language.quantities.calendars import Date
from dragoman.language.quantities.clocks import clock_at
from dragoman.language.quantities.dates import date_at
from dragoman.language.quantities.decades import aged_at, century_at, decade_at, roman_at
from dragoman.language.quantities.lexicon import CALENDAR_LEADS, CLOCK_LEADS, COUNT_LEADS, find_lexicon
from dragoman.language.quantities.measures import Item, item_at, magnitude_at
from dragoman.language.quantities.numbers import amount_at
from dragoman.language.quantities.parts import part_at
from dragoman.language.quantities.quantity import Kind, Quantity, describe
from dragoman.language.quantities.ranges import Range, between_at, range_after
from dragoman.language.quantities.ratios import join_ratios
from dragoman.language.quantities.reading import Reading, read
from dragoman.language.quantities.units import MONEY

__all__ = ["Kind", "Quantity", "describe", "find_quantities"]

_NO_LEADS: frozenset[str] = frozenset()


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """All quantities of a text, in order and without overlaps.

    :param language: a BCP 47 tag; for a language without a table only figures and signs are found
    """
    lexicon = find_lexicon(language)
    reading = read(text, language, lexicon)
    found: list[Quantity] = []
    at, about, idle = 0, -1, 0
    for place in reading.openers:
        if place < at or not reading.may_open(place):
            continue
        trap = reading.trap(place)
        if trap and not _goes_on(reading, trap):
            at = trap
            continue
        idiom = reading.phrase(lexicon.idioms, place)
        idle = max(idle, idiom[1]) if idiom else idle
        step = _step(reading, place, found[-1].end if found else 0)
        if step:
            quantity, at = step
            # "À deux" is together, "à deux heures" a time.
            if about == place or at <= idle:
                weak = quantity.weak or at <= idle
                quantity = msgspec.structs.replace(quantity, approximate=about == place, weak=weak)
            found.append(quantity)
            continue
        vague = reading.phrase(lexicon.about, place)
        if vague:
            about = vague[1]
    return join_ratios(text, found, lexicon.language)


def _goes_on(reading: Reading, end: int) -> bool:
    """Whether a quantity begins with the last word of a phrase that only looks like one.

    "El cuarto" is a room, "el cuarto de hora" a quarter of an hour; "for one" is not a number, "for one and a half" is.
    """
    part = part_at(reading, end - 1)
    if part is not None and (part.unit is not None or part.scale > 1):
        return True
    amount = amount_at(reading, end - 1)
    return amount is not None and amount.end > end and not amount.ordinal


def _step(reading: Reading, at: int, free_from: int) -> tuple[Quantity, int] | None:
    """The quantity that begins at this token, and the place after it; ``None`` if there is none.

    :param free_from: the offset after the quantity before
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
    if counts or leads & COUNT_LEADS or token.whole in reading.lexicon.denominators:
        return _counted(reading, at, free_from) or _by_word(reading, at, free_from) or _regnal(reading, at)
    return None


def _by_calendar(reading: Reading, at: int) -> tuple[Quantity, int] | None:
    decade = decade_at(reading, at)
    if decade:
        return _made(reading, at, decade.end, "decade", date=decade.date)
    aged = aged_at(reading, at)
    if aged:
        return _made(reading, at, aged[1], "number", value=aged[0], approximate=True)
    century = century_at(reading, at)
    if century:
        return _made(reading, at, century.end, "ordinal", value=century.number, unit="century")
    date = date_at(reading, at)
    return _made(reading, at, date.end, "date", date=date.date) if date else None


def _counted(reading: Reading, at: int, free_from: int) -> tuple[Quantity, int] | None:
    """A number, with what it counts if that follows, or a range."""
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
        parts=item.parts,
        sums=item.sums,
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


def _by_word(reading: Reading, at: int, free_from: int) -> tuple[Quantity, int] | None:
    """As in "half of them", "both", "twice"; not the "los dos" of "los dos mil" and "los dos kilos"."""
    half = reading.phrase(reading.lexicon.half_alone, at)
    if half:
        return _made(reading, at, half[1], "fraction", value=Fraction(1, 2), weak=True)
    two = reading.phrase(reading.lexicon.twos, at)
    if two is None:
        return None
    last = _counted(reading, two[1] - 1, free_from) if two[1] - 1 > at else None
    return None if last and last[1] > two[1] else _made(reading, at, two[1], "number", value=2, weak=True)


def _regnal(reading: Reading, at: int) -> tuple[Quantity, int] | None:
    """As in "John Paul II", "World War II"."""
    roman = roman_at(reading, at) if len(reading.raw(at)) > 1 and reading.linked(at) else None
    return _made(reading, at, roman[1], "ordinal", value=roman[0], weak=True) if roman else None


class _Values(TypedDict, total=False):
    value: Number | None
    unit: str | None
    other: Number | None
    date: Date | None
    weak: bool
    approximate: bool


def _made(reading: Reading, at: int, end: int, kind: Kind, **values: Unpack[_Values]) -> tuple[Quantity, int]:
    """A quantity of these words, and the place after them."""
    start, stop = reading.tokens[at].start, reading.tokens[end - 1].end
    return Quantity(start=start, end=stop, text=reading.text[start:stop], kind=kind, **values), end
