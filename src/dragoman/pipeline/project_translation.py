"""Assign a translation to the segments that it translates, by the times of its words. Pure.

The model aligns the words of the translation with the sound, like those of the original. A cut exactly at the end of
each segment would break sentences whose word order differs, so each cut moves to the punctuation that fits both.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dragoman.language.sentences import ends_clause, ends_with_stop
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["Projected", "project"]

Projected = tuple[tuple[Word, ...], ...]

_AT_SENTENCE, _AT_CLAUSE, _ANYWHERE = 0, 500, 1_400
"""The cost of a cut by the punctuation before it, in ms of displacement."""
_EMPTY_SHARE, _EMPTY_MOST = 0.6, 1_500.0
"""The cost of leaving a segment without a word, per ms of the segment, and the largest cost: a missing translation must
not attract words from seconds away.
"""


def project(translated: Sequence[Word], spans: Sequence[Span]) -> Projected:
    """The translated words of each segment, in order; empty for a segment without translation.

    Finds the cuts with the least total cost: for each, its distance from the end of its segment, and whether it breaks
    a sentence. The time is proportional to words times segments.
    """
    if not spans:
        return ()
    count = len(translated)
    bounds = [_between(before, behind) for before, behind in itertools.pairwise(spans)]
    best = [0.0] + [float("inf")] * count
    choices: list[list[int]] = []
    for number, span in enumerate(spans):
        last = number == len(spans) - 1
        best, choice = _step(
            best, span, [0.0 if last else _cost(translated, at, bounds[number]) for at in range(count + 1)]
        )
        choices.append(choice)
    cuts = [count]
    for choice in reversed(choices):
        cuts.append(choice[cuts[-1]])
    cuts.reverse()
    return tuple(tuple(translated[first:behind]) for first, behind in itertools.pairwise(cuts))


def _step(best: list[float], span: Span, costs: list[float]) -> tuple[list[float], list[int]]:
    """Add one segment: for each possible end, the least cost and the start of the segment."""
    empty = min(_EMPTY_SHARE * (span.duration or 0), _EMPTY_MOST)
    reached: list[float] = []
    choice: list[int] = []
    cheapest, begin = float("inf"), 0
    for at, cost in enumerate(costs):
        # The segment is either empty, and begins where it ends, or begins at the cheapest place before.
        if best[at] + empty < cheapest:
            reached.append(best[at] + empty + cost)
            choice.append(at)
        else:
            reached.append(cheapest + cost)
            choice.append(begin)
        if best[at] < cheapest:
            cheapest, begin = best[at], at
    return reached, choice


def _between(before: Span, behind: Span) -> int:
    return ((before.end or before.start) + behind.start) // 2


def _cost(words: Sequence[Word], at: int, bound: int) -> float:
    """The cost of cutting before word ``at`` if the segment ends at ``bound``."""
    before = words[at - 1] if at else None
    behind = words[at] if at < len(words) else None
    ends = before.span.end or before.span.start if before and before.span else None
    starts = behind.span.start if behind and behind.span else None
    if ends is None and starts is None:
        return 0.0
    if ends is None or starts is None:
        # Before the first word or after the last one nothing is broken, but words on the wrong side cost.
        late = starts is not None and starts < bound
        early = ends is not None and ends > bound
        return float(bound - (starts or 0)) if late else float((ends or 0) - bound) if early else 0.0
    distance = 0 if ends <= bound <= starts else min(abs(ends - bound), abs(starts - bound))
    text = before.text if before else ""
    if ends_with_stop(text):
        return distance + _AT_SENTENCE
    return distance + (_AT_CLAUSE if ends_clause(text) else _ANYWHERE)
