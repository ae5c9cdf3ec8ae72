"""Where another transcript of the same recording has other words. Two engines seldom make the same mistake."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, place_of
from dragoman.language.folding import fold
from dragoman.problems import Problem
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["check", "find_disagreement"]

_MOST = 0.5
_LEAST_WORDS = 4
_MARGIN = 500

_Timed = list[tuple[int, str]]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Passages of whose words the other transcript lacks more than half."""
    if bitext.second is None:
        return
    for pair, share in find_disagreement(bitext, bitext.second):
        if share > _MOST and len(pair.source.words) >= _LEAST_WORDS:
            message = f"the other transcript lacks {round(100 * share)} % of these words"
            yield Problem("transcripts-disagree", "warning", message, place_of(pair))


def find_disagreement(bitext: Bitext, second: Transcript) -> Iterator[tuple[Pair, float]]:
    """The share of a passage's words that the other transcript lacks at its time; passages without a time are left out.

    Words are compared as a multiset, half a second beyond either end counts too.
    """
    others = _timed_words(second, bitext.transcript.source_language or "und")
    starts = [start for start, _ in others]
    for pair in bitext.pairs:
        span = pair.segment.span
        if span is None or span.end is None or not pair.source.words:
            continue
        first, last = bisect_left(starts, span.start - _MARGIN), bisect_left(starts, span.end + _MARGIN)
        there = Counter(word for _, word in others[first:last])
        lost = (Counter(pair.source.words) - there).total()
        yield pair, lost / len(pair.source.words)


def _timed_words(transcript: Transcript, language: str) -> _Timed:
    timed = [moment for segment in transcript.segments for moment in _segment_words(segment, language)]
    return sorted(timed, key=lambda moment: moment[0])


def _segment_words(segment: Segment, language: str) -> _Timed:
    """Words with their own times, or spread over the segment's."""
    own = [(word.span.start, word.text) for word in segment.words if word.span is not None]
    if own:
        return [(start, piece) for start, text in own for piece in fold(text, language).split()]
    words = fold(plain(segment.source or ()), language).split()
    if segment.span is None or segment.span.end is None or not words:
        return []
    return [(_moment(segment.span, place / len(words)), word) for place, word in enumerate(words)]


def _moment(span: Span, share: float) -> int:
    return span.start + round((span.duration or 0) * share)
