"""Numbers written with the letters of the Hebrew alphabet, as in dates: ``י״ד בניסן תש״ח``.

They are looked for to excuse a figure on the other side, never to state a number: ``ד״ר`` has the form of one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["find_hebrew_numerals", "find_hebrew_years"]

_VALUES = {
    **{letter: value for value, letter in enumerate("אבגדהוזחט", 1)},
    **{letter: 10 * value for value, letter in enumerate("יכלמנסעפצ", 1)},
    **{letter: 100 * value for value, letter in enumerate("קרשת", 1)},
    "ך": 20, "ם": 40, "ן": 50, "ף": 80, "ץ": 90,
}  # fmt: skip
# Gershayim stand before the last letter, a geresh behind a single one. ה׳ before a year is the thousands, 5000.
_NUMERAL = re.compile(r"(?<![א-ת])(?:ה['׳’])?([א-ת]{1,6}(?:[\"״”“]|'')[א-ת]|[א-ת]{1,3}['׳’])(?![א-ת])")
_SIGNS = re.compile(r"[^א-ת]")
# One-letter words that are joined to the number after them: in, the, to, and, from, as, that.
_JOINED = "בהלומכש"
_MOST_JOINED = 2
_THOUSANDS = 5000
# A Hebrew year begins in the autumn of the year before: 5708 is a part of 1947 and of 1948.
_TO_OURS = (_THOUSANDS - 3760, _THOUSANDS - 3761)
_FIRST_YEAR, _LAST_YEAR = 300, 999


def find_hebrew_numerals(text: str) -> frozenset[int]:
    """Every number that a numeral of a text may say: its value, and as a year with the thousands, and in our years."""
    years = find_hebrew_years(text)
    return frozenset(_find_values(text)) | years | {year - _THOUSANDS for year in years}


def find_hebrew_years(text: str) -> frozenset[int]:
    """The years that numerals of a text may say, in the Hebrew calendar and in ours."""
    short = [value for value in _find_values(text) if _FIRST_YEAR <= value <= _LAST_YEAR]
    return frozenset(value + more for value in short for more in (_THOUSANDS, *_TO_OURS))


def _find_values(text: str) -> Iterator[int]:
    for match in _NUMERAL.finditer(text):
        letters = _SIGNS.sub("", match[1])
        for joined in range(min(_MOST_JOINED, len(letters) - 1) + 1):
            if all(letter in _JOINED for letter in letters[:joined]):
                yield sum(_VALUES[letter] for letter in letters[joined:])
