"""Whether two quantities may state the same, although languages express an amount differently."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable
from fractions import Fraction

import msgspec

from dragoman.language.digits import Number, exact
from dragoman.language.quantities.calendars import Date, find_days, same_date, same_decade
from dragoman.language.quantities.quantity import Quantity
from dragoman.language.quantities.units import TEMPERATURES, in_base, in_unit, may_be_one_unit

__all__ = ["find_buckets", "same_quantity"]

_COUNTED = frozenset({"number", "ordinal", "fraction", "money", "measure", "percent"})

# Spans of time that are used for each other although they are not exactly equal.
_ROUNDLY: dict[tuple[Number | None, str | None], tuple[tuple[Number, str], ...]] = {
    (8, "day"): ((1, "week"),), (15, "day"): ((2, "week"), (Fraction(1, 2), "month")), (30, "day"): ((1, "month"),),
    (60, "day"): ((2, "month"),), (90, "day"): ((3, "month"),), (100, "day"): ((3, "month"),),
    (2, "week"): ((Fraction(1, 2), "month"),), (4, "week"): ((1, "month"),), (6, "week"): ((Fraction(3, 2), "month"),),
    (8, "week"): ((2, "month"),), (12, "week"): ((3, "month"),),
}  # fmt: skip


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether both may state the same.

    It is lenient about what languages express differently: a unit that only one side names, names that several units
    share, 12 and 24 hours, a day in two calendars, a year without its century, a half and 50 percent.
    """
    if one.date is not None or other.date is not None:
        return (
            _same_century(one, other) or _same_century(other, one) or _same_dates(one, other) or _same_dates(other, one)
        )
    if "time" in {one.kind, other.kind}:
        return _same_times(one, other) or _same_times(other, one)
    if (one.kind == "magnitude") != (other.kind == "magnitude") or (one.low is None) != (other.low is None):
        return False
    return _same_amounts(one, other) or any(same(*pair) for same in _LENIENT for pair in ((one, other), (other, one)))


