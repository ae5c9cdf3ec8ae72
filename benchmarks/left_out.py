"""Words of the truth that a document leaves out, and whether a gap is marked where they are missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile

from dragoman.language.folding import words as fold
from dragoman.pipeline.omissions import count_speech, find_uncovered
from dragoman.scoring.align import align
from dragoman.transcript.document import Segment, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap

__all__ = ["count_silent", "find_rooms", "find_runs", "find_written"]

_REACHES = 500
"""Ms by which a gap must reach into a reading to be one of it: a gap may lie over several."""


def find_rooms(spans: Sequence[Span]) -> list[Span]:
    """What lies nearer to each reading than to the others; behind the last one, all."""
    cuts = [((before.end or 0) + after.start) // 2 for before, after in pairwise(spans)]
    return [Span(start, end) for start, end in zip((0, *cuts), (*cuts, 1 << 40), strict=True)]


def find_written(document: Transcript, language: str, room: Span) -> tuple[str, tuple[int, ...]]:
    """The words of a document in a stretch of time, and before which of them, folded, there are gaps."""
    words = [word for segment in document.segments for word in segment.words or () if _is_in(word.span, room)]
    words.sort(key=lambda word: _middle(word.span))
    gaps = [
        segment.span
        for segment in document.segments
        if segment.span and _has_gap(segment) and segment.span.overlap(room) >= _REACHES
    ]
    before = [" ".join(word.text for word in words if _middle(word.span) < _middle(gap)) for gap in gaps]
    return " ".join(word.text for word in words), tuple(len(fold(text, language)) for text in before)


def count_silent(document: Transcript, speech: Sequence[Span]) -> int:
    """Ms of speech that have neither a word of a document nor a gap. Less than a second without a word is no omission.

    :param speech: in order
    """
    words = [word for segment in document.segments for word in segment.words or ()]
    gaps = [Word(text="", span=segment.span) for segment in document.segments if _has_gap(segment)]
    return sum(count_speech(span, speech) for span in find_uncovered([*words, *gaps], speech))


def _has_gap(segment: Segment) -> bool:
    return any(isinstance(mark, Gap) and mark.reason == "untranscribed" for mark in segment.source or ())


def _is_in(span: Span | None, room: Span) -> bool:
    return span is not None and room.start <= _middle(span) < (room.end or 0)


def _middle(span: Span | None) -> int:
    return (span.start + (span.end or span.start)) // 2 if span else 0


def find_runs(
    truth: str, heard: str, gaps: Sequence[int], *, language: str, fewest: int = 3
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The lengths of the runs of words of the truth that are left out: unmarked ones, and marked ones.

    :param gaps: before which word of what was heard a gap is marked, counted in folded words
    :param fewest: the words of the shortest run that counts
    """
    said, written = fold(truth, language), fold(heard, language)
    unmarked: list[int] = []
    marked: list[int] = []
    reached = 0
    for left_out, pairs in groupby(align(said, written), key=lambda pair: pair[1] is None):
        places = list(pairs)
        if not left_out:
            reached = max([reached, *(second + 1 for _, second in places if second is not None)])
        elif len(places) >= fewest:
            spots = _find_spots(said, written, (places[0][0] or 0, (places[-1][0] or 0) + 1), reached)
            (marked if spots.intersection(gaps) else unmarked).append(len(places))
    return tuple(unmarked), tuple(marked)


def _find_spots(said: Sequence[str], written: Sequence[str], run: tuple[int, int], reached: int) -> set[int]:
    """Before which words of what was written a run may be left out, with as few edits.

    Of "yes yes yes no" in place of "yes yes yes yes yes no" nobody can tell which two are missing.
    """
    first, behind = run
    pairs = zip(reversed(said[:first]), reversed(said[:behind]), reversed(written[:reached]), strict=False)
    back = sum(1 for _ in takewhile(_is_as_near, pairs))
    pairs = zip(said[behind:], said[first:], written[reached:], strict=False)
    on = sum(1 for _ in takewhile(_is_as_near, pairs))
    return set(range(reached - back, reached + on + 1))


def _is_as_near(words: tuple[str, str, str]) -> bool:
    """Whether the second of two words of the truth is no further from the one written than the first is."""
    first, second, written = words
    return second == written or first != written
