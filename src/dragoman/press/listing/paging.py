"""Long lists in pages. By date: a new interview changes only the newest page. By name: from the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

__all__ = ["PageOf", "page_by_date", "page_by_name"]

T = TypeVar("T")


class PageOf(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list: its file name, its items, and the names of the previous and next page in reading order."""

    name: str
    items: Sequence[T]
    before: str | None = None
    after: str | None = None


def page_by_date(items: Sequence[T], size: int) -> list[PageOf[T]]:
    """Pages of ``size`` items, counted from the oldest. ``index.html`` has the newest, up to twice as many.

    :param items: newest first
    """
    count = len(items) // size
    if count < 2:
        return [PageOf(name="index.html", items=items)]
    # Pages are numbered from the oldest, so that a page keeps its items when others are added.
    edges = [len(items) - size * number for number in range(1, count)]
    ends = [len(items), *edges]
    starts = [*edges, 0]
    parts = [items[start:end] for start, end in zip(starts, ends, strict=True)]
    names = [f"{number}.html" for number in range(1, count)] + ["index.html"]
    return _linked(names[::-1], parts[::-1])


def page_by_name(items: Sequence[T], size: int) -> list[PageOf[T]]:
    """Pages of ``size`` items; the first is ``index.html``."""
    parts = [items[start : start + size] for start in range(0, max(1, len(items)), size)]
    return _linked(["index.html", *(f"{number}.html" for number in range(2, len(parts) + 1))], parts)


def _linked(names: Sequence[str], parts: Sequence[Sequence[T]]) -> list[PageOf[T]]:
    around = [None, *names, None]
    return [
        PageOf(name=name, items=part, before=around[place], after=around[place + 2])
        for place, (name, part) in enumerate(zip(names, parts, strict=True))
    ]
