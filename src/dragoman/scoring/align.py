"""Align the words of a hypothesis with those of the truth: Levenshtein alignment, with the fewest edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

__all__ = ["Pair", "align"]

Pair = tuple[int | None, int | None]
"""An index into the truth and one into the hypothesis; ``None`` on the side without a counterpart."""


def align(truth: Sequence[str], hypothesis: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs of an alignment with the fewest edits, in order. Deterministic.

    Every index of both sides occurs once. The time is proportional to the product of the lengths, divided by 64; memory
    stays bounded, because long texts are halved (Hirschberg 1975).
    """
    return tuple(_find_pairs(list(truth), list(hypothesis)))


def _find_pairs(truth: list[str], hypothesis: list[str]) -> Iterator[Pair]:
    for step in Levenshtein.opcodes(truth, hypothesis):
        left, right = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag == "delete":
            yield from ((place, None) for place in left)
        elif step.tag == "insert":
            yield from ((None, place) for place in right)
        else:
            yield from zip(left, right, strict=True)
