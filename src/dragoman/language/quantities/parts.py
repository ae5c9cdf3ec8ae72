"""Parses parts of a scale or a unit: "half a million", "Viertelstunde", "an hour and a quarter", "ساعة إلا ربع"."""

from __future__ import annotations

from fractions import Fraction

from dragoman.language.digits import exact
from dragoman.language.quantities.numbers import scale_run_at, unit_of_part
from dragoman.language.quantities.reading import Reading
from dragoman.language.quantities.unit_words import Item, unit_after

__all__ = ["of_unit", "one_unit", "part_at", "unit_and_part", "with_part"]


def part_at(reading: Reading, at: int) -> Item | None:
    """The part that begins at this place, with its scale or unit; ``None`` if there is none."""
    return _part(reading, at) or _part_of_next(reading, at) or _part_of_hour(reading, at)


def _part(reading: Reading, at: int) -> Item | None:
    """A part that needs no scale or unit: "a third of them"."""
    weak = reading.phrase(reading.lexicon.weak_parts, at)
    part = reading.phrase(reading.lexicon.parts, at)
    if weak and (part is None or part[1] < weak[1]):
        item = of_unit(reading, at, weak[0], weak[1], fraction=True)
        return item._replace(weak=item.fraction)
    return of_unit(reading, at, part[0], part[1], fraction=True) if part else None


def _part_of_next(reading: Reading, at: int) -> Item | None:
    """A part that needs its scale or unit: "quart d'heure", "eine Dreiviertelmillion"."""
    lexicon = reading.lexicon
    part = reading.phrase(lexicon.part_before, at)
    if part is None and reading.key(at) in lexicon.articles:
        part = reading.after(lexicon.part_before, at + 1)
    if part is None or not reading.near(part[1]):
        return None
    item = of_unit(reading, at, part[0], part[1], fraction=False)
    return item if item.end > part[1] else None


def _part_of_hour(reading: Reading, at: int) -> Item | None:
    part = reading.phrase(reading.lexicon.part_of_hour, at)
    if part is None:
        return None
    item = of_unit(reading, at, part[0], part[1], fraction=True)
    return item._replace(unit="h", fraction=False) if item.fraction else item


def of_unit(reading: Reading, at: int, value: Fraction, end: int, *, fraction: bool) -> Item:
    """A part of the scale or the unit that follows.

    :param at: the place of the first word of the part
    :param value: the part
    :param end: the place after the words of the part
    :param fraction: whether the part is a share if neither a scale nor a unit follows
    """
    place = end
    for words in (reading.lexicon.of, reading.lexicon.articles):
        place += reading.near(place) and reading.key(place) in words
    scale = scale_run_at(reading, place) if reading.near(place) else None
    size = scale[0] if scale else 1
    if scale:
        place = end = scale[1]
    unit, after, stop = unit_after(reading, place, of=scale is not None, letters=False)
    whole = reading.after(reading.lexicon.whole_units, place) if unit is None else None
    if whole:
        unit, after = whole
        stop = reading.tokens[after - 1].end
    elif unit is None:
        after, stop = end, reading.tokens[end - 1].end
    share = fraction and scale is None and unit is None
    return Item(exact(value * size), unit, reading.tokens[at].start, stop, after, fraction=share, scale=size)


def unit_and_part(reading: Reading, at: int) -> Item | None:
    """As in "a year and a half", "hora y cuarto", "ساعة وربع": one unit and a part, without a number before them."""
    item = one_unit(reading, at)
    longer = with_part(reading, item) if item else None
    return longer if item and longer and longer.end > item.end else None


def one_unit(reading: Reading, at: int) -> Item | None:
    """One unit, with an article or without: "an hour", "год"; ``None`` if there is none."""
    place = at + (reading.key(at) in reading.lexicon.articles)
    unit = reading.phrase(reading.lexicon.units, place) if place == at or reading.near(place) else None
    if unit is None or (len(unit[0]) == 1 and unit[0] != "h"):
        return None
    return Item(1, unit[0], reading.tokens[at].start, reading.tokens[unit[1] - 1].end, unit[1], words=True)


def with_part(reading: Reading, item: Item) -> Item:
    """The item with a part after its unit added: "two hours and a quarter"."""
    part = reading.after(reading.lexicon.part_after_unit, item.end)
    if part is None or item.value.denominator > 1:
        return item
    end = part[1]
    if reading.near(end) and _is_of_other(reading, end, item.unit):
        return item
    again = unit_of_part(reading, end)
    if again and again[0] == item.unit:
        end = again[1]
    return item._replace(value=exact(item.value + part[0]), end=end, stop=reading.tokens[end - 1].end)


def _is_of_other(reading: Reading, at: int, unit: str | None) -> bool:
    """As in "two hours and a half mile", "tres años y media docena"."""
    other = reading.phrase(reading.lexicon.units, at)
    return (other is not None and other[0] != unit) or scale_run_at(reading, at) is not None
