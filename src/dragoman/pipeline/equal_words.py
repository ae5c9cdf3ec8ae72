"""Find the words that two texts have in common, in order, in memory that grows with their length. Pure.

The longest common subsequence of whole texts takes memory with the product of their lengths, so the texts are cut at
words that correspond, and compared piece by piece.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from rapidfuzz.distance import LCSseq

__all__ = ["EqualWords", "find_equal"]

_PIECE = 3_000
"""Words of a piece, on either side, before it is cut."""
_ROW = 6
"""So many words in a row that occur once in each text correspond."""


class EqualWords(msgspec.Struct, frozen=True):
    """Equal words in a row: their places in the first and the second text, and their number."""

    first: int
    second: int
    size: int


def find_equal(first: Sequence[str], second: Sequence[str], piece: int = _PIECE) -> list[EqualWords]:
    """The rows of equal words of a longest common subsequence, in order.

    Of texts that are longer than a piece, it may be a little shorter than the longest.

    :param piece: the number of words above which a text is cut
    """
    found: list[EqualWords] = []
    begin = (0, 0)
    for end in (*_find_cuts(first, second, piece), (len(first), len(second))):
        for row in _compare(first[begin[0] : end[0]], second[begin[1] : end[1]]):
            after = EqualWords(begin[0] + row.first, begin[1] + row.second, row.size)
            before = found[-1] if found else None
            if before and (before.first + before.size, before.second + before.size) == (after.first, after.second):
                found[-1] = EqualWords(before.first, before.second, before.size + after.size)
            else:
                found.append(after)
        begin = end
    return found


def _compare(first: Sequence[str], second: Sequence[str]) -> Iterator[EqualWords]:
    for block in LCSseq.opcodes(first, second).as_matching_blocks():
        if block.size:
            yield EqualWords(block.a, block.b, block.size)


def _find_cuts(first: Sequence[str], second: Sequence[str], piece: int) -> Iterator[tuple[int, int]]:
    """The places at which both texts are cut, each in the middle of a row of words that correspond."""
    if max(len(first), len(second)) <= piece:
        return
    begin = (0, 0)
    for place, other in _find_anchors(first, second):
        cut = place + _ROW // 2, other + _ROW // 2
        if max(cut[0] - begin[0], cut[1] - begin[1]) >= piece:
            yield cut
            begin = cut


def _find_anchors(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """The places of rows of words that occur once in each text: the most of them that are in the same order."""
    ones, others = _find_unique(first), _find_unique(second)
    return _longest_rise([(place, others[row]) for row, place in ones.items() if row in others])


def _find_unique(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """A row of words that occurs once -> its place, in order."""
    rows = [tuple(words[place : place + _ROW]) for place in range(len(words) - _ROW + 1)]
    often = Counter(rows)
    return {row: place for place, row in enumerate(rows) if often[row] == 1}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, ordered by their first number, in which the second one grows too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, (_, other) in enumerate(pairs):
        at = bisect_left(ends, other)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1], last[at : at + 1] = [other], [place]
    found: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        found.append(pairs[step])
        step = before[step]
    return found[::-1]
