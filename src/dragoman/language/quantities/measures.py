"""Parses numbers with what they count: money, units, percent, and sums of units."""

from __future__ import annotations

from fractions import Fraction

from dragoman.language.digits import exact
from dragoman.language.quantities.lexicon import ITEM_LEADS
from dragoman.language.quantities.numbers import amount_at, scale_run_at
from dragoman.language.quantities.parts import of_unit, one_unit, part_at, unit_and_part, with_part
from dragoman.language.quantities.reading import Amount, Reading
from dragoman.language.quantities.unit_words import Item, unit_after
from dragoman.language.quantities.units import CODES, MONEY, SIGN_BEFORE, SIGNS, TEMPERATURES, in_base, in_unit

__all__ = ["Item", "item_at", "magnitude_at"]

# "A few dozen" is "some tens" in other languages.
_DOZEN = 12
_LEAST_MAGNITUDE = 1000
_PERCENT_LEADS = frozenset({"tr", "fa", "ar"})


def item_at(reading: Reading, at: int, free_from: int = 0, *, joins: bool = True) -> Item | None:
    """The number, with its unit and sign, that begins at this place; ``None`` if there is none.

    :param free_from: the offset from which a sign before the number may belong to it
    :param joins: ``False`` if the number must not contain an "and"
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
            or part_at(reading, at)
            or _dual(reading, at)
            or unit_and_part(reading, at)
            or _unit_first(reading, at)
        )
    item = special or _counted(reading, at, free_from, joins) or _one_and_smaller(reading, at)
    return _summed(reading, item) if item and joins else item


def _one_and_smaller(reading: Reading, at: int) -> Item | None:
    """As in "an hour and ten minutes", "час двадцать минут"; not "last year and ten months before"."""
    single = reading.phrase(reading.lexicon.singles, at)
    if single is None and reading.key(at) not in reading.lexicon.articles:
        return None
    item = one_unit(reading, at)
    smaller = _smaller(reading, item) if item else None
    if item is None or smaller is None or (single and reading.tokens[at].key != reading.tokens[at].whole):
        return None
    return item


def _summed(reading: Reading, item: Item) -> Item:
    """The item with the smaller units that follow it: "two years and six months", "час двадцать минут"."""
    smaller = _smaller(reading, item)
    while smaller and smaller.unit and item.unit:
        sums = (*(item.sums or ((item.value, item.unit),)), (smaller.value, smaller.unit))
        value = exact(in_unit(item.value, item.unit, smaller.unit) + smaller.value)
        item = item._replace(value=value, unit=smaller.unit, stop=smaller.stop, end=smaller.end, sums=sums, weak=False)
        smaller = _smaller(reading, item)
    return item


def _smaller(reading: Reading, item: Item) -> Item | None:
    """The amount after an item in a smaller unit of the same kind, if it is less than one of the item's unit."""
    end = item.end
    place = end + (reading.key(end) == "&")
    if item.unit is None or item.ordinal or not reading.linked(end) or not reading.linked(place):
        return None
    if item.unit == "day" and place == end:
        return None  # Turkish "bir gün sekiz saat": eight hours one day
    part = part_at(reading, place)
    more = part or _dual(reading, place) or _counted(reading, place, item.stop, True)
    if more is None or more.unit is None or more.ordinal or in_base(1, more.unit)[1] != in_base(1, item.unit)[1]:
        return None
    if more.unit == item.unit and not part:
        return None  # "2 km and 0.5 km"
    return more if 0 < in_unit(more.value, more.unit, item.unit) < 1 else None


def magnitude_at(reading: Reading, at: int) -> Item | None:
    """The least number that a phrase may mean, with its unit: "hundreds of thousands of euros", "several million"."""
    several = reading.phrase(reading.lexicon.several, at)
    if several:
        found = scale_run_at(reading, several[1]) if reading.near(several[1]) else None
        is_about = reading.phrase(reading.lexicon.about, at) is not None
        if is_about and reading.phrase(reading.lexicon.magnitudes, several[1]) is None:
            return None  # Spanish "unos mil": about a thousand, but "unos millones": several million
    else:
        found = reading.phrase(reading.lexicon.magnitudes, at)
    if found is None:
        return None
    value, end = found
    value = 10 if value == _DOZEN else value
    while reading.near(end):
        place = end + (reading.key(end) in reading.lexicon.of)
        more = reading.phrase(reading.lexicon.magnitudes, place) or scale_run_at(reading, place)
        if more is None or more[0] <= value or not reading.near(place):
            break
        value, end = value * more[0], more[1]
    unit, end, stop = unit_after(reading, end, of=True, letters=False)
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


