"""Parses decades, centuries, and ages by the decade ("in his 20s")."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.language.quantities.calendars import Calendar, Date
from dragoman.language.quantities.numbers import amount_at, whole_at
from dragoman.language.quantities.reading import Amount, Dated, Reading

__all__ = ["Century", "aged_at", "century_at", "decade_at", "roman_at"]

_ITALIAN_ARTICLES = frozenset({"il", "nel", "del", "dal", "al", "sul", "l", "nell", "dell", "dall", "all"})

_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_WORD = re.compile(r"([IVXL]+)(e|er|ème|eme|º|ª)?")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


class Century(NamedTuple):
    """The number of a century, and the place after it."""

    number: int
    end: int


def decade_at(reading: Reading, at: int) -> Dated | None:
    """The decade that begins at this place, as its first year; ``None`` if there is none."""
    lexicon = reading.lexicon
    owned = reading.key(at - 1) in lexicon.possessives
    if reading.key(at) in lexicon.decades and not owned:
        return _decade(reading, lexicon.decades[reading.key(at)], at + 1)
    before = reading.phrase(lexicon.decade_before, at)
    if before:
        amount = amount_at(reading, before[1]) if reading.near(before[1]) else None
        if amount is None or amount.ordinal or not _is_decade(amount):
            return None
        return _decade(reading, int(amount.value), amount.end + _suffixed(reading, amount.end))
    if reading.tokens[at].digits and _suffixed(reading, at + 1) and not owned:
        amount = amount_at(reading, at)
        if amount and _is_decade(amount):
            return _decade(reading, int(amount.value), at + 2)
    return None


def aged_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """As in "in his 20s", "in her forties": the age, and the place after it."""
    if reading.key(at - 1) not in reading.lexicon.possessives:
        return None
    if reading.key(at) in reading.lexicon.decades:
        return reading.lexicon.decades[reading.key(at)], at + 1
    figure = reading.figure(at) if reading.tokens[at].digits and _suffixed(reading, at + 1) else None
    return (int(figure.value), at + 2) if figure and figure.value.denominator == 1 else None


def century_at(reading: Reading, at: int) -> Century | None:
    """As in "the 21st century", "siglo XXI", "القرن الحادي والعشرين"."""
    before = reading.phrase(reading.lexicon.century, at)
    if before and reading.near(before[1]):
        number = roman_at(reading, before[1]) or whole_at(reading, before[1])
        if number and 0 < number[0] < 40:
            return Century(*number)
    if reading.lexicon.language == "it":
        hundreds = _hundreds(reading, at)
        if hundreds:
            return hundreds
    number = roman_at(reading, at) or whole_at(reading, at)
    if number is None or not 0 < number[0] < 40 or not reading.follows(number[1]):
        return None
    after = reading.phrase(reading.lexicon.century, number[1])
    if after is None or reading.after(reading.lexicon.part_after_unit, after[1]):
        return None  # "two centuries and a half"
    return Century(number[0], after[1])


def _hundreds(reading: Reading, at: int) -> Century | None:
    """An Italian century, named by its hundreds: "il Novecento", "nell'800"."""
    named = reading.raw(at)[0].isupper() or reading.text[reading.tokens[at].start - 1] in "'’"
    if not named or reading.key(at - 1) not in _ITALIAN_ARTICLES:
        return None
    number = whole_at(reading, at)
    if number is None or number[0] % 100 or not 200 <= number[0] < 1000:
        return None
    return Century(number[0] // 100 + 11, number[1])


def roman_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """The value of a Roman numeral in capitals, at most 89, and the place after it ("XXIe"); or ``None``."""
    raw = reading.raw(at)
    if raw[0] not in _ROMAN_VALUES:
        return None
    match = _ROMAN_WORD.fullmatch(raw)
    if match is None or not _ROMAN.fullmatch(match.group(1)):
        return None
    values = [_ROMAN_VALUES[char] for char in match.group(1)]
    return sum(-value if value < max(values[k:]) else value for k, value in enumerate(values)), at + 1


def _suffixed(reading: Reading, at: int) -> bool:
    """Whether the token makes the figure before it a decade: "s" of "90s", "-е" of "90-е"."""
    return (
        0 < at < reading.end
        and reading.tokens[at - 1].digits
        and reading.key(at) in reading.lexicon.decade_suffixes
        and reading.gap(at) in {"", "'", "’", "-", "‑"}
    )


def _is_decade(amount: Amount) -> bool:
    value = amount.value
    return value.denominator == 1 and value % 10 == 0 and (10 <= value < 100 or 1000 <= value < 2100)


def _decade(reading: Reading, value: int, end: int) -> Dated:
    after = reading.after(reading.lexicon.decade_after, end)
    end = after[1] if after else end
    era = reading.after(reading.lexicon.eras, end)
    persian = reading.lexicon.language == "fa"
    calendar: Calendar = era[0] if era else "solar" if persian and (value < 100 or value < 1500) else "gregorian"
    if value < 100:
        value += 1300 if calendar == "solar" else 1900 if value >= 20 else 2000
    return Dated(Date(calendar, value), era[1] if era else end)
