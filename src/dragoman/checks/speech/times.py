"""Finds impossible times: words that last too long or go backwards, and more words than can be spoken in the time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.checks.bitext import Bitext, place_of
from dragoman.problems import Detail, Problem
from dragoman.transcript.document import Segment

__all__ = ["check"]

_LONGEST = 5000
_BACKWARDS = 200
_FASTEST = 45  # characters a second: twice what a fast speaker says
_LEAST_CHARACTERS = 40


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each passage."""
    for pair in bitext.pairs:
        fault = _find_fault(pair.segment, len(pair.source.said))
        if fault:
            template, details = fault
            yield Problem.of("impossible-times", "warning", template, place_of(pair), **details)


def _find_fault(segment: Segment, length: int) -> tuple[str, dict[str, Detail]] | None:
    """The fault as a message's template with its details, or ``None``."""
    for word in segment.words:
        if word.span and (word.span.duration or 0) > _LONGEST and not word.interpolated:
            return "“{word}” lasts {seconds:.1f} s", {
                "word": word.text.strip(),
                "seconds": (word.span.duration or 0) / 1000,
            }
    for first, second in pairwise(segment.words):
        if first.span and second.span and second.span.start < first.span.start - _BACKWARDS:
            return "“{word}” begins before the word before it", {"word": second.text.strip()}
    duration = segment.span.duration if segment.span else None
    if duration is not None and length >= _LEAST_CHARACTERS and length * 1000 > _FASTEST * duration:
        return "{length} characters cannot be said in {seconds:.1f} s", {"length": length, "seconds": duration / 1000}
    return None
