"""Which word of a hypothesis answers to which word of the truth: Levenshtein's alignment, with as few edits as can be.

The table of distances is kept as bits (Myers 1999, Hyyrö 2003): two integers for each item of the hypothesis say
where its column rises and where it falls. An hour of speech takes well under a second. Where even the bits would be
too many, the hypothesis is halved first (Hirschberg 1975), so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

__all__ = ["Pair", "align"]

Pair = tuple[int | None, int | None]
"""An index into the truth and one into the hypothesis; ``None`` on the side that has nothing there."""

# Bits kept at once: 32 MiB. Above it the hypothesis is halved.
_BITS = 1 << 28


def align(truth: Sequence[str], hypothesis: Sequence[str], *, bits: int = _BITS) -> tuple[Pair, ...]:
    """The pairs of one alignment with the fewest edits, in order. Deterministic.

    Every index of both sides occurs once. Time grows with the product of the lengths (divided by the machine's
    word size); memory never above ``bits`` and the result.
    """
    return tuple(_align(truth, hypothesis, bits))


def _align(truth: Sequence[str], hypothesis: Sequence[str], bits: int) -> list[Pair]:
    if not truth or not hypothesis:
        return [(place, None) for place in range(len(truth))] + [(None, place) for place in range(len(hypothesis))]
    if 2 * len(truth) * len(hypothesis) > bits and len(hypothesis) > 1:
        return _align_halves(truth, hypothesis, bits)
    return _trace(truth, hypothesis, _columns(truth, hypothesis))


def _align_halves(truth: Sequence[str], hypothesis: Sequence[str], bits: int) -> list[Pair]:
    middle = len(hypothesis) // 2
    before = _last_column(truth, hypothesis[:middle])
    behind = _last_column(truth[::-1], hypothesis[middle:][::-1])[::-1]
    cut = min(range(len(truth) + 1), key=lambda place: before[place] + behind[place])
    second = _align(truth[cut:], hypothesis[middle:], bits)
    return _align(truth[:cut], hypothesis[:middle], bits) + [
        (None if left is None else left + cut, None if right is None else right + middle) for left, right in second
    ]


def _last_column(truth: Sequence[str], hypothesis: Sequence[str]) -> list[int]:
    """The distance of every beginning of the truth from the whole hypothesis."""
    rises, falls = (1 << len(truth)) - 1, 0
    places, mask = _places(truth), rises
    for item in hypothesis:
        rises, falls = _next_column(places.get(item, 0), rises, falls, mask)
    width = len(truth)
    ups, downs = (f"{column:0{width}b}"[::-1] for column in (rises, falls))
    steps = (int(up) - int(down) for up, down in zip(ups, downs, strict=True))
    return list(accumulate(steps, initial=len(hypothesis)))


def _columns(truth: Sequence[str], hypothesis: Sequence[str]) -> list[tuple[int, int]]:
    """Column by column of the table of distances: bits set where it rises by one, and where it falls by one.

    Bit ``i`` is the step from ``i`` to ``i + 1`` items of the truth; the first column stands before any item of
    the hypothesis.
    """
    mask = (1 << len(truth)) - 1
    places = _places(truth)
    columns = [(mask, 0)]
    for item in hypothesis:
        columns.append(_next_column(places.get(item, 0), *columns[-1], mask))
    return columns


def _places(truth: Sequence[str]) -> dict[str, int]:
    """Each item of the truth with a bit for every place where it stands."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(truth):
        found.setdefault(item, []).append(place)
    return {item: _bits(places, len(truth)) for item, places in found.items()}


def _bits(places: list[int], length: int) -> int:
    buffer = bytearray(length // 8 + 1)
    for place in places:
        buffer[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(buffer, "little")


def _next_column(same: int, rises: int, falls: int, mask: int) -> tuple[int, int]:
    level = (((same & rises) + rises) ^ rises) | same | falls
    right_up = falls | (mask & ~(level | rises))
    right_down = level & rises
    right_up = (right_up << 1 | 1) & mask
    right_down = (right_down << 1) & mask
    return right_down | (mask & ~(level | right_up)), right_up & level


def _trace(truth: Sequence[str], hypothesis: Sequence[str], columns: list[tuple[int, int]]) -> list[Pair]:
    """The way back through the table. A word left out is taken first, then one put in, then a pair."""
    pairs: list[Pair] = []
    row, column = len(truth), len(hypothesis)
    while row and column:
        bit = row - 1
        if columns[column][0] >> bit & 1:
            row -= 1
            pairs.append((row, None))
        elif columns[column - 1][1] >> bit & 1:
            column -= 1
            pairs.append((None, column))
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    pairs += [(place, None) for place in reversed(range(row))]
    pairs += [(None, place) for place in reversed(range(column))]
    return pairs[::-1]
