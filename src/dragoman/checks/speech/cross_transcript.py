"""Finds differences from another transcript of the same recording. Two engines seldom make the same mistake."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.language.folding import fold
from dragoman.problems import Problem
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["Disagreement", "check", "find_disagreement"]

_MOST = 0.5
_LEAST_WORDS = 4
# Ms. Words of subtitles have no times of their own: the cue's time is distributed over them.
_MARGIN = 1000
_NAMED = 5

_Timed = list[tuple[int, str]]


class Disagreement(msgspec.Struct, frozen=True):
    """A passage, its words that the other transcript lacks, and that transcript's other words at the same time."""

    pair: Pair
    lacking: tuple[str, ...]
    instead: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the passage's words that are lacking, 0 to 1."""
        return len(self.lacking) / len(self.pair.source.words)


def check(bitext: Bitext) -> Iterator[Problem]:
    """A problem for each passage with words that the other transcript lacks; a warning if it lacks more than half."""
    if bitext.second is None:
        return
    for one in find_disagreement(bitext, bitext.second):
        if not one.lacking:
            continue
        words = _name(one.lacking) + (f", and has {_name(one.instead)}" if one.instead else "")
        where = place_of(one.pair)
        if one.share > _MOST and len(one.pair.source.words) >= _LEAST_WORDS:
            message = "the other transcript lacks {share} % of these words: {words}"
            yield Problem.of(
                "transcripts-disagree", "warning", message, where, share=round(100 * one.share), words=words
            )
        else:
            yield Problem.of("other-words", "note", "the other transcript lacks {words}", where, words=words)


def find_disagreement(bitext: Bitext, second: Transcript) -> Iterator[Disagreement]:
    """The disagreement of each passage with the other transcript, perhaps none; passages without a time are left out.

    Folded words are compared as multisets, including the other transcript's words up to a second before and after the
    passage. The words are in the order of speech.
    """
    others = _timed_words(second, bitext.transcript.source_language or "und")
    starts = [start for start, _ in others]
    for place, pair in enumerate(bitext.pairs):
        span = pair.segment.span
        if span is None or span.end is None or not pair.source.words:
            continue
        first, last = bisect_left(starts, span.start - _MARGIN), bisect_left(starts, span.end + _MARGIN)
        there = Counter(word for _, word in others[first:last])
        inside = [word for start, word in others[first:last] if span.start <= start < span.end]
        near = {word for one in bitext.pairs[max(0, place - 1) : place + 2] for word in one.source.words}
        instead = tuple(word for word in inside if word not in near)
        yield Disagreement(pair, _take_away(pair.source.words, there), instead)


def _take_away(words: Sequence[str], there: Counter[str]) -> tuple[str, ...]:
    """The words that are missing in ``there``. Of a word that occurs several times, the last ones are missing."""
    left = there.copy()
    lacking: list[str] = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            lacking.append(word)
    return tuple(lacking)


def _name(words: Sequence[str]) -> str:
    named = ", ".join(f"“{shorten(word, 30)}”" for word in words[:_NAMED])
    return named if len(words) <= _NAMED else f"{named} and {len(words) - _NAMED} more"


def _timed_words(transcript: Transcript, language: str) -> _Timed:
    timed = [moment for segment in transcript.segments for moment in _segment_words(segment, language)]
    return sorted(timed, key=lambda moment: moment[0])


def _segment_words(segment: Segment, language: str) -> _Timed:
    """Folded words with their times in ms; without word times, the segment's time is distributed over the words."""
    own = [(word.span.start, word.text) for word in segment.words if word.span is not None]
    if own:
        return [(start, piece) for start, text in own for piece in fold(text, language).split()]
    words = fold(plain(segment.source or ()), language).split()
    if segment.span is None or segment.span.end is None or not words:
        return []
    return [(_moment(segment.span, place / len(words)), word) for place, word in enumerate(words)]


def _moment(span: Span, share: float) -> int:
    return span.start + round((span.duration or 0) * share)
