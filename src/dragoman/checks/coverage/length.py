"""Sentences that are lost or added, and translations out of the document's own range of lengths."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, find_translated, place_of
from dragoman.checks.coverage.measure import Yardstick, make_yardstick
from dragoman.problems import Problem

__all__ = ["check"]

_FAR = 3.3
_WITH_SENTENCES = 1.1
_LEAST = 15


def check(bitext: Bitext) -> Iterator[Problem]:
    """One problem a passage at most; what is marked as left out is not missed."""
    pairs = [pair for pair in find_translated(bitext) if not pair.source.gaps and not pair.target.gaps]
    yardstick = make_yardstick(pairs)
    for pair in pairs:
        if len(pair.source.said) >= _LEAST or len(pair.target.said) >= 3 * _LEAST:
            yield from _measure(pair, yardstick)


def _measure(pair: Pair, yardstick: Yardstick) -> Iterator[Problem]:
    far = yardstick.deviation(len(pair.source.said), len(pair.target.said))
    sentences, others = len(pair.source.sentences), len(pair.target.sentences)
    counts = f"{sentences} in the original, {others} in the translation"
    if others < sentences and far < -_WITH_SENTENCES:
        yield Problem("sentence-missing", "warning", f"a sentence seems to be missing: {counts}", place_of(pair))
    elif others > sentences and far > _WITH_SENTENCES:
        message = f"a sentence seems to be added and not marked as supplied: {counts}"
        yield Problem("sentence-added", "warning", message, place_of(pair))
    elif far < -_FAR:
        yield Problem("too-short", "warning", "the translation is far shorter than others here", place_of(pair))
    elif far > _FAR:
        message = "the translation is far longer than others here: is something added that was not said?"
        yield Problem("too-long", "warning", message, place_of(pair))
