"""The processes that write a site."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TypeVar, cast

from dragoman.fleet import Map, Outcome, open_map

__all__ = ["Spread", "call_each", "few_collections", "open_spread"]

T = TypeVar("T")
R = TypeVar("R")

# With at most this many interviews, other processes are not worth their start; and how many one process gets at a time.
_FEW, _AT_ONCE = 16, 8
# The number of allocations between garbage collections.
_MANY_VALUES = 100_000


@contextmanager
def open_spread(workers: int | None, check: Callable[[], None]) -> Iterator[Spread]:
    """A map over the work: in this process if there is little to do, otherwise in several."""
    count = workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    with open_map(count, check=check) as many, open_map(1, check=check) as one:
        yield Spread(one, many)


class Spread:
    """A map that raises the errors of the function, and gives each process a few items at a time."""

    def __init__(self, one: Map, many: Map) -> None:
        self._one, self._many = one, many

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """The function's result for each item."""
        if len(items) <= _FEW:
            return map(_value_of, self._one(function, items))
        parts = [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]
        return chain.from_iterable(map(_value_of, self._many(partial(call_each, function), parts)))


@contextmanager
def few_collections() -> Iterator[None]:
    """Collect garbage rarely meanwhile: entries and pages are many small values without cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY_VALUES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def call_each(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Call a function with each item, in a process for pages."""
    gc.freeze()
    with few_collections():
        return list(map(function, items))


def _value_of(outcome: Outcome[R]) -> R:
    if outcome.error is not None:
        raise outcome.error
    return cast("R", outcome.value)
