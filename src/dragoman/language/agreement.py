"""Whether two texts state the same quantities, whatever their languages, scripts, names of units and calendars."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from dragoman.language.calendars import Date, find_days, same_date, same_decade
from dragoman.language.digits import Number, exact
from dragoman.language.folding import primary
from dragoman.language.quantities import Quantity
from dragoman.language.units import in_base, may_be_one_unit

__all__ = ["Match", "is_implied", "key", "match_quantities", "same_quantity"]

# How many candidates for one quantity are looked at: bounds the time for texts that repeat one number endlessly.
_CANDIDATES = 16

_COUNTED = frozenset({"number", "ordinal", "fraction", "money", "measure", "percent"})
_DUALS = {"ar": re.compile(r"\w{3,}(?:ان|ين)\b"), "he": re.compile(r"\w{2,}יים\b")}

Key = tuple[Hashable, ...]
Quantities = Sequence[Quantity]


class Match(NamedTuple):
    """What stands on one side only. ``missing`` has no counterpart in the translation, ``added`` none in the original.

    A weak quantity ("one", "both") may stand on one side alone without a fault; weak ones of one kind that are left
    over on both sides ("the second", "the third") are a fault.
    """

    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]


def key(quantity: Quantity) -> Key:
    """Equal for two quantities that state the same without any leniency: what a multiset counts."""
    if quantity.date is not None:
        return quantity.kind, quantity.date
    if quantity.low is not None and quantity.high is not None:
        return "range", *in_base(quantity.low, quantity.unit), *in_base(quantity.high, quantity.unit)
    sort = "number" if quantity.kind in _COUNTED else quantity.kind
    return sort, *in_base(quantity.value or 0, quantity.unit), quantity.other if sort == "time" else None


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether both may state the same.

    Lenient where languages differ: a unit that only one side names, names that several units share, 12 and 24
    hours, a day in two calendars, a year without its century, a half and 50 percent.
    """
    if one.date is not None or other.date is not None:
        return _same_dates(one, other) or _same_dates(other, one)
    if "time" in {one.kind, other.kind}:
        return _same_times(one, other) or _same_times(other, one)
    if (one.kind == "magnitude") != (other.kind == "magnitude") or (one.low is None) != (other.low is None):
        return False
    return _same_amounts(one, other) or any(
        same(*pair) for same in (_same_share, _same_part, _same_short_year) for pair in ((one, other), (other, one))
    )


def match_quantities(source: Iterable[Quantity], target: Iterable[Quantity]) -> Match:
    """Pair the quantities of two texts, each with one of the other: the exact pairs first, then the lenient ones.

    What is left is taken to pieces at last: a range may be told as two numbers, a date as its day and its year.
    Linear in the number of quantities.
    """
    missing, added = _pair_exactly(tuple(source), tuple(target))
    missing, added = _pair_leniently(missing, added)
    if missing and added:
        missing, added = _pair_in_pieces(missing, added)
    return Match(tuple(missing), tuple(added))


def is_implied(quantity: Quantity, text: str, language: str) -> bool:
    """Whether a text may state a quantity by grammar alone: one by an article, two by an Arabic or Hebrew dual.

    :param text: the other language's text, in which no such quantity was found
    """
    if quantity.kind not in _COUNTED or quantity.unit == "%" or quantity.value not in {1, 2}:
        return False
    dual = _DUALS.get(primary(language))
    return quantity.value == 1 or (dual is not None and dual.search(text) is not None)


def _same_amounts(one: Quantity, other: Quantity) -> bool:
    base, other_base = in_base(1, one.unit)[1], in_base(1, other.unit)[1]
    if base == other_base:
        return bool(_values(one, one.unit) & _values(other, other.unit))
    if one.unit is None or other.unit is None:
        if (one.unit or other.unit) in {"%", "‰", "century"}:
            return False
    elif not may_be_one_unit(one.unit, other.unit):
        return False
    return bool(_values(one, None) & _values(other, None))


def _values(quantity: Quantity, unit: str | None) -> set[Hashable]:
    """Every value that the words may have, in the base of ``unit``; a pair for a range."""
    if quantity.low is not None and quantity.high is not None:
        return {(in_base(quantity.low, unit)[0], in_base(quantity.high, unit)[0])}
    return {in_base(value, unit)[0] for value in (quantity.value, quantity.other) if value is not None}


def _same_share(one: Quantity, other: Quantity) -> bool:
    """A third of them, and 33 percent: only where it is exactly so."""
    if one.kind != "fraction" or other.unit != "%" or one.value is None or other.value is None:
        return False
    return one.value * 100 == other.value


def _same_part(one: Quantity, other: Quantity) -> bool:
    """A third is also the third in English, Italian and more; which, the other language says."""
    if one.kind != "fraction" or other.kind != "ordinal" or not one.value or not other.value or other.unit:
        return False
    return other.value > 2 and one.value * other.value == 1


def _same_short_year(one: Quantity, other: Quantity) -> bool:
    """As in "en el 79", in 1979."""
    if one.kind != "number" or other.kind not in {"number", "ordinal"} or one.unit or other.unit:
        return False
    year, short = one.value, other.value
    return year is not None and short is not None and 1900 <= year < 2040 and 10 <= short < 100 and year % 100 == short


def _same_times(one: Quantity, other: Quantity) -> bool:
    if one.kind != "time" or one.value is None:
        return False
    if other.kind == "time":
        return bool(_values(one, None) & _values(other, None))
    # "a las tres" may be three o'clock or three women, "trois heures" three hours.
    hours = {exact(Fraction(minutes) / 60) for minutes in (one.value, one.other) if minutes is not None}
    return other.kind in _COUNTED and other.unit in {None, "h"} and other.value in hours


