"""Finds changes of speaker inside a sentence, where the border of two passages is misplaced.

The check applies only if most passages before a change of speaker end with a full stop; otherwise a missing one means
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.language.sentences import CLOSERS, COMMAS, DASHES, SENTENCE_ENDS
from dragoman.problems import Problem
from dragoman.transcript.text import CutOff, Overlap

__all__ = ["check"]

_ENDS = SENTENCE_ENDS | DASHES | CLOSERS
_STOPS = _ENDS | COMMAS | {"-"}
_USUAL = 0.7
_NEAR = 1500


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for passages without a stop after which another speaker begins in lower case."""
    changes = [(one, other) for one, other in pairwise(bitext.pairs) if _is_change(one, other)]
    stopped = sum(one.source.said[-1] in _ENDS for one, _ in changes)
    if not changes or stopped < _USUAL * len(changes):
        return
    for one, other in changes:
        if one.source.said[-1] not in _STOPS and other.source.said[:1].islower() and _is_near(one, other):
            words = " ".join(one.source.said.split()[-4:])
            message = "the speaker changes within a sentence: “{words} | {next}”"
            yield Problem.of(
                "half-sentence",
                "warning",
                message,
                place_of(one),
                words=shorten(words),
                next=shorten(other.source.said, 30),
            )


def _is_change(one: Pair, other: Pair) -> bool:
    known = one.segment.speaker is not None and other.segment.speaker is not None
    if not known or one.segment.speaker == other.segment.speaker or not one.source.said or not other.source.said:
        return False
    ending, beginning = (one.source.text or ("",))[-1], (other.source.text or ("",))[0]
    return not isinstance(ending, CutOff) and not isinstance(beginning, Overlap) and not one.source.gaps


def _is_near(one: Pair, other: Pair) -> bool:
    first, second = one.segment.span, other.segment.span
    return first is None or second is None or first.end is None or second.start - first.end <= _NEAR