def find_buckets(quantity: Quantity) -> list[Hashable]:
    """The buckets of a quantity. Two quantities that may be the same have a bucket in common."""
    if quantity.date is not None:
        names = sorted(_year_names(quantity.date)) if quantity.date.month is None else ()
        if quantity.kind == "decade" and (quantity.date.year or 1) % 100 == 0:
            return [("date", "decade"), ("century", (quantity.date.year or 0) // 100 + 1), *names]
        return [("date", quantity.kind), *names]
    if quantity.kind == "time":
        minutes = [value for value in (quantity.value, quantity.other) if value is not None]
        hours = [exact(Fraction(value) / 60) for value in minutes]
        hours += [exact(Fraction(value // 60 * 100 + value % 60, 100)) for value in map(int, minutes)]
        return [*(("time", value) for value in minutes), *hours, *(hour - 12 for hour in hours if hour > 12)]
    if quantity.low is not None:
        return [quantity.low, in_base(quantity.low, quantity.unit)[0]]
    values = [value for value in (quantity.value, quantity.other) if value is not None]
    if quantity.kind == "number" and 1900 <= (quantity.value or 0) < 2040:
        values.append((quantity.value or 0) % 100)
    shares: list[Hashable] = [value * 100 for value in values] if quantity.kind == "fraction" else []
    if quantity.unit == "%":
        shares += [exact(Fraction(100) / Fraction(value)) for value in values if value]
    if quantity.kind == "fraction":
        shares += [exact(1 / Fraction(value)) for value in values if value]
    shares += _shared_otherwise(quantity)
    return list(dict.fromkeys([*(in_base(value, quantity.unit)[0] for value in values), *values, *shares]))


def _shared_otherwise(quantity: Quantity) -> list[Hashable]:
    """Buckets of the lenient rules that change the value."""
    value, out = quantity.value or 0, list[Hashable]()
    if quantity.unit == "century":
        return [("century", value)] if quantity.kind == "ordinal" else [exact(value * 100)]
    for amount in _ROUNDLY.get((quantity.value, quantity.unit), ()):
        out.append(in_base(*amount)[0])
    return [*out, -value] if quantity.unit in TEMPERATURES else out


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
    """All values that the words may have, in the base of ``unit``; a pair for a range."""
    if quantity.low is not None and quantity.high is not None:
        return {(in_base(quantity.low, unit)[0], in_base(quantity.high, unit)[0])}
    return {in_base(value, unit)[0] for value in (quantity.value, quantity.other) if value is not None}


def _same_share(one: Quantity, other: Quantity) -> bool:
    """A fraction and a percentage, such as a quarter and 25 percent, if they are exactly equal."""
    if one.kind != "fraction" or other.unit != "%" or one.value is None or other.value is None:
        return False
    return one.value * 100 == other.value


def _same_part(one: Quantity, other: Quantity) -> bool:
    """A third and the third, which are one word in English, Italian and other languages; 10 % and the tenth."""
    if one.unit == "%" and one.value:
        one = msgspec.structs.replace(one, kind="fraction", value=exact(Fraction(one.value) / 100), unit=None)
    if one.kind != "fraction" or other.kind != "ordinal" or not one.value or not other.value or other.unit:
        return False
    return other.value > 2 and one.value * other.value == 1


def _same_short_year(one: Quantity, other: Quantity) -> bool:
    """As in "en el 79", in 1979."""
    if one.kind != "number" or other.kind not in {"number", "ordinal"} or one.unit or other.unit:
        return False
    year, short = one.value, other.value
    return year is not None and short is not None and 1900 <= year < 2040 and 10 <= short < 100 and year % 100 == short


def _same_fortnight(one: Quantity, other: Quantity) -> bool:
    """Fifteen days and two weeks, as in the languages around the Mediterranean; ninety days and three months."""
    return one.low is None and (other.value, other.unit) in _ROUNDLY.get((one.value, one.unit), ())


def _same_hundred(one: Quantity, other: Quantity) -> bool:
    """Half a century and fifty: Hebrew has one word for a hundred and a century."""
    if one.unit != "century" or other.unit is not None or one.value is None or one.kind == "ordinal":
        return False
    return "מאה" in other.text and one.value * 100 == other.value


def _same_frost(one: Quantity, other: Quantity) -> bool:
    """Minus twenty degrees and twenty, without a unit, as in "twenty below"."""
    if one.unit not in TEMPERATURES or other.unit is not None or one.value is None or one.value >= 0:
        return False
    return -one.value == other.value


_LENIENT = (_same_share, _same_part, _same_short_year, _same_fortnight, _same_hundred, _same_frost)


def _same_century(one: Quantity, other: Quantity) -> bool:
    """The 1800s, which is parsed as a decade, and the nineteenth century."""
    if one.kind != "decade" or one.date is None or one.date.year is None or other.unit != "century":
        return False
    return one.date.year % 100 == 0 and other.value == one.date.year // 100 + 1


def _same_times(one: Quantity, other: Quantity) -> bool:
    if one.kind != "time" or one.value is None:
        return False
    if other.kind == "time":
        return bool(_values(one, None) & _values(other, None))
    # "a las tres" may be three o'clock or three women, "trois heures" three hours.
    hours = {exact(Fraction(minutes) / 60) for minutes in (one.value, one.other) if minutes is not None}
    hours |= {hour - 12 for hour in hours if hour > 12}
    if re.fullmatch(r"\d{1,2}\.\d{2}", other.text) and other.unit is None and other.value is not None:
        hour, minutes = map(int, other.text.split("."))
        return {hour * 60 + minutes, (hour + 12) * 60 + minutes} & _values(one, None) != set()
    if other.kind not in _COUNTED or other.value is None or other.unit not in {None, "h", "min"}:
        return False
    return (in_unit(other.value, "min", "h") if other.unit == "min" else other.value) in hours


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
    """As in "دههٔ شصت" rendered as "the sixties": a decade without its century and calendar."""
    if one.date is None or other.date is None or one.date.year is None or other.date.year is None:
        return False
    named = re.search(r"\d{4}", other.text) is None
    apart = one.date.calendar == "solar" and other.date.calendar == "gregorian"
    return apart and named and one.date.year % 100 == other.date.year % 100


def _year_names(date: Date) -> set[Number]:
    """The numbers that may name a year: as written, its last two figures, and the Gregorian years that it covers."""
    if date.year is None:
        return set()
    names: set[Number] = {date.year}
    if 1300 <= date.year <= 1450 or 1900 <= date.year < 2040:
        names.add(date.year % 100)
    days = None if date.calendar == "gregorian" else find_days(date)
    return names | {datetime.date.fromordinal(day).year for day in days or ()}