def _same_dates(one: Quantity, other: Quantity) -> bool:
    if one.date is None:
        return False
    if other.date is not None:
        if one.kind != other.kind:
            return False
        if one.kind == "decade":
            return same_decade(one.date, other.date) or _is_short_decade(one, other)
        return same_date(one.date, other.date)
    if other.kind not in {"number", "ordinal"} or other.unit is not None or other.value is None:
        return False
    return other.value in _year_names(one.date) if one.date.month is None else False


def _is_short_decade(one: Quantity, other: Quantity) -> bool:
    """As in "دههٔ شصت" told as "the sixties": a decade without its century, in no calendar of its own."""
    if one.date is None or other.date is None or one.date.year is None or other.date.year is None:
        return False
    named = re.search(r"\d{4}", other.text) is None
    apart = one.date.calendar == "solar" and other.date.calendar == "gregorian"
    return apart and named and one.date.year % 100 == other.date.year % 100


def _year_names(date: Date) -> set[Number]:
    """The numbers that may name a year: as written, its last two figures, and the Gregorian years it lies in."""
    if date.year is None:
        return set()
    names: set[Number] = {date.year}
    if 1300 <= date.year <= 1450 or 1900 <= date.year < 2040:
        names.add(date.year % 100)
    days = None if date.calendar == "gregorian" else find_days(date)
    return names | {datetime.date.fromordinal(day).year for day in days or ()}


def _pair_exactly(source: Quantities, target: Quantities) -> tuple[Quantities, Quantities]:
    common = Counter(map(key, source)) & Counter(map(key, target))
    return _without(source, common), _without(target, common)


def _without(quantities: Quantities, common: Counter[Key]) -> Quantities:
    left, out = Counter(common), []
    for quantity in quantities:
        if left[key(quantity)] > 0:
            left[key(quantity)] -= 1
        else:
            out.append(quantity)
    return out


def _pair_leniently(source: Quantities, target: Quantities) -> tuple[Quantities, Quantities]:
    places = _find_pairs(source, target)
    paired = set(places.values())
    return (
        [quantity for place, quantity in enumerate(source) if place not in places],
        [quantity for place, quantity in enumerate(target) if place not in paired],
    )


def _find_pairs(source: Quantities, target: Quantities) -> dict[int, int]:
    """Which quantity of the target each of the source goes with, by their places."""
    buckets: dict[Hashable, dict[int, None]] = defaultdict(dict)
    for place, quantity in enumerate(target):
        for bucket in _buckets(quantity):
            buckets[bucket][place] = None
    pairs: dict[int, int] = {}
    for place, quantity in enumerate(source):
        found = _first(quantity, target, buckets)
        if found is not None:
            pairs[place] = found
            for bucket in _buckets(target[found]):
                buckets[bucket].pop(found, None)
    return pairs


def _first(quantity: Quantity, target: Quantities, buckets: dict[Hashable, dict[int, None]]) -> int | None:
    for bucket in _buckets(quantity):
        for _, place in zip(range(_CANDIDATES), buckets.get(bucket, ()), strict=False):
            if same_quantity(quantity, target[place]):
                return place
    return None


def _buckets(quantity: Quantity) -> list[Hashable]:
    """Where the counterparts of a quantity are found: two that may be the same share one of these."""
    if quantity.date is not None:
        names = sorted(_year_names(quantity.date)) if quantity.date.month is None else ()
        return [("date", quantity.kind), *names]
    if quantity.kind == "time":
        minutes = [value for value in (quantity.value, quantity.other) if value is not None]
        return [*(("time", value) for value in minutes), *(exact(Fraction(value) / 60) for value in minutes)]
    if quantity.low is not None:
        return [quantity.low, in_base(quantity.low, quantity.unit)[0]]
    values = [value for value in (quantity.value, quantity.other) if value is not None]
    if quantity.kind == "number" and 1900 <= (quantity.value or 0) < 2040:
        values.append((quantity.value or 0) % 100)
    shares = [value * 100 for value in values] if quantity.kind == "fraction" else []
    if quantity.kind == "fraction":
        shares += [exact(1 / Fraction(value)) for value in values if value]
    return list(dict.fromkeys([*(in_base(value, quantity.unit)[0] for value in values), *values, *shares]))


def _pair_in_pieces(source: Quantities, target: Quantities) -> tuple[Quantities, Quantities]:
    pieces = [(place, piece) for place, quantity in enumerate(source) for piece in _pieces(quantity)]
    others = [(place, piece) for place, quantity in enumerate(target) for piece in _pieces(quantity)]
    if len(pieces) == len(source) and len(others) == len(target):
        return source, target
    pairs = _find_pairs([piece for _, piece in pieces], [piece for _, piece in others])
    paired = set(pairs.values())
    alone = {place for number, (place, _) in enumerate(pieces) if number not in pairs}
    others_alone = {place for number, (place, _) in enumerate(others) if number not in paired}
    return [source[place] for place in sorted(alone)], [target[place] for place in sorted(others_alone)]


def _pieces(quantity: Quantity) -> tuple[Quantity, ...]:
    date = quantity.date
    if quantity.low is not None and quantity.high is not None:
        ends = (quantity.low, quantity.high)
        return tuple(msgspec.structs.replace(quantity, value=end, low=None, high=None) for end in ends)
    if date is None or date.year is None or date.month is None:
        return (quantity,)
    day = Date(date.calendar, None, date.month, date.day, date.swapped)
    return tuple(msgspec.structs.replace(quantity, date=part) for part in (Date(date.calendar, date.year), day))
