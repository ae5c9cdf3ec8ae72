"""Are the times right? Starts of words and of segments compared with those of the truth, in ms.

The starts are matched by the words: a word of the truth and the word of the hypothesis aligned with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.language.folding import words as fold
from dragoman.scoring.align import align
from dragoman.transcript.document import Segment
from dragoman.transcript.text import plain

__all__ = ["StartErrors", "TimedWord", "Timing", "find_tokens", "segment_starts", "summarise", "word_starts"]

# A segment begins where the truth's does if at most this many words precede the first word that they share.
_NEAR = 2


class TimedWord(msgspec.Struct, frozen=True, kw_only=True):
    """A folded word of a segment: the segment's index, its own index in it, and its start if known.

    ``begins`` is the start of its segment.
    """

    text: str
    segment: int
    place: int
    start: int | None = None
    begins: int | None = None


class StartErrors(msgspec.Struct, frozen=True):
    """Hypothesis minus truth in ms, one for each compared start; ``missed`` counts starts of the truth without a
    match.
    """

    errors: tuple[int, ...] = ()
    missed: int = 0

    def __add__(self, other: StartErrors) -> StartErrors:
        return StartErrors(self.errors + other.errors, self.missed + other.missed)


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """Absolute start errors: their median and 95th percentile in ms, and the share within ``within`` ms."""

    compared: int
    missed: int
    median: int
    p95: int
    within: int
    share: float


def find_tokens(segments: Iterable[Segment], language: str) -> tuple[TimedWord, ...]:
    """The folded words of the originals in order, with the times that an engine or a person gave them."""
    return tuple(
        TimedWord(
            text=text, segment=number, place=place, start=start, begins=segment.span.start if segment.span else None
        )
        for number, segment in enumerate(segments)
        for place, (text, start) in enumerate(_timed_words(segment, segment.language or language))
    )


def word_starts(truth: Sequence[TimedWord], hypothesis: Sequence[TimedWord]) -> StartErrors:
    """Start errors of aligned words, if both have a time and are similar."""
    errors: list[int] = []
    missed = 0
    for left, right in align([token.text for token in truth], [token.text for token in hypothesis]):
        if left is None or truth[left].start is None:
            continue
        error = None if right is None else _error(truth[left], hypothesis[right])
        if error is None:
            missed += 1
        else:
            errors.append(error)
    return StartErrors(tuple(errors), missed)


def segment_starts(truth: Sequence[TimedWord], hypothesis: Sequence[TimedWord]) -> StartErrors:
    """Start errors of segments: where does the hypothesis begin a segment with the same first words?

    A start of the truth is missed if its first three words were not recognized, or are inside a segment.
    """
    answers = dict(
        pair
        for pair in align([token.text for token in truth], [token.text for token in hypothesis])
        if pair[0] is not None and pair[1] is not None and truth[pair[0]].text == hypothesis[pair[1]].text
    )
    errors: list[int] = []
    missed = 0
    for first in (place for place, token in enumerate(truth) if token.place == 0 and token.begins is not None):
        begin = truth[first].begins
        heard = _begins(truth, hypothesis, answers, first)
        if heard is None or begin is None:
            missed += 1
        else:
            errors.append(heard - begin)
    return StartErrors(tuple(errors), missed)


def summarise(starts: StartErrors, *, within: int = 400) -> Timing | None:
    """Median, 95th percentile (nearest rank) and share; ``None`` if nothing could be compared."""
    if not starts.errors:
        return None
    errors = sorted(abs(error) for error in starts.errors)
    return Timing(
        compared=len(errors),
        missed=starts.missed,
        median=_rank(errors, 0.5),
        p95=_rank(errors, 0.95),
        within=within,
        share=sum(error <= within for error in errors) / len(errors),
    )


def _timed_words(segment: Segment, language: str) -> list[tuple[str, int | None]]:
    """The words of the current text, with the times of the engine's similar words."""
    heard = [
        (text, word.span.start if word.span and place == 0 else None)
        for word in segment.words
        for place, text in enumerate(fold(word.text, language))
    ]
    if segment.source is None:
        return heard
    texts = fold(plain(segment.source), language)
    starts: list[int | None] = [None] * len(texts)
    for left, right in align(texts, [text for text, _ in heard]):
        if left is not None and right is not None and _alike(texts[left], heard[right][0]):
            starts[left] = heard[right][1]
    return list(zip(texts, starts, strict=True))


def _error(truth: TimedWord, hypothesis: TimedWord) -> int | None:
    if truth.start is None or hypothesis.start is None or not _alike(truth.text, hypothesis.text):
        return None
    return hypothesis.start - truth.start


def _alike(left: str, right: str) -> bool:
    """Whether at most half of their characters differ: a name with another spelling is still the same name."""
    if left == right:
        return True
    longer = max(len(left), len(right))
    same = sum(a is not None and b is not None and left[a] == right[b] for a, b in align(left, right))
    return 2 * same >= longer


def _begins(
    truth: Sequence[TimedWord], hypothesis: Sequence[TimedWord], answers: dict[int | None, int | None], first: int
) -> int | None:
    for place in range(first, min(first + _NEAR + 1, len(truth))):
        answer = answers.get(place)
        if truth[place].segment == truth[first].segment and answer is not None:
            token = hypothesis[answer]
            return token.begins if token.place <= _NEAR else None
    return None


def _rank(ordered: Sequence[int], share: float) -> int:
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
