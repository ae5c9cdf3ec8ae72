"""Decides which item is next, and what happens to an item whose worker was lost. Independent of processes and Ray."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

import msgspec

from dragoman.fleet.outcome import Outcome, Wait, as_outcome

__all__ = ["Crew", "Lost", "Task", "Work", "dispatch"]

T = TypeVar("T")
R = TypeVar("R")

# Seconds between two calls of Work.check.
_LOOK = 0.2
_MOST_LOSSES = 2


class Task(msgspec.Struct, frozen=True):
    """An item and the function to call with it.

    ``losses`` is the number of workers that it has lost since it last made progress; ``progress`` is how far it was
    then.
    """

    index: int
    function: Callable[[Any], Any]
    item: Any
    losses: int = 0
    progress: int = 0


class Lost(msgspec.Struct, frozen=True):
    """A worker that ended before its task was finished. ``how`` completes "its process ..."."""

    how: str


class Crew(Protocol):
    """Workers, each with one task at a time. A lost worker is replaced."""

    def free(self) -> int:
        """How many tasks can be started now."""

    def start(self, task: Task) -> None:
        """Start a task in a free worker."""

    def collect(self, seconds: float) -> list[tuple[Task, Outcome[Any] | Lost]]:
        """The tasks that ended, as soon as there is one, or an empty list after ``seconds``."""

    def is_busy(self) -> bool:
        """Whether a task was started and not collected yet."""

    def stop(self) -> None:
        """End all tasks that were not collected."""


class Work(msgspec.Struct, frozen=True):
    """The caller's functions.

    ``check`` is called between outcomes and a few times a second; an exception in it ends all work. ``progress``
    returns how far an item is, as a number that grows: an item that has made progress since it lost its last worker is
    tried again, however many workers it has lost. ``tell`` is called with the name of a machine that does no work, and
    the reason.
    """

    check: Callable[[], None]
    progress: Callable[[Any], int]
    tell: Callable[[str], None] = lambda why: None


def dispatch(crew: Crew, work: Work, function: Callable[[T], R], items: Iterable[T | Wait]) -> Iterator[Outcome[R]]:
    """The outcomes of the items, as they are finished. An item is taken only when a worker is free.

    An exception that ``work.check`` raises, and an error of the crew, ends all work and is raised here.

    :raises RuntimeError: if items wait for outcomes although no item is at work
    """
    queue = _Queue(function, items)
    try:
        while queue.more or queue.again or crew.is_busy():
            work.check()
            while crew.free() > 0 and (task := queue.next()) is not None:
                crew.start(task)
            if not crew.is_busy() and queue.waits and not queue.again and crew.free() > 0:
                raise RuntimeError("items wait for outcomes, and no item is at work")
            for task, found in crew.collect(_LOOK):
                outcome = queue.lost(task, found.how, work.progress) if isinstance(found, Lost) else found
                if outcome is not None:
                    yield outcome
    finally:
        # If the caller takes no more outcomes, the remaining work is not needed.
        crew.stop()


class _Queue:
    """The tasks that no worker has: first those that lost their worker, then those of items not taken yet."""

    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any]) -> None:
        self._function = function
        self._items = iter(items)
        self._taken = 0
        self.again: list[Task] = []
        self.more = True
        self.waits = False

    def next(self) -> Task | None:
        """The next task; ``None`` if there is none, or none before another outcome."""
        if self.again:
            return self.again.pop()
        if not self.more:
            return None
        try:
            item = next(self._items)
        except StopIteration:
            self.more = self.waits = False
            return None
        self.waits = isinstance(item, Wait)
        if self.waits:
            return None
        self._taken += 1
        return Task(self._taken - 1, self._function, item)

    def lost(self, task: Task, how: str, progress: Callable[[Any], int]) -> Outcome[Any] | None:
        """Queue a task that lost its worker again, or return its outcome if it has lost too many."""
        reached = progress(task.item)
        losses = 1 if reached > task.progress else task.losses + 1
        if losses >= _MOST_LOSSES:
            return as_outcome(task.index, how)
        self.again.append(msgspec.structs.replace(task, losses=losses, progress=reached))
        return None
