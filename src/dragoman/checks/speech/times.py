"""Times at which nobody can have spoken: words longer than any word, backwards, or more than a mouth can say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.checks.bitext import Bitext, place_of
from dragoman.problems import Problem
from dragoman.transcript.document import Segment

__all__ = ["check"]

_LONGEST = 5000
_BACKWARDS = 200
_FASTEST = 45  # characters a second: twice what a fast speaker says
_LEAST_CHARACTERS = 40


def check(bitext: Bitext) -> Iterator[Problem]:
    """One problem a passage at most."""
    for pair in bitext.pairs:
        fault = _find_fault(pair.segment, len(pair.source.said))
        if fault:
            yield Problem("impossible-times", "warning", fault, place_of(pair))


def _find_fault(segment: Segment, length: int) -> str | None:
    for word in segment.words:
        if word.span and (word.span.duration or 0) > _LONGEST and not word.interpolated:
            return f"“{word.text.strip()}” lasts {(word.span.duration or 0) / 1000:.1f} s"
    for first, second in pairwise(segment.words):
        if first.span and second.span and second.span.start < first.span.start - _BACKWARDS:
            return f"“{second.text.strip()}” begins before the word before it"
    duration = segment.span.duration if segment.span else None
    if duration is not None and length >= _LEAST_CHARACTERS and length * 1000 > _FASTEST * duration:
        return f"{length} characters cannot be said in {duration / 1000:.1f} s"
    return None
