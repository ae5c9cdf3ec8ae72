"""Splits a quantity into parts that may render it: a range into two numbers, a date into its day and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.language.digits import Number, exact
from dragoman.language.quantities.calendars import Date
from dragoman.language.quantities.quantity import Quantity

__all__ = ["take_apart"]

_GROUPED = re.compile(r"\d{1,3}\s\d{3}")


def take_apart(quantity: Quantity, others: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The parts that may render a quantity; the quantity itself if it has none.

    :param others: the other side's quantities; a time or a date is only split if they have none of its kind
    """
    if quantity.low is not None and quantity.high is not None:
        ends = (quantity.low, quantity.high)
        return tuple(msgspec.structs.replace(quantity, value=end, low=None, high=None) for end in ends)
    if quantity.sums:
        return tuple(
            msgspec.structs.replace(quantity, value=value, unit=unit, sums=()) for value, unit in quantity.sums
        )
    grouped = _GROUPED.fullmatch(quantity.text) if quantity.unit is None else None
    if grouped:
        # "88 600" may be two adjacent numbers.
        return tuple(_as_number(quantity, int(part)) for part in quantity.text.split())
    if quantity.parts:
        return tuple(_as_number(quantity, value) for value in quantity.parts)
    if quantity.kind == "time" and quantity.value is not None and all(other.kind != "time" for other in others):
        return _clock_pieces(quantity, int(quantity.value))
    if quantity.unit == "m" and quantity.value is not None and quantity.value < 3 and quantity.value.denominator > 1:
        # "One metre eighty".
        return (_as_number(quantity, exact(quantity.value % 1 * 100)),)
    return _date_pieces(quantity, others)


def _as_number(quantity: Quantity, value: Number) -> Quantity:
    return msgspec.structs.replace(quantity, kind="number", value=value, unit=None, other=None, parts=())


def _clock_pieces(quantity: Quantity, minutes: int) -> tuple[Quantity, ...]:
    """The hour and the minutes of "six thirty", which may not be recognizable as a time."""
    if not minutes % 60:
        return (quantity,)
    hour = _as_number(quantity, minutes // 60)
    return msgspec.structs.replace(hour, other=minutes // 60 % 12 or 12), _as_number(quantity, minutes % 60)


def _date_pieces(quantity: Quantity, others: Sequence[Quantity]) -> tuple[Quantity, ...]:
    date = quantity.date
    if date is None or date.year is None or date.month is None:
        return (quantity,)
    year = msgspec.structs.replace(quantity, date=Date(date.calendar, date.year))
    if date.day is None and all(other.date is None or other.date.month is None for other in others):
        return (year,)  # a month alone is no quantity
    day = Date(date.calendar, None, date.month, date.day, date.swapped)
    return year, msgspec.structs.replace(quantity, date=day)
