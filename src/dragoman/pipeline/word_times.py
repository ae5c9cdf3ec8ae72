"""Find when each word of a text is spoken, from words with known times: an engine's, before people corrected it.

A word that both have keeps its time. The others share the time between their neighbours, by length, and are marked as
inferred. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

import msgspec

from dragoman.language.folding import fold_letters
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["TimedWord", "find_word_times"]

# Words; comparing takes the product of both lengths, and no passage is that long.
_LONGEST = 2000


class TimedWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word between spaces, ``at`` characters into its text. ``inferred``: its time was computed, not measured."""

    text: str
    at: int
    span: Span | None
    inferred: bool = False


def find_word_times(
    text: str, words: Sequence[Word], span: Span | None, *, measured_only: bool = False
) -> tuple[TimedWord, ...]:
    """The words of a text with their times.

    :param text: the current text, including any marks
    :param words: the engine's words, with times
    :param span: the passage's; a word has no time if neither this nor a neighbouring word has one
    :param measured_only: whether a word that the engine's words do not have gets no time, instead of an inferred one
    """
    tokens = list(re.finditer(r"\S+", text))
    known = _match([token.group() for token in tokens], words)
    timed = [TimedWord(text=t.group(), at=t.start(), span=span_) for t, span_ in zip(tokens, known, strict=True)]
    return tuple(timed if measured_only else _fill(timed, span))


def _match(tokens: Sequence[str], words: Sequence[Word]) -> list[Span | None]:
    """The time of each token that matches a word with a measured time."""
    found: list[Span | None] = [None] * len(tokens)
    timed = [word for word in words if word.span is not None and not word.interpolated]
    if max(len(tokens), len(timed)) > _LONGEST:
        return found
    keys = [fold_letters(token).strip() or token for token in tokens]
    letters = [fold_letters(word.text).strip() for word in timed]
    for first, start, size in SequenceMatcher(None, keys, letters, autojunk=False).get_matching_blocks():
        for place in range(size):
            found[first + place] = timed[start + place].span
    return found


def _fill(words: Sequence[TimedWord], span: Span | None) -> Iterator[TimedWord]:
    """The words; those without a time get a share of the time between their neighbours."""
    place = 0
    while place < len(words):
        behind = next((n for n in range(place, len(words)) if words[n].span is not None), len(words))
        if behind > place:
            yield from _share(words[place:behind], _end_before(words, place, span), _start_behind(words, behind, span))
        yield from words[behind : behind + 1]
        place = behind + 1


def _end_before(words: Sequence[TimedWord], place: int, span: Span | None) -> int | None:
    before = words[place - 1].span if place else None
    if before is not None:
        return before.start if before.end is None else before.end
    return span.start if span else None


def _start_behind(words: Sequence[TimedWord], behind: int, span: Span | None) -> int | None:
    after = words[behind].span if behind < len(words) else None
    return after.start if after is not None else span.end if span else None


def _share(words: Sequence[TimedWord], start: int | None, end: int | None) -> Iterator[TimedWord]:
    if start is None or end is None:
        yield from (msgspec.structs.replace(word, inferred=True) for word in words)
        return
    length = max(0, end - start)
    ends = list(accumulate(len(word.text) + 1 for word in words))
    bounds = [start + length * size // ends[-1] for size in (0, *ends)]
    for word, first, last in zip(words, bounds, bounds[1:], strict=False):
        yield msgspec.structs.replace(word, span=Span(first, last), inferred=True)
