"""A model of the lengths of a document's translations, for finding those that are too short, too long or misplaced.

The logarithm of the ratio of translation to original, in characters, is nearly normal, with a spread that shrinks as
passages get longer. Centre and spread are the document's medians, shrunk towards usual values if passages are few.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, sqrt
from statistics import median

import msgspec

from dragoman.checks.bitext import Pair
from dragoman.language.folding import primary

__all__ = ["LengthModel", "make_length_model", "usual_lengths"]

# ln(characters of English / characters of the original); for other target languages, the difference of two values.
_USUAL = {"ar": 0.3, "he": 0.35, "fa": 0.15, "prs": 0.15, "ru": 0.02, "zh": 1.1, "ja": 0.8, "ko": 0.7, "de": -0.08,
          "es": -0.02, "fr": -0.05, "it": -0.02, "pt": 0.0, "tr": 0.08}  # fmt: skip
_WEIGHT = 8
_SPREAD = 0.2
_ROUGH = 4.0  # variance that short passages add, by character


class LengthModel(msgspec.Struct, frozen=True):
    """The ``centre`` of the logarithm of the ratio, and its ``spread`` in long passages."""

    centre: float
    spread: float

    def deviation(self, source: int, target: int) -> float:
        """By how many spreads a translation is longer than usual, or (below zero) shorter.

        :param source: the original's length in characters
        :param target: the translation's length in characters
        """
        if not source or not target:
            return 0.0
        return (log(target / source) - self.centre) / sqrt(self.spread * self.spread + _ROUGH / max(source, 4))


def make_length_model(pairs: Iterable[Pair]) -> LengthModel:
    """The model of passages that have both sides."""
    pairs = tuple(pairs)
    if not pairs:
        return LengthModel(0.0, _SPREAD)
    usual = _usual(pairs[0].source.language) - _usual(pairs[0].target.language)
    whole = [pair for pair in pairs if len(pair.source.said) >= 20] or pairs
    ratios = [log(len(pair.target.said) / len(pair.source.said)) for pair in whole]
    middle = median(ratios)
    count = len(ratios)
    centre = (middle * count + usual * _WEIGHT) / (count + _WEIGHT)
    own = 1.4826 * median(abs(ratio - middle) for ratio in ratios)
    spread = (own * count + _SPREAD * _WEIGHT) / (count + _WEIGHT)
    return LengthModel(centre, min(0.5, max(0.12, spread)))


def usual_lengths(source: str, target: str) -> LengthModel:
    """The usual model of two languages, without a document."""
    return LengthModel(_usual(source) - _usual(target), _SPREAD)


def _usual(language: str) -> float:
    return _USUAL.get(primary(language), 0.0)
