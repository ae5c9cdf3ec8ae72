"""A number with what it counts: money, units, percent; halves of units."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from dragoman.language.digits import Number, exact
from dragoman.language.quantities.lexicon import ITEM_LEADS
from dragoman.language.quantities.numbers import amount_at, scale_run_at
from dragoman.language.quantities.reading import Amount, Reading
from dragoman.language.quantities.units import CODES, MONEY, SIGN_AFTER, SIGN_BEFORE, SIGNS, TEMPERATURES

__all__ = ["Item", "item_at", "magnitude_at"]

_HALF = Fraction(1, 2)
_PERCENT_LEADS = frozenset({"tr", "fa", "ar"})


class Item(NamedTuple):
    """A number with its unit. ``start`` and ``stop`` are offsets, ``end`` is the place after it."""

    value: Number
    unit: str | None
    start: int
    stop: int
    end: int
    ordinal: bool = False
    fraction: bool = False
    weak: bool = False
    approximate: bool = False
    words: bool = False
    scale: int = 1
    other: Number | None = None


def item_at(reading: Reading, at: int, free_from: int = 0, *, joins: bool = True) -> Item | None:
    """The number, with its unit and sign, that begins at this place.

    :param free_from: the offset from which on a sign before the number may belong to it
    :param joins: ``False`` reads no "and" inside the number
    """
    if at >= reading.end:
        return None
    special = None
    leads = reading.lexicon.leads.get(reading.key(at))
    if (leads and leads & ITEM_LEADS) or reading.tokens[at].whole in reading.lexicon.denominators:
        special = (
            _negative(reading, at)
            or _percent_first(reading, at)
            or _denominator_first(reading, at)
            or _part(reading, at)
            or _half(reading, at)
            or _dual(reading, at)
            or _unit_and_half(reading, at)
            or _unit_first(reading, at)
        )
    return special or _counted(reading, at, free_from, joins)


def magnitude_at(reading: Reading, at: int) -> Item | None:
    """As in "hundreds of thousands of euros", "several million": the least number that it may mean, with its unit."""
    several = reading.phrase(reading.lexicon.several, at)
    if several:
        found = scale_run_at(reading, several[1]) if reading.near(several[1]) else None
    else:
        found = reading.phrase(reading.lexicon.magnitudes, at)
    if found is None:
        return None
    value, end = found
    while reading.near(end):
        place = end + (reading.key(end) in reading.lexicon.of)
        more = reading.phrase(reading.lexicon.magnitudes, place) or scale_run_at(reading, place)
        if more is None or more[0] <= value or not reading.near(place):
            break
        value, end = value * more[0], more[1]
    unit, end, stop = _unit_after(reading, end, of=True, letters=False)
    return Item(value, unit, reading.tokens[at].start, stop, end)


def _negative(reading: Reading, at: int) -> Item | None:
    minus = reading.phrase(reading.lexicon.minus, at)
    if not minus or not reading.linked(minus[1]):
        return None
    item = _counted(reading, minus[1], reading.tokens[at].end, True)
    if item is None or item.unit not in TEMPERATURES:
        return None
    return item._replace(value=min(item.value, -item.value), start=reading.tokens[at].start)


def _percent_first(reading: Reading, at: int) -> Item | None:
    before = reading.phrase(reading.lexicon.percent_before, at)
    amount = amount_at(reading, before[1]) if before and reading.linked(before[1]) else None
    if amount is None or amount.ordinal:
        return None
    stop = reading.tokens[amount.end - 1].end
    return Item(amount.value, "%", reading.tokens[at].start, stop, amount.end)


def _denominator_first(reading: Reading, at: int) -> Item | None:
    below = reading.lexicon.denominators.get(reading.tokens[at].whole)
    amount = amount_at(reading, at + 1) if below and reading.linked(at + 1) else None
    if below is None or amount is None or not 0 < amount.value < below or amount.value.denominator > 1:
        return None
    stop = reading.tokens[amount.end - 1].end
    return Item(Fraction(int(amount.value), below), None, reading.tokens[at].start, stop, amount.end, fraction=True)


def _part(reading: Reading, at: int) -> Item | None:
    weak = reading.phrase(reading.lexicon.weak_parts, at)
    part = reading.phrase(reading.lexicon.parts, at)
    if weak and (part is None or part[1] < weak[1]):
        item = _of_unit(reading, at, weak[0], weak[1], fraction=True)
        return item._replace(weak=item.unit is None)
    return _of_unit(reading, at, part[0], part[1], fraction=True) if part else None


def _half(reading: Reading, at: int) -> Item | None:
    half = reading.phrase(reading.lexicon.half_before, at)
    if not half or not reading.near(half[1]):
        return None
    item = _of_unit(reading, at, _HALF, half[1], fraction=False)
    return item if item.end > half[1] else None


def _of_unit(reading: Reading, at: int, value: Fraction, end: int, *, fraction: bool) -> Item:
    """A part of the scale or the unit that follows: "half a million", "three quarters of an hour"."""
    place = end
    for words in (reading.lexicon.of, reading.lexicon.articles):
        place += reading.near(place) and reading.key(place) in words
    scale = scale_run_at(reading, place) if reading.near(place) else None
    if scale:
        value, fraction = value * scale[0], False
        place = end = scale[1]
    unit, after, stop = _unit_after(reading, place, of=scale is not None, letters=False)
    if unit is None:
        after, stop = end, reading.tokens[end - 1].end
    size = scale[0] if scale else 1
    return Item(exact(value), unit, reading.tokens[at].start, stop, after, fraction=fraction and not unit, scale=size)


def _dual(reading: Reading, at: int) -> Item | None:
    dual = reading.phrase(reading.lexicon.duals, at)
    if not dual:
        half = reading.phrase(reading.lexicon.half_units, at)
        if not half:
            return None
        return Item(_HALF, half[0], reading.tokens[at].start, reading.tokens[half[1] - 1].end, half[1])
    item = Item(2, dual[0], reading.tokens[at].start, reading.tokens[dual[1] - 1].end, dual[1], words=True)
    return _half_more(reading, item)


def _unit_and_half(reading: Reading, at: int) -> Item | None:
    """As in "a year and a half", "hora y media", "ساعة ونصف"."""
    place = at + (reading.key(at) in reading.lexicon.articles)
    unit = reading.phrase(reading.lexicon.units, place) if place == at or reading.near(place) else None
    if unit is None or (len(unit[0]) == 1 and unit[0] != "h"):
        return None
    item = Item(1, unit[0], reading.tokens[at].start, reading.tokens[unit[1] - 1].end, unit[1])
    longer = _half_more(reading, item)
    return longer if longer.end > item.end else None


def _unit_first(reading: Reading, at: int) -> Item | None:
    """As in "лет десять", "метрах в десяти": about ten years, some ten metres from here."""
    away = reading.key(at).endswith("ах") and reading.linked(at + 1) and reading.key(at + 1) == "в"
    place = at + 1 + away
    if reading.key(at) not in reading.lexicon.units_first or not reading.linked(place):
        return None
    amount = amount_at(reading, place)
    unit = reading.phrase(reading.lexicon.percent, at) or reading.phrase(reading.lexicon.units, at)
    if amount is None or unit is None or amount.ordinal or _unit_after(reading, amount.end, of=False, letters=False)[0]:
        return None
    stop = reading.tokens[amount.end - 1].end
    return Item(amount.value, unit[0], reading.tokens[at].start, stop, amount.end, approximate=True)


def _half_more(reading: Reading, item: Item) -> Item:
    half = reading.after(reading.lexicon.half_after, item.end)
    if half is None or item.value.denominator > 1:
        return item
    return item._replace(value=exact(item.value + _HALF), end=half[1], stop=reading.tokens[half[1] - 1].end)


def _counted(reading: Reading, at: int, free_from: int, joins: bool) -> Item | None:
    amount = amount_at(reading, at, joins=joins)
    if amount is None:
        return None
    if amount.fraction:
        return _of_unit(reading, at, Fraction(amount.value), amount.end, fraction=True)
    start, stop = reading.tokens[at].start, reading.tokens[amount.end - 1].end
    item = Item(
        amount.value, None, start, stop, amount.end, amount.ordinal, amount.fraction, amount.weak, amount.approximate,
        not amount.figures, amount.scale, amount.other,
    )  # fmt: skip
    if amount.ordinal:
        return item
    item = _with_sign_before(reading, at, item, free_from)
    if item.unit is None:
        item = _with_unit(reading, at, item, amount)
    if item.unit is None and _is_in_a_name(reading, item.end):
        item = item._replace(weak=True)
    return _with_sense(reading, item, free_from)


def _is_in_a_name(reading: Reading, at: int) -> bool:
    """Whether a half-space joins a number to a noun: "سی‌وسه‌پل" is a bridge. Others say it untranslated."""
    joined = 0 < at < reading.end and reading.gap(at) == "\u200c"
    return joined and reading.key(at) not in reading.lexicon.counters


def _with_sign_before(reading: Reading, at: int, item: Item, free_from: int) -> Item:
    code = CODES.get(reading.raw(at - 1)) if reading.linked(at) and reading.tokens[at].digits else None
    if code and reading.tokens[at - 1].start >= free_from:
        return item._replace(unit=code, start=reading.tokens[at - 1].start)
    sign = SIGN_BEFORE.search(reading.text, max(free_from, item.start - 4), item.start)
    if sign is None:
        return item
    unit = SIGNS[sign.group(1)]
    if (unit == "%" and reading.lexicon.language not in _PERCENT_LEADS) or not reading.tokens[at].digits:
        return item
    if unit == "dollar" and sign.group(1) == "$" and reading.lexicon.language in {"es", "pt"}:
        unit = "$"
    item = item._replace(unit=unit, start=sign.start())
    if reading.key(item.end) == "m" and reading.gap(item.end) in {"", " "}:
        return item._replace(value=item.value * 10**6, end=item.end + 1, stop=reading.tokens[item.end].end, scale=10**6)
    return item


def _with_unit(reading: Reading, at: int, item: Item, amount: Amount) -> Item:
    unit, end, stop = _unit_after(reading, item.end, of=amount.scale > 1, letters=amount.figures)
    if unit is None:
        return item
    if amount.figures and unit not in MONEY:
        figure = reading.figure(at, measured=True)
        if figure and amount.other is not None:
            item = item._replace(value=figure.value, other=figure.other)
    item = item._replace(unit=unit, end=end, stop=stop)
    return _with_cents(reading, item) if unit in MONEY and amount.figures else _half_more(reading, item)


def _with_cents(reading: Reading, item: Item) -> Item:
    """As in "3 Euro 50"."""
    end = item.end
    if item.value.denominator > 1 or not reading.linked(end) or reading.plain_digits(end) != 2:
        return item
    if reading.linked(end + 1) and (
        reading.key(end + 1) in reading.lexicon.atoms or reading.after(reading.lexicon.units, end + 1)
    ):
        return item
    cents = Fraction(int(reading.raw(end)), 100)
    return item._replace(value=exact(item.value + cents), end=end + 1, stop=reading.tokens[end].end)


def _with_sense(reading: Reading, item: Item, free_from: int) -> Item:
    """Below zero, by a sign before it or words after it."""
    if item.unit not in TEMPERATURES | {"%"}:
        return item
    below = reading.after(reading.lexicon.below_zero, item.end)
    if below:
        return item._replace(value=min(item.value, -item.value), end=below[1], stop=reading.tokens[below[1] - 1].end)
    before = item.start - 1
    if before >= free_from and reading.text[before] in "-−" and not reading.text[max(0, before - 1) : before].strip():
        return item._replace(value=-item.value, start=before)
    return item


def _unit_after(reading: Reading, end: int, *, of: bool, letters: bool) -> tuple[str | None, int, int]:
    """The unit that follows a number that ends before this place, the place and the offset after it.

    :param of: whether an "of" may stand between ("millones de euros")
    :param letters: whether one letter may be a unit ("5 m")
    """
    lexicon = reading.lexicon
    stop = reading.tokens[end - 1].end
    sign = SIGN_AFTER.match(reading.text, stop)
    if sign:
        unit = SIGNS[sign.group(1).replace(" ", "").replace("º", "°")]
        place = end
        while place < reading.end and reading.tokens[place].start < sign.end():
            place += 1
        dollars = unit == "dollar" and lexicon.language in {"es", "pt"}
        return "$" if dollars else unit, place, sign.end()
    place = end
    if of and reading.near(place) and reading.key(place) in lexicon.of:
        place += 1
    if not reading.near(place):
        return None, end, stop
    found = reading.phrase(lexicon.percent, place) if reading.linked(place) else None
    for _ in range(2):
        if found is None and reading.key(place) in lexicon.adjectives and reading.near(place + 1):
            found = reading.phrase(lexicon.units, place)
            place += found is None
    if found is None and reading.raw(place) in CODES:
        found = CODES[reading.raw(place)], place + 1
    found = found or reading.phrase(lexicon.units, place)
    if found is None or (
        len(reading.key(place)) == 1 and found[1] == place + 1 and not _is_letter_unit(reading, place, letters)
    ):
        return None, end, stop
    return found[0], found[1], reading.tokens[found[1] - 1].end


def _is_letter_unit(reading: Reading, at: int, letters: bool) -> bool:
    after = reading.text[reading.tokens[at].end : reading.tokens[at].end + 1]
    # Glued, "s" is the plural of a name ("F-16s").
    gaps = {" ", "\u00a0", "\u202f"} if reading.key(at) == "s" else {"", " ", "\u00a0", "\u202f"}
    return letters and reading.gap(at) in gaps and after not in {"'", "’"}
