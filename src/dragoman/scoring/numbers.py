"""Are the numbers kept? Digits, spelled-out numbers, money, measures, dates and times, in any spelling."""

from __future__ import annotations

from collections import Counter

import msgspec

from dragoman.language.quantities.text_quantities import describe, find_quantities

__all__ = ["Numbers", "count_numbers", "find_numbers"]


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """How many numbers the truth and the hypothesis have, and how many they share."""

    truth: int = 0
    hypothesis: int = 0
    kept: int = 0

    @property
    def recall(self) -> float | None:
        """The share of the truth's numbers that are kept; ``None`` if the truth has none."""
        return self.kept / self.truth if self.truth else None

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(
            truth=self.truth + other.truth,
            hypothesis=self.hypothesis + other.hypothesis,
            kept=self.kept + other.kept,
        )


def count_numbers(truth: str, hypothesis: str, language: str) -> Numbers:
    """Count the numbers of one text that another in the same language keeps; repeated numbers count each time."""
    wanted, given = (Counter(find_numbers(text, language)) for text in (truth, hypothesis))
    return Numbers(truth=wanted.total(), hypothesis=given.total(), kept=(wanted & given).total())


def find_numbers(text: str, language: str) -> tuple[str, ...]:
    """The numbers of a text in order, with one spelling for all that mean the same (``43 mil`` and ``43.000``).

    Numbers that speakers may as well leave unsaid (one, both, twice) do not count, nor does "about".
    """
    return tuple(
        describe(msgspec.structs.replace(quantity, approximate=False))
        for quantity in find_quantities(text, language)
        if not quantity.weak
    )
