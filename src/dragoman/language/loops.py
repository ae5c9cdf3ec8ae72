"""Loops: the same words again and again, as speech models write them where they have lost their way."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

__all__ = ["Loop", "find_loops"]

# How often must so many words stand in a row to be a loop? People do say "no, no, no, no".
_LEAST = {1: 6, 2: 4}
_LEAST_LONG = 3
_LONGEST = 40


class Loop(msgspec.Struct, frozen=True, kw_only=True):
    """``words`` stand ``times`` times in a row, the first time at index ``start``."""

    start: int
    words: tuple[str, ...]
    times: int

    @property
    def end(self) -> int:
        """Index of the first word that is no longer in it."""
        return self.start + self.times * len(self.words)


def find_loops(words: Sequence[str]) -> tuple[Loop, ...]:
    """Every loop in a sequence of folded words, in order.

    A single word must stand six times in a row, two words four times, three or more (up to 40) three times. A loop
    is given by the fewest words that make it.
    """
    again = len(words) - len(set(words))
    # A loop's words, but for the first time that they are said, have all been said before.
    longest = min(_LONGEST, again // (_LEAST_LONG - 1))
    found = [loop for period in range(1, longest + 1) for loop in _loops_of(words, period)]
    return tuple(sorted(found, key=lambda loop: (loop.start, len(loop.words))))


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
    """Whether they are fewer words, said more than once."""
    length = len(words)
    return any(length % part == 0 and words == words[:part] * (length // part) for part in range(1, length // 2 + 1))
