"""Long lists in pages: by date, so that a new interview changes the newest page alone; by name, from the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

__all__ = ["PageOf", "page_by_date", "page_by_name"]

T = TypeVar("T")


class PageOf(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a list: its file, what is on it, and the files of the pages before and after it in reading order."""

    name: str
    items: Sequence[T]
    before: str | None = None
    after: str | None = None


def page_by_date(items: Sequence[T], size: int) -> list[PageOf[T]]:
    """Pages of ``size`` items, counted from the oldest, and ``index.html`` with the newest: up to twice as many.

    :param items: the newest first
    """
    count = max(1, len(items) // size)
    # The numbers of pages are counted from the oldest: a page keeps what is on it when others come.
    edges = [len(items) - size * number for number in range(1, count)]
    ends = [len(items), *edges]
    starts = [*edges, 0]
    parts = [items[start:end] for start, end in zip(starts, ends, strict=True)]
    names = [f"{number}.html" for number in range(1, count)] + ["index.html"]
    return _linked(names[::-1], parts[::-1])


def page_by_name(items: Sequence[T], size: int) -> list[PageOf[T]]:
    """Pages of ``size`` items; the first one is ``index.html``."""
    parts = [items[start : start + size] for start in range(0, max(1, len(items)), size)]
    return _linked(["index.html", *(f"{number}.html" for number in range(2, len(parts) + 1))], parts)


def _linked(names: Sequence[str], parts: Sequence[Sequence[T]]) -> list[PageOf[T]]:
    around = [None, *names, None]
    return [
        PageOf(name=name, items=part, before=around[place], after=around[place + 2])
        for place, (name, part) in enumerate(zip(names, parts, strict=True))
    ]
