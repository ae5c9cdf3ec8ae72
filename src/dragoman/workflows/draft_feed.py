"""Which recording, or part of one, is drafted next: the longest first, long ones in parts for several workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.fleet import WAIT, Outcome, Wait, open_map
from dragoman.media.probe import probe
from dragoman.workflows.draft_item import SHORTEST, DraftItem, Parts, Step, find_place
from dragoman.workflows.many.feed import Feed, Task
from dragoman.workflows.many.finished import Finished, describe_failure
from dragoman.workflows.watcher import Watcher

__all__ = ["DraftFeed", "count_parts", "count_pieces", "find_lengths"]

_BATCH = 200
_MS_A_PART = 10 * 60_000


class DraftFeed(Feed[DraftItem]):
    """Recordings. A long one is planned, transcribed in parts by whoever is free, and then drafted of what is kept.

    A plan or a part that fails fails no recording: the draft does what is left, and says what is wrong.
    """

    def __init__(self, tasks: Sequence[Task[DraftItem]]) -> None:
        super().__init__(tasks)
        self._workers = 1
        self._next: deque[tuple[int, Step]] = deque()
        self._steps: list[Step] = []
        # Place of a recording -> its steps that are not finished.
        self._open: dict[int, int] = {}

    def items(self, workers: int) -> Iterator[DraftItem | Wait]:
        """The steps, as workers ask for them; it is waited where only parts are at work that a draft depends on."""
        total = sum(task.weight for task in self.tasks)
        for place in self.order(workers):
            parts = count_parts(self.tasks[place].weight, total, workers)
            self._next.append((place, Step("plan", parts=parts) if parts > 1 else Step()))
        while self._next or self._open:
            if not self._next:
                yield WAIT
                continue
            place, step = self._next.popleft()
            if step.kind == "plan":
                self._open[place] = 1
            self._given.append(place)
            self._steps.append(step)
            yield msgspec.structs.replace(self.tasks[place].item, step=step)

    def take(self, outcome: Outcome[Any]) -> tuple[int, Finished] | None:
        """What became of a recording; ``None`` for a step of it."""
        place, step = self._given[outcome.index], self._steps[outcome.index]
        if step.kind == "draft":
            return place, self._finish(place, outcome)
        found = outcome.value.parts if isinstance(outcome.value, Parts) else ()
        steps = [(place, Step("part", first, behind)) for first, behind in found] if len(found) > 1 else []
        self._open[place] += len(steps) - 1
        self._next.extendleft(reversed(steps))
        if not self._open[place]:
            del self._open[place]
            self._next.appendleft((place, Step()))
        return None

    def _finish(self, place: int, outcome: Outcome[Any]) -> Finished:
        """What became of a recording, by the names that a person gave."""
        task = self.tasks[place]
        if isinstance(outcome.value, Finished):
            made = outcome.value.made
            return msgspec.structs.replace(outcome.value, path=task.path, made=_as_named(made, task))
        # Nobody says where it would have been made but the recording.
        made = find_place(task.item)[1]
        error = outcome.error or RuntimeError("nothing came of it")
        return describe_failure(task.path, _as_named(made, task), error)


def count_parts(length: int, total: int, workers: int) -> int:
    """Into how many parts a recording is cut; 1: not at all.

    One that takes longer than a quarter of what each worker has to do is cut, so that no worker is left with it alone.

    :param length: of the recording, and ``total`` of all, in ms
    """
    if workers == 1 or length < SHORTEST or length * 4 * workers <= total:
        return 1
    return max(2, min(2 * workers, length // _MS_A_PART))


def count_pieces(tasks: Sequence[Task[DraftItem]], workers: int) -> int:
    """How many of several workers would have something to do at the same time: one a recording, or a part of one."""
    total = sum(task.weight for task in tasks)
    return sum(count_parts(task.weight, total, workers) for task in tasks)


def find_lengths(paths: Sequence[Path], watcher: Watcher) -> list[int | None]:
    """How long recordings say they are, in ms. In a process of its own: whatever a file does to it harms nothing else.

    :raises CancelledError: where the watcher stopped it
    """
    lengths: list[int | None] = [None] * len(paths)
    batches = [tuple(paths[first : first + _BATCH]) for first in range(0, len(paths), _BATCH)]
    with open_map(1, apart=True, check=watcher.check_cancelled) as run:
        for outcome in run(look_at, batches):
            first = outcome.index * _BATCH
            for place, length in enumerate(outcome.value or (), first):
                lengths[place] = length
    return lengths


def look_at(paths: Sequence[Path]) -> tuple[int | None, ...]:
    """How long recordings say they are; ``None`` for one that does not, or that is none."""
    return tuple(_length(path) for path in paths)


def _length(path: Path) -> int | None:
    try:
        return probe(path).duration
    except Exception:
        # The draft says what is wrong with it.
        return None


def _as_named(made: Path | None, task: Task[DraftItem]) -> Path | None:
    """A folder by the name that a person gave: a cluster is given whole paths."""
    own = task.item.options.folder
    if made is None or task.made is None or not made.is_absolute() or task.made.is_absolute():
        return made
    return task.made.parent / made.name if made.parent == own.parent else made
