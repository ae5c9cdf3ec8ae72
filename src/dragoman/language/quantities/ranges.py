"""Parses ranges: "10 to 15", "two or three days", "between a hundred and two hundred"."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.language.quantities.measures import Item, item_at
from dragoman.language.quantities.reading import Reading

__all__ = ["Range", "between_at", "range_after"]

_TEN = 10
# "Eleven or twelve hundred".
_MOST = 20


class Range(NamedTuple):
    """Two numbers of one unit with a "to", "or" or dash between them."""

    low: Item
    high: Item


def range_after(reading: Reading, low: Item) -> Range | None:
    """The range whose first number is ``low``; ``None`` if there is none."""
    if low.ordinal:
        return None
    lexicon = reading.lexicon
    word = reading.after(lexicon.to, low.end) or reading.after(lexicon.or_, low.end)
    if word:
        return _as_range(low, item_at(reading, word[1], low.stop) if reading.linked(word[1]) else None)
    if reading.dashed(low.end):
        high = item_at(reading, low.end, low.stop)
        spoken = high is not None and low.words and high.words
        found = _as_range(
            low, high if not spoken or _are_neighbours(low, high) or reading.gap(low.end) != "-" else None
        )
        return found or _short_years(low, high)
    if lexicon.table.neighbours_are_range and reading.linked(low.end) and low.words and low.unit is None:
        high = item_at(reading, low.end, low.stop)
        return _as_range(low, high) if _are_neighbours(low, high) else None
    return None


def between_at(reading: Reading, at: int, free_from: int) -> Range | None:
    """The range after a "between"; ``None`` if there is none.

    :param at: the place after the "between"
    :param free_from: the offset from which a sign before the number may belong to it
    """
    for joins in (True, False):
        low = item_at(reading, at, free_from, joins=joins)
        if low is None:
            return None
        place = low.end
        to = reading.after(reading.lexicon.to, place)
        if reading.key(place) in {"&", reading.lexicon.table.compound_joiner} - {""}:
            place += 1
        elif to:
            place = to[1]
        else:
            continue
        found = _as_range(low, item_at(reading, place, low.stop))
        if found:
            return found
    return None


def _as_range(low: Item, high: Item | None) -> Range | None:
    if high is None or high.ordinal or high.fraction or low.fraction:
        return None
    if low.unit is not None and low.unit != high.unit:
        return None
    if low.scale == 1:
        low = low._replace(value=low.value * _shared_scale(low, high))
    if low.value >= high.value:
        return None
    return Range(low._replace(unit=high.unit), high)


def _shared_scale(low: Item, high: Item) -> int:
    """The factor of the high end that applies to the low end too: "5 to 10 thousand", "two or three hundred"."""
    if low.words and high.words and 1 <= low.value < _hundreds(high):
        return 100 * high.scale
    return high.scale if low.value < high.value / high.scale else 1


def _hundreds(item: Item) -> int:
    """The number of hundreds, or hundreds of its scale, in a number of hundreds alone: 3 for 300,000; else 0."""
    size = item.value / item.scale
    return int(size) // 100 if size % 100 == 0 and size < 100 * _MOST else 0


def _short_years(low: Item, high: Item | None) -> Range | None:
    """As in "1980-88"."""
    if (
        high is None
        or low.unit
        or high.unit
        or low.words
        or not 1000 <= low.value <= 2100
        or not 10 <= high.value < 100
    ):
        return None
    full = high._replace(value=int(low.value) // 100 * 100 + int(high.value))
    return Range(low, full) if full.value > low.value else None


def _are_neighbours(low: Item, high: Item | None) -> bool:
    """Whether two numbers side by side mean "from … to": two and three, thirty and forty."""
    if high is None or not high.words or low.value.denominator > 1:
        return False
    step = 1 if low.value < 10 else 10 if low.value < 100 else 100
    size = _hundreds(high) if low.value < _TEN and _hundreds(high) else high.value / high.scale
    apart = size - low.value
    return (apart == step and low.value % step == 0) or (apart == 5 and low.value in {5, 10, 15})
