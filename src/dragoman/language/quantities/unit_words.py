"""Finds the unit that follows a number."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.language.digits import Number
from dragoman.language.quantities.reading import Reading
from dragoman.language.quantities.units import CODES, SIGN_AFTER, SIGNS

__all__ = ["Item", "unit_after"]


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
    parts: tuple[Number, ...] = ()
    sums: tuple[tuple[Number, str], ...] = ()
    """The numbers and units that were added: two hours and ten minutes."""


def unit_after(reading: Reading, end: int, *, of: bool, letters: bool) -> tuple[str | None, int, int]:
    """The unit after a number, or ``None``, and the place and the offset after it.

    :param end: the place after the number
    :param of: whether an "of" may be between them ("millones de euros")
    :param letters: whether a single letter may be a unit ("5 m")
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
    # Without a space, "s" is the plural of a name ("F-16s").
    gaps = {" ", "\u00a0", "\u202f"} if reading.key(at) == "s" else {"", " ", "\u00a0", "\u202f"}
    return letters and reading.gap(at) in gaps and after not in {"'", "’"}
