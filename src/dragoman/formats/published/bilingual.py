"""Pages in two languages: a paragraph of the original, and behind it its translation."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import msgspec

from dragoman.formats.published.layout import Passage
from dragoman.language.direction import text_direction

__all__ = ["Pair", "pair_passages"]

_FEWEST = 2


class Pair(msgspec.Struct, frozen=True):
    """A passage and its translation, either of which may not be there."""

    original: Passage | None
    translation: Passage | None


def pair_passages(passages: Sequence[Passage]) -> list[Pair] | None:
    """The passages in pairs; ``None`` where the page is not in two languages by turns.

    The languages are those that the page names for its paragraphs, or else the directions of writing. What stands
    first is the original.
    """
    tongues = [_tongue(passage) for passage in passages]
    counts = Counter(tongue for tongue in tongues if tongue is not None)
    two = dict(counts.most_common(2))
    if len(two) < 2 or min(two.values()) < _FEWEST or sum(two.values()) * 4 < len(passages) * 3:
        return None
    first, second = _find_order(passages, tongues, set(two))
    count = sum(pair == (first, second) for pair in itertools.pairwise(tongues))
    if first is None or second is None or count * 10 < min(two.values()) * 9 or count * 3 < len(passages):
        return None
    return _pairs(passages, tongues, second)


def _find_order(
    passages: Sequence[Passage], tongues: Sequence[str | None], two: set[str]
) -> tuple[str | None, str | None]:
    """The language of the original and of the translation: the step between them is the one that speakers stay for."""
    steps: Counter[tuple[str | None, str | None]] = Counter()
    for (passage, tongue), (other, following) in itertools.pairwise(zip(passages, tongues, strict=True)):
        if {tongue, following} == two:
            steps[tongue, following] += 2 if passage.label == other.label else 1
    return steps.most_common(1)[0][0] if steps else (None, None)


def _tongue(passage: Passage) -> str | None:
    return passage.language.split("-")[0].lower() if passage.language else text_direction(passage.words)


def _pairs(passages: Sequence[Passage], tongues: Sequence[str | None], second: str) -> list[Pair]:
    others = _find_other_labels(passages, tongues, second)
    pairs: list[Pair] = []
    for passage, tongue in zip(passages, tongues, strict=True):
        before = pairs[-1] if pairs else None
        if tongue != second:
            pairs.append(Pair(passage, None))
        elif before is not None and before.translation is None and _fits(before.original, passage, others):
            pairs[-1] = Pair(before.original, passage)
        else:
            pairs.append(Pair(None, passage))
    return pairs


def _find_other_labels(passages: Sequence[Passage], tongues: Sequence[str | None], second: str) -> dict[str, str]:
    """For each label of the translation the one of the original behind which it nearly always stands."""
    met: dict[str, Counter[str]] = {}
    for (passage, _), (other, tongue) in itertools.pairwise(zip(passages, tongues, strict=True)):
        if tongue == second and passage.label and other.label:
            met.setdefault(other.label, Counter())[passage.label] += 1
    best = {label: counts.most_common(1)[0] for label, counts in met.items()}
    return {label: own for label, (own, count) in best.items() if count * 4 >= met[label].total() * 3}


def _fits(original: Passage | None, translation: Passage, others: dict[str, str]) -> bool:
    """Whether one person says both; a label may stand before the original alone."""
    if original is None or translation.label is None:
        return original is not None
    return original.label in (None, translation.label, others.get(translation.label))