def _dual(reading: Reading, at: int) -> Item | None:
    dual = reading.phrase(reading.lexicon.duals, at)
    if dual is None:
        return None
    start, stop = reading.tokens[at].start, reading.tokens[dual[1] - 1].end
    return with_part(reading, Item(2, dual[0], start, stop, dual[1], words=True))


def _unit_first(reading: Reading, at: int) -> Item | None:
    """As in "лет десять", "метрах в десяти": about ten years, some ten metres from here."""
    away = reading.key(at).endswith("ах") and reading.linked(at + 1) and reading.key(at + 1) == "в"
    place = at + 1 + away
    if reading.key(at) not in reading.lexicon.units_first or not reading.linked(place):
        return None
    amount = amount_at(reading, place)
    unit = reading.phrase(reading.lexicon.percent, at) or reading.phrase(reading.lexicon.units, at)
    if amount is None or unit is None or amount.ordinal or unit_after(reading, amount.end, of=False, letters=False)[0]:
        return None
    stop = reading.tokens[amount.end - 1].end
    return Item(amount.value, unit[0], reading.tokens[at].start, stop, amount.end, approximate=True)


def _counted(reading: Reading, at: int, free_from: int, joins: bool) -> Item | None:
    amount = amount_at(reading, at, joins=joins)
    if amount is None:
        return None
    amount = _with_magnitude(reading, amount)
    if amount.fraction:
        return of_unit(reading, at, Fraction(amount.value), amount.end, fraction=True)._replace(parts=amount.parts)
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


def _with_magnitude(reading: Reading, amount: Amount) -> Amount:
    """The amount times the thousands or millions that a group of them counts: "une dizaine de milliers"."""
    last, place = amount.end - 1, amount.end + 1
    is_group = any(atom.role == "collective" for atom in reading.lexicon.atoms.get(reading.key(last), ()))
    if not is_group or amount.ordinal or not reading.near(place) or reading.key(amount.end) not in reading.lexicon.of:
        return amount
    found = reading.phrase(reading.lexicon.magnitudes, place) or scale_run_at(reading, place)
    if found is None or found[0] < _LEAST_MAGNITUDE:
        return amount
    return amount._replace(value=amount.value * found[0], scale=found[0], end=found[1])


def _is_in_a_name(reading: Reading, at: int) -> bool:
    """Whether a zero-width non-joiner connects a number with a noun: "سی‌وسه‌پل" is the name of a bridge."""
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
    unit, end, stop = unit_after(reading, item.end, of=amount.scale > 1, letters=amount.figures)
    if unit is None and item.words and item.value.denominator > 1:
        return of_unit(reading, at, Fraction(item.value), item.end, fraction=False)  # "two and a half of the hours"
    if unit is None:
        return item
    if amount.figures and unit not in MONEY:
        figure = reading.figure(at, measured=True)
        if figure and amount.other is not None:
            item = item._replace(value=figure.value, other=figure.other)
    item = item._replace(unit=unit, end=end, stop=stop)
    return _with_cents(reading, item) if unit in MONEY and amount.figures else with_part(reading, item)


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
    """The item, negative if a sign before it or words after it say "below zero"."""
    if item.unit not in TEMPERATURES | {"%"}:
        return item
    below = reading.after(reading.lexicon.below_zero, item.end)
    if below:
        return item._replace(value=min(item.value, -item.value), end=below[1], stop=reading.tokens[below[1] - 1].end)
    before = item.start - 1
    if before >= free_from and reading.text[before] in "-−" and not reading.text[max(0, before - 1) : before].strip():
        return item._replace(value=-item.value, start=before)
    return item
