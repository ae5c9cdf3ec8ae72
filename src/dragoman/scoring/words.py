"""Word and character error rates, as counts that can be pooled.

Texts are folded first, so that case, punctuation, vowel signs and the shapes of digits do not count as errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.language.folding import words as fold
from dragoman.scoring.align import Pair, align

__all__ = ["Edits", "count_edits", "count_pairs", "pool", "score_characters", "score_words"]


class Edits(msgspec.Struct, frozen=True, kw_only=True):
    """The edits that turn the truth into the hypothesis. A unit is a word or a character."""

    hits: int = 0
    substitutions: int = 0
    deletions: int = 0
    insertions: int = 0

    @property
    def length(self) -> int:
        """Units of the truth."""
        return self.hits + self.substitutions + self.deletions

    @property
    def errors(self) -> int:
        """All edits together."""
        return self.substitutions + self.deletions + self.insertions

    @property
    def rate(self) -> float | None:
        """Errors divided by units of the truth; may exceed 1. ``None`` if the truth has no units."""
        return self.errors / self.length if self.length else None

    def __add__(self, other: Edits) -> Edits:
        return Edits(
            hits=self.hits + other.hits,
            substitutions=self.substitutions + other.substitutions,
            deletions=self.deletions + other.deletions,
            insertions=self.insertions + other.insertions,
        )


def score_words(truth: str, hypothesis: str, language: str) -> Edits:
    """Edits in words of two texts in the language with this BCP 47 tag."""
    return count_edits(fold(truth, language), fold(hypothesis, language))


def score_characters(truth: str, hypothesis: str, language: str) -> Edits:
    """Edits in characters of the folded words; the spaces between words do not count."""
    return count_edits("".join(fold(truth, language)), "".join(fold(hypothesis, language)))


def count_edits(truth: Sequence[str], hypothesis: Sequence[str]) -> Edits:
    """Edits between two sequences of folded units."""
    return count_pairs(truth, hypothesis, align(truth, hypothesis))


def count_pairs(truth: Sequence[str], hypothesis: Sequence[str], pairs: Iterable[Pair]) -> Edits:
    """Edits of an alignment, or of a part of one."""
    hits = substitutions = deletions = insertions = 0
    for left, right in pairs:
        if left is None:
            insertions += 1
        elif right is None:
            deletions += 1
        elif truth[left] == hypothesis[right]:
            hits += 1
        else:
            substitutions += 1
    return Edits(hits=hits, substitutions=substitutions, deletions=deletions, insertions=insertions)


def pool(edits: Iterable[Edits]) -> Edits:
    """Counts of several texts as one; in the pooled rate, every word has the same weight."""
    return sum(edits, Edits())
