"""Find when the words of a text without times were spoken, from the words that a model transcribed. Pure.

Both are compared word by word. A word of the text gets the time of an equal word of the model only where several in a
row agree, because single short words are equal by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.language.folding import fold_letters
from dragoman.pipeline.equal_words import EqualWords, find_equal
from dragoman.pipeline.interpolate_times import within
from dragoman.pipeline.texts import TextWord
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["compute_rest", "is_likely", "measure_text"]

_LEAST_SHARE = 0.3
"""If a smaller share of the words is found, the text is not what is spoken, or the model did not understand it."""
_IN_A_ROW = 3
"""So many equal words in a row are no chance."""
_NEAR = 4
"""Fewer equal words count too if at most so many others are between them and such a row."""
_SLOWEST, _FASTEST = 400, 20
"""Ms per character: nobody speaks slower or faster for a whole passage."""
_USUAL = 90
"""Ms per character of usual speech."""


def measure_text(tokens: Sequence[TextWord], heard: Sequence[Word]) -> list[TextWord] | None:
    """The words of a text, each with the time at which it was spoken; words that were not found have none.

    :param heard: the model's words, in order
    :return: ``None`` if too few words were found
    """
    timed = [word for word in heard if word.span is not None and not word.interpolated and word.text.strip()]
    spans = dict(_find_times(tokens, timed))
    if len(spans) < max(1, _LEAST_SHARE * len(tokens)):
        return None
    return [
        msgspec.structs.replace(token, word=msgspec.structs.replace(token.word, span=spans.get(place)))
        for place, token in enumerate(tokens)
    ]


def compute_rest(tokens: Sequence[TextWord], spoken: Span) -> list[TextWord]:
    """The words, of which those without a time get a computed one, and are marked so.

    If there is more room than they need, because of a pause, they are next to the words of their own passage.

    :param spoken: from the beginning to the end of what is spoken
    """
    out: list[TextWord] = []
    place = 0
    while place < len(tokens):
        behind = next((at for at in range(place, len(tokens)) if tokens[at].word.span is not None), len(tokens))
        if behind > place:
            before = out[-1] if out else None
            after = tokens[behind] if behind < len(tokens) else None
            out += _compute_run(tokens[place:behind], before, after, spoken)
        out += tokens[behind : behind + 1]
        place = behind + 1
    return out


def _compute_run(
    run: Sequence[TextWord], before: TextWord | None, after: TextWord | None, spoken: Span
) -> Iterator[TextWord]:
    """Words without a time, between two that have one (``None`` at an edge)."""
    start = _end_of(before.word) if before else spoken.start
    end = after.word.span.start if after and after.word.span else spoken.end or start
    end = max(start, end)
    same = before is not None and after is not None and before.segment is after.segment
    own = [0 if before is None or same else sum(token.segment is before.segment for token in run)]
    own.append(len(run) - (0 if after is None or same else sum(token.segment is after.segment for token in run)))
    first, last = (_need(run[: own[0]]), _need(run[own[1] :]))
    if first + last + _need(run[own[0] : own[1]]) > end - start:
        yield from within(run, Span(start, end))
        return
    bounds = (start, start + first, end - last, end)
    for part, begin, stop in zip(
        (run[: own[0]], run[own[0] : own[1]], run[own[1] :]), bounds, bounds[1:], strict=False
    ):
        yield from within(part, Span(begin, stop)) if part else ()


def _need(run: Sequence[TextWord]) -> int:
    return sum(len(token.word.text) + 1 for token in run) * _USUAL


def _end_of(word: Word) -> int:
    if word.span is None:
        return 0
    return word.span.start if word.span.end is None else word.span.end


def is_likely(span: Span, text: str) -> bool:
    """Whether somebody can have spoken a text in a span of time."""
    duration = span.duration or 0
    return _FASTEST * len(text) <= duration <= _SLOWEST * max(1, len(text))


def _find_times(tokens: Sequence[TextWord], heard: Sequence[Word]) -> Iterator[tuple[int, Span]]:
    """The places of the words that were found, with their times."""
    keys = [_key(token.word.text) for token in tokens]
    others = [_key(word.text) for word in heard]
    # The longest common subsequence: a text may have a foreword, or be of a part of the recording.
    for row in _keep_sure(find_equal(keys, others)):
        for step in range(row.size):
            span = heard[row.second + step].span
            if span is not None:
                yield row.first + step, span


def _keep_sure(found: Sequence[EqualWords]) -> list[EqualWords]:
    """The rows of equal words that are long enough, or near one that is."""
    sure = [row.size >= _IN_A_ROW for row in found]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = -order.step
        for place in order:
            first, second = sorted((found[place], found[place + step]), key=lambda row: row.first)
            sure[place] = sure[place] or (sure[place + step] and _is_near(first, second))
    return [row for row, is_sure in zip(found, sure, strict=True) if is_sure]


def _is_near(row: EqualWords, later: EqualWords) -> bool:
    """Whether few other words are between two rows, on both sides."""
    between = (later.first - row.first - row.size, later.second - row.second - row.size)
    return max(between) <= _NEAR


def _key(text: str) -> str:
    return "".join(fold_letters(text).split()) or text
