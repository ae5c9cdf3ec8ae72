"""Choose which recording, or part of one, is drafted next: longest first, long ones in parts for several workers."""

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
    """Recordings to draft. A long one is planned, transcribed in parts by any free worker, and then drafted from the
    parts.

    If a plan or a part fails, the recording does not: the draft does the rest, and reports what is wrong.
    """

    def __init__(self, tasks: Sequence[Task[DraftItem]]) -> None:
        super().__init__(tasks)
        self._workers = 1
        self._next: deque[tuple[int, Step]] = deque()
        self._steps: list[Step] = []
        # Index of a recording -> the number of its unfinished steps.
        self._open: dict[int, int] = {}

    def items(self, workers: int) -> Iterator[DraftItem | Wait]:
        """The steps, as workers ask for them; ``WAIT`` if a draft must wait for parts that are being transcribed."""
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
        """The index and outcome of a finished recording; ``None`` if the outcome is that of a plan or a part."""
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
        """The outcome of a recording, with the paths that the user gave."""
        task = self.tasks[place]
        if isinstance(outcome.value, Finished):
            made = outcome.value.made
            return msgspec.structs.replace(outcome.value, path=task.path, made=_as_named(made, task))
        # The worker did not report a folder, so it is derived from the recording.
        made = find_place(task.item)[1]
        error = outcome.error or RuntimeError("it had no result")
        return describe_failure(task.path, _as_named(made, task), error)


def count_parts(length: int, total: int, workers: int) -> int:
    """The number of parts into which a recording is cut; 1 for none.

    A recording longer than a quarter of each worker's share is cut, so that no worker is left alone with it.

    :param length: of the recording, in ms
    :param total: of all recordings, in ms
    """
    if workers == 1 or length < SHORTEST or length * 4 * workers <= total:
        return 1
    return max(2, min(2 * workers, length // _MS_A_PART))


def count_pieces(tasks: Sequence[Task[DraftItem]], workers: int) -> int:
    """The number of workers that could work at the same time: one for each recording or part."""
    total = sum(task.weight for task in tasks)
    return sum(count_parts(task.weight, total, workers) for task in tasks)


def find_lengths(paths: Sequence[Path], watcher: Watcher) -> list[int | None]:
    """The lengths that recordings state, in ms; ``None`` if unknown. A separate process reads them: a bad file cannot
    crash this one.

    :raises CancelledError: if the watcher stopped the work
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
    """The lengths that recordings state, in ms; ``None`` if unknown, or if a file is not a recording."""
    return tuple(_length(path) for path in paths)


def _length(path: Path) -> int | None:
    try:
        return probe(path).duration
    except Exception:
        # The draft will report what is wrong with it.
        return None


def _as_named(made: Path | None, task: Task[DraftItem]) -> Path | None:
    """The folder as the user wrote it: a cluster is given absolute paths."""
    own = task.item.options.folder
    if made is None or task.made is None or not made.is_absolute() or task.made.is_absolute():
        return made
    return task.made.parent / made.name if made.parent == own.parent else made
