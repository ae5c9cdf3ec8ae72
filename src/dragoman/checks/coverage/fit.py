"""Scores how well a translation fits an original, without a model.

It compares numbers, names, questions, negations, lengths, words that both languages share, and everyday words.
"""

from __future__ import annotations

import msgspec

from dragoman.checks.bitext import Pair, SideText
from dragoman.checks.coverage.concepts import find_concepts
from dragoman.checks.coverage.measure import LengthModel
from dragoman.checks.meaning.tables import NEGATION, has_any, has_sure
from dragoman.language.digits import Number
from dragoman.language.folding import primary
from dragoman.language.name_sounds import skeleton
from dragoman.language.quantities.text_quantities import Quantity
from dragoman.language.sentences import has_question

__all__ = ["Traits", "fit", "make_traits"]

Amount = Number | None

_STEM = 5
_LEAST_SOUNDS = 3


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """The features of one side, to be compared with the other side of any passage."""

    length: int
    sentences: int
    asks: bool
    negates: bool
    may_negate: bool
    amounts: frozenset[Amount]
    concepts: frozenset[int]
    stems: frozenset[str]
    sounds: frozenset[str]


def make_traits(pair: Pair) -> tuple[Traits, Traits]:
    """The traits of the original and of the translation."""
    return _make(pair.source, pair.target), _make(pair.target, pair.source)


def fit(source: Traits, target: Traits, lengths: LengthModel) -> float:
    """A score for an original and a translation; higher is better. Only differences of two scores have a meaning."""
    far = min(4.0, abs(lengths.deviation(source.length, target.length)))
    points = -0.3 * far * far - 0.3 * min(3, abs(source.sentences - target.sentences))
    points -= 1.5 * (source.asks != target.asks)
    points -= 1.0 * ((source.negates and not target.may_negate) or (target.negates and not source.may_negate))
    points += 1.0 * len(source.concepts & target.concepts)
    points += 0.8 * len(source.stems & target.stems)
    points += 1.5 * len(source.sounds & target.sounds)
    return points + _fit_amounts(source.amounts, target.amounts)


def _fit_amounts(source: frozenset[Amount], target: frozenset[Amount]) -> float:
    return 2.0 * len(source & target) - 1.5 * len(source ^ target)


def _find_amounts(side: SideText) -> frozenset[Amount]:
    """Numbers, years and times without their units, which another check compares."""
    strong = [quantity for quantity in side.quantities if not quantity.weak][:20]
    return frozenset(_amount(quantity) for quantity in strong)


def _amount(quantity: Quantity) -> Amount:
    if quantity.date is not None:
        return quantity.date.year or quantity.date.month
    return quantity.high if quantity.value is None else quantity.value


def _make(side: SideText, other: SideText) -> Traits:
    signs = NEGATION.get(primary(side.language))
    folded = " ".join(side.words)
    one_script = _is_latin(side) == _is_latin(other)
    return Traits(
        length=len(side.said),
        sentences=len(side.sentences),
        asks=has_question(side.said, side.language),
        negates=signs is not None and has_sure(signs, folded),
        may_negate=signs is None or has_any(signs, folded),
        amounts=_find_amounts(side),
        concepts=find_concepts(side.words, side.language),
        stems=frozenset(word[:_STEM] for word in side.words if len(word) >= _STEM) if one_script else frozenset(),
        sounds=frozenset() if one_script else _find_sounds(side),
    )


def _is_latin(side: SideText) -> bool:
    letter = next((character for character in side.said if character.isalpha()), "a")
    return letter < "\u0370"


def _find_sounds(side: SideText) -> frozenset[str]:
    words = side.words
    if _is_latin(side):
        capitals = {word.strip(".,;:!?\"“”()'’").lower() for word in side.said.split() if word[:1].isupper()}
        words = tuple(word for word in words if word in capitals)
    sounds = {skeleton(word) for word in words}
    # Arabic and Hebrew write "the", "and" and "in" as prefixes of the name.
    sounds |= {skeleton(word[cut:]) for word in words if not word.isascii() for cut in (1, 2) if len(word) > cut + 2}
    return frozenset(sound for sound in sounds if len(sound) >= _LEAST_SOUNDS)
