"""Are the numbers kept? Those written in digits, of any script; numbers in words do not count yet.

A single separator with three digits behind it is taken to part thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import msgspec

__all__ = ["Numbers", "count_numbers", "find_numbers"]

# Digits with points, commas, apostrophes or narrow spaces between them, Arabic separators too.
_NUMBER = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f]\d+)*")
_PARTS = re.compile(r"[.,'’٫٬\u00a0\u202f]")
_LONGEST = 40


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """How many numbers the truth has, how many the hypothesis, and how many they share."""

    truth: int = 0
    hypothesis: int = 0
    kept: int = 0

    @property
    def recall(self) -> float | None:
        """Share of the truth's numbers that are there; ``None`` where it has none."""
        return self.kept / self.truth if self.truth else None

    @property
    def precision(self) -> float | None:
        """Share of the hypothesis's numbers that the truth has; ``None`` where it has none."""
        return self.kept / self.hypothesis if self.hypothesis else None

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(
            truth=self.truth + other.truth,
            hypothesis=self.hypothesis + other.hypothesis,
            kept=self.kept + other.kept,
        )


def count_numbers(truth: str, hypothesis: str, language: str) -> Numbers:
    """Numbers of one text that another keeps, each as often as it stands."""
    wanted, given = (Counter(find_numbers(text, language)) for text in (truth, hypothesis))
    return Numbers(truth=wanted.total(), hypothesis=given.total(), kept=(wanted & given).total())


def find_numbers(text: str, language: str) -> tuple[str, ...]:
    """The numbers of a text in order, as ASCII digits with a point before any decimals."""
    return tuple(_plain_number(match[0]) for match in _NUMBER.finditer(text) if len(match[0]) <= _LONGEST)


def _plain_number(written: str) -> str:
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in written)
    first, *rest = _PARTS.split(digits)
    if rest and (len(rest[-1]) != 3 or first == "0" or len(first) > 3):
        first, rest = "".join((first, *rest[:-1])), [f".{rest[-1]}"]
    return "".join((first, *rest))
