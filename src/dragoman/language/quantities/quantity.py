"""A quantity of a text, and its description in one line."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.language.digits import Number, decimal_text
from dragoman.language.quantities.calendars import Date, iso

__all__ = ["Kind", "Quantity", "describe"]

Kind = Literal[
    "number", "ordinal", "fraction", "percent", "money", "measure", "date", "decade", "time", "magnitude"
]  # fmt: skip


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity at ``text[start:end]`` of the text in which it was found.

    ``value`` is exact; it is ``None`` for a range, which has ``low`` and ``high``, and for a date or decade, which
    has ``date``. The value of a time is in minutes since midnight. A magnitude ("hundreds of") has the least number
    that it may mean. ``other`` is a second reading of the same words: ``1.300`` as 1.3, or half past three in the
    afternoon.
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
    """True if other languages often omit it, or express it without a number: one, first, both, twice, half."""
    parts: tuple[Number, ...] = ()
    """The two numbers of a share ("three in ten"), or the second alone ("one in ten")."""
    sums: tuple[tuple[Number, str], ...] = ()
    """The numbers and units that were added up ("two years and six months"); empty if there was one."""


def describe(quantity: Quantity) -> str:
    """A quantity in one short line, in the same spelling for all languages, for messages and tests.

    ``1300``, ``5 km``, ``~300`` about, ``#21`` the twenty-first, ``10..15`` a range, ``100s`` hundreds, ``1?`` weak,
    ``1979-02-11``, ``year 1979``, ``decade 1990``, ``15:30``, and ``03:30*`` if the half of the day is not stated.
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
