"""Which words of a draft are wrong, and in which of its passages: by the alignment that all our figures stand on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.language.folding import words as fold
from dragoman.scoring.align import Pair, align
from dragoman.transcript.document import Segment
from dragoman.transcript.text import plain

__all__ = ["count_mistakes"]


class _Word(msgspec.Struct, frozen=True):
    """A folded word: the place of its passage and, for one of the truth, about when it is said, in ms."""

    text: str
    place: int
    moment: float = 0


def count_mistakes(truth: Sequence[Segment], draft: Sequence[Segment], language: str) -> tuple[int, ...]:
    """Wrong words of each passage of the draft: changed ones, those put in, and those left out.

    A word that was left out belongs to the passage in which its neighbours stand; between two passages, to the one
    whose span is nearest to when it was said (as if a reader spoke evenly). Every passage has a span and words.
    """
    said, heard = _words(truth, language), _words(draft, language)
    pairs = align([word.text for word in said], [word.text for word in heard])
    counts = [0] * len(draft)
    for place, (left, right) in enumerate(pairs):
        if right is None and left is not None and draft:
            counts[_home(place, pairs, heard, draft, said[left].moment)] += 1
        elif right is not None and (left is None or said[left].text != heard[right].text):
            counts[heard[right].place] += 1
    return tuple(counts)


def _words(segments: Sequence[Segment], language: str) -> list[_Word]:
    found: list[_Word] = []
    for place, segment in enumerate(segments):
        texts = fold(plain(segment.source or ()), language)
        start, length = (segment.span.start, segment.span.duration or 0) if segment.span else (0, 0)
        found += [_Word(text, place, start + length * (n + 0.5) / len(texts)) for n, text in enumerate(texts)]
    return found


def _home(place: int, pairs: Sequence[Pair], heard: Sequence[_Word], draft: Sequence[Segment], moment: float) -> int:
    before = (heard[right].place for _, right in reversed(pairs[:place]) if right is not None)
    behind = (heard[right].place for _, right in pairs[place:] if right is not None)
    first, last = next(before, 0), next(behind, len(draft) - 1)
    return min(range(first, last + 1), key=lambda number: _distance(draft[number], moment))


def _distance(segment: Segment, moment: float) -> float:
    if segment.span is None:
        return float("inf")
    return max(segment.span.start - moment, moment - (segment.span.end or segment.span.start), 0)
