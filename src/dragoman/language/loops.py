"""Finds loops: words that are repeated many times, a typical failure of speech models."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

__all__ = ["Loop", "find_dense_repetition", "find_loops", "find_repeated_part"]

# Number of words -> how often they must be repeated to be a loop. People do say "no, no, no, no".
_LEAST = {1: 6, 2: 4}
_LEAST_LONG = 3
_LONGEST = 40
_WINDOW, _STEMS, _AGAIN, _LETTERS = 6, 3, 3, 5
"""A dense repetition: among ``_WINDOW`` words in a row are at most ``_STEMS`` different ones, and one of at least
``_LETTERS`` letters occurs at least ``_AGAIN`` times."""

# A part of up to eight characters, ten times in a row inside a word. Laughter and cries are shorter than this.
_PART = re.compile(r"(.{1,8}?)\1{9,}")
_LEAST_CHARACTERS = 24


class Loop(msgspec.Struct, frozen=True, kw_only=True):
    """``words`` occur ``times`` times in a row, the first time at index ``start``."""

    start: int
    words: tuple[str, ...]
    times: int

    @property
    def end(self) -> int:
        """The index of the first word after the loop."""
        return self.start + self.times * len(self.words)


def find_loops(words: Sequence[str]) -> tuple[Loop, ...]:
    """Every loop in a sequence of folded words, in order.

    A single word must occur six times in a row, two words four times, three or more (up to 40) three times. ``words``
    of a loop is its shortest period.
    """
    again = len(words) - len(set(words))
    # All words of a loop after its first period have occurred before.
    longest = min(_LONGEST, again // (_LEAST_LONG - 1))
    found = [loop for period in range(1, longest + 1) for loop in _loops_of(words, period)]
    return tuple(sorted(found, key=lambda loop: (loop.start, len(loop.words))))


def find_repeated_part(words: Sequence[str]) -> tuple[str, int] | None:
    """A part that is repeated inside a word, and how often, as in "500.000.000.000…" for a whole line.

    :returns: the first repetition of 24 characters or more; ``None`` if there is none
    """
    for word in words:
        for match in _PART.finditer(word) if len(word) >= _LEAST_CHARACTERS else ():
            if len(match[0]) >= _LEAST_CHARACTERS:
                return match[1], len(match[0]) // len(match[1])
    return None


def find_dense_repetition(words: Sequence[str]) -> tuple[str, ...] | None:
    """The first six words in a row that repeat one word without being a loop: "the palace and the palace's palace".

    Plain repetition, which people use too, is left to :func:`find_loops`. ``None`` if there are no such words.

    :param words: folded, so that "palace's" is "palaces"
    """
    # A word that is immediately repeated counts once.
    said = [word for place, word in enumerate(words) if place == 0 or word != words[place - 1]]
    windows = (tuple(said[start : start + _WINDOW]) for start in range(len(said) - _WINDOW + 1))
    return next((window for window in windows if _is_dense(window)), None)


def _is_dense(window: tuple[str, ...]) -> bool:
    stems = tuple(word[:-1] if word.endswith("s") else word for word in window)
    often = any(stems.count(stem) >= _AGAIN and len(stem) >= _LETTERS for stem in set(stems))
    return often and len(set(stems)) <= _STEMS and not _repeats(stems)


def _loops_of(words: Sequence[str], period: int) -> list[Loop]:
    """The longest runs in which every word equals the one ``period`` before it."""
    loops: list[Loop] = []
    start = 0
    for place in range(period, len(words) + 1):
        if place < len(words) and words[place] == words[place - period]:
            continue
        times = (place - start) // period
        once = tuple(words[start : start + period])
        if times >= _LEAST.get(period, _LEAST_LONG) and not _repeats(once):
            loops.append(Loop(start=start, words=once, times=times))
        start = place - period + 1
    return loops


def _repeats(words: tuple[str, ...]) -> bool:
    """Whether the words are a shorter sequence, repeated."""
    length = len(words)
    return any(length % part == 0 and words == words[:part] * (length // part) for part in range(1, length // 2 + 1))
