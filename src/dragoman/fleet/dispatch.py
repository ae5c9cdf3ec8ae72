"""Which item is done next, and what becomes of one whose worker was lost. Knows neither processes nor Ray."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

import msgspec

from dragoman.fleet.outcome import Outcome, Wait, as_outcome

__all__ = ["Crew", "Lost", "Task", "Work", "dispatch"]

T = TypeVar("T")
R = TypeVar("R")

# Seconds between two looks whether the work is to stop.
_LOOK = 0.2
_MOST_LOSSES = 2


class Task(msgspec.Struct, frozen=True):
    """An item and what is to be done with it.

    ``losses``: how many workers it has lost since it last made progress; ``progress``: how far it was then.
    """

    index: int
    function: Callable[[Any], Any]
    item: Any
    losses: int = 0
    progress: int = 0


class Lost(msgspec.Struct, frozen=True):
    """A worker that ended before the work was done. ``how`` completes "its process ..."."""

    how: str


class Crew(Protocol):
    """Workers, each with one task at a time. One that is lost is replaced."""

    def free(self) -> int:
        """How many tasks can be started now."""

    def start(self, task: Task) -> None:
        """Give a task to a free worker."""

    def collect(self, seconds: float) -> list[tuple[Task, Outcome[Any] | Lost]]:
        """What has come of tasks, as soon as there is anything, and after so many seconds at most."""

    def is_busy(self) -> bool:
        """Whether any task is not collected yet."""

    def stop(self) -> None:
        """End all tasks that are not collected."""


class Work(msgspec.Struct, frozen=True):
    """``check`` is called between outcomes and a few times a second; what it raises ends all work.

    ``progress`` says how far an item is, as a number that grows: an item that is further than when it lost its last
    worker is tried again however many it has lost. ``tell`` is called with the name of a machine that does no work, and
    the reason.
    """

    check: Callable[[], None]
    progress: Callable[[Any], int]
    tell: Callable[[str], None] = lambda why: None


def dispatch(crew: Crew, work: Work, function: Callable[[T], R], items: Iterable[T | Wait]) -> Iterator[Outcome[R]]:
    """The outcome of each item, as they are finished. No more items are taken than workers are free."""
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
        # Whoever takes no more outcomes wants no more work.
        crew.stop()


class _Queue:
    """The tasks that no worker has: those that lost theirs, then those of the items that were not taken yet."""

    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any]) -> None:
        self._function = function
        self._items = iter(items)
        self._taken = 0
        self.again: list[Task] = []
        self.more = True
        self.waits = False

    def next(self) -> Task | None:
        """The next task; ``None`` if there is none, or none yet."""
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
        """Have a task that lost its worker tried again; its outcome where that has no prospect."""
        reached = progress(task.item)
        losses = 1 if reached > task.progress else task.losses + 1
        if losses >= _MOST_LOSSES:
            return as_outcome(task.index, how)
        self.again.append(msgspec.structs.replace(task, losses=losses, progress=reached))
        return None
