"""Choose the next item for a worker, and find the task that an outcome finishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from dragoman.fleet import Outcome, Wait
from dragoman.workflows.many.finished import Finished, describe_failure

__all__ = ["Feed", "Task"]

T = TypeVar("T")


class Task(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One item, its paths, and its amount of work relative to the others, in any unit, mostly bytes."""

    path: Path
    made: Path | None
    weight: int
    item: T


class Feed(Generic[T]):
    """The items of the tasks: in the given order for one worker, the most work first for several.

    With the most work first, no worker is left with a long item when the others have none.
    """

    def __init__(self, tasks: Sequence[Task[T]]) -> None:
        self.tasks = tuple(tasks)
        self._given: list[int] = []

    def items(self, workers: int) -> Iterator[T | Wait]:
        """The items, as workers ask for them.

        :param workers: the number of workers
        """
        for place in self.order(workers):
            self._given.append(place)
            yield self.tasks[place].item

    def take(self, outcome: Outcome[Any]) -> tuple[int, Finished] | None:
        """The index of the task that an outcome finishes, and its result; ``None`` if it finishes none."""
        place = self._given[outcome.index]
        task = self.tasks[place]
        if isinstance(outcome.value, Finished):
            return place, outcome.value
        return place, describe_failure(task.path, task.made, outcome.error or RuntimeError("it had no result"))

    def order(self, workers: int) -> list[int]:
        """The indexes of the tasks in the order in which they are started."""
        places = list(range(len(self.tasks)))
        return places if workers == 1 else sorted(places, key=lambda place: -self.tasks[place].weight)
