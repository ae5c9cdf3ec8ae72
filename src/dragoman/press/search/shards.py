"""The index in shards: rows of terms in order, each with its postings by group.

A row is a term and, after spaces, each group's number in two characters with the postings in it. A shard is a range of
rows, so that one file answers for all forms of a word. A term larger than a shard has several, split between groups. A
reader needs only the list of where each shard begins to know which files to load.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from dragoman.press.search.postings import ALPHABET

__all__ = ["SIZE", "Shard", "Start", "change_rows", "cut_rows", "group_code", "merge_rows", "split_shard"]

SIZE = 24_000
"""The approximate size of a shard in bytes. It is split when it has grown to twice as many."""
_BASE = len(ALPHABET)

Start = tuple[str, str]
"""Where a shard begins: a term, and the code of a group; empty if all groups of the term are in the shard."""


class Shard(msgspec.Struct, frozen=True):
    """Rows of the index as a file has them, separated by bars, and where they begin."""

    start: Start
    rows: str


def group_code(group: int) -> str:
    """A group's number in two characters, which sort as the numbers do.

    :raises OverflowError: if the number does not fit in two characters
    """
    if group >= _BASE**2:
        raise OverflowError(f"group {group} of {_BASE**2}")
    return ALPHABET[group // _BASE] + ALPHABET[group % _BASE]


def merge_rows(groups: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> Iterator[tuple[str, list[str]]]:
    """Each term of some groups, in order, with its postings in each: the code of the group, then the postings.

    :param groups: the code of each group, in order, and its rows: a term and its postings
    """
    rows = heapq.merge(*(_coded(code, group) for code, group in groups))
    for term, same in groupby(rows, key=lambda row: row[0]):
        yield term, [f"{code}{places}" for _, code, places in same]


def _coded(code: str, rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    return ((term, code, places) for term, places in rows)


def cut_rows(rows: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Shard]:
    """Shards of about the same size, from terms in order."""
    start: Start | None = None
    written: list[str] = []
    size = 0
    for term, groups in rows:
        begin = 0
        while begin < len(groups):
            if written and size >= SIZE:
                yield Shard(start or ("", ""), "|".join(written))
                start, written, size = None, [], 0
            end, taken = begin, len(term.encode())
            while end < len(groups) and (end == begin or size + taken < SIZE):
                taken += len(groups[end]) + 1
                end += 1
            start = start or (term, groups[begin][:2] if begin else "")
            written.append(" ".join((term, *groups[begin:end])))
            size += taken
            begin = end
            if begin < len(groups):
                size = max(size, SIZE)
    if written:
        yield Shard(start or ("", ""), "|".join(written))


def split_shard(shard: Shard) -> Iterator[Shard]:
    """A shard that has grown, split into several; the first begins where it began."""
    rows = ((term, groups) for term, *groups in (row.split(" ") for row in shard.rows.split("|")))
    for place, one in enumerate(cut_rows(rows)):
        yield Shard(shard.start, one.rows) if place == 0 else one


def change_rows(
    starts: Sequence[Start], changes: Iterable[tuple[str, str, str]], read: Callable[[int], str]
) -> Iterator[tuple[int, str]]:
    """The shards that some changes touch, by number, with their new rows.

    :param starts: where each shard begins; the first is ``("", "")``
    :param changes: a term, the code of a group, and its postings there; empty if it has none any more
    :param read: returns the rows of a shard by its number
    """
    placed = sorted((bisect_right(starts, (term, code)) - 1, term, code, places) for term, code, places in changes)
    for number, its in groupby(placed, key=lambda change: change[0]):
        rows = {term: groups for term, *groups in (row.split(" ") for row in filter(None, read(number).split("|")))}
        for _, term, code, places in its:
            groups = [group for group in rows.get(term, ()) if group[:2] != code]
            rows[term] = sorted([*groups, code + places]) if places else groups
        yield number, "|".join(" ".join((term, *rows[term])) for term in sorted(rows) if rows[term])
