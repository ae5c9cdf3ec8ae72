"""One function called with many items: progress over the whole, a report, and what became of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dragoman import disk
from dragoman.errors import SettingsError
from dragoman.fleet import Cluster, Map, open_map
from dragoman.problems import Problem
from dragoman.workflows.job import process_job
from dragoman.workflows.many.feed import Feed, Task
from dragoman.workflows.many.finished import DoneMany, Finished, Tally, Work
from dragoman.workflows.many.report import write_report
from dragoman.workflows.watcher import Watcher

__all__ = ["Progress", "Task", "Whole", "run_many", "unseen"]

T = TypeVar("T")
Progress = Callable[[Tally], None]

_RENEWED = 60.0
"""Seconds between two reports that are written while the work goes on."""


def unseen(tally: Tally) -> None:
    """Nobody looks on."""


def _unknown(item: object) -> int:
    """Nothing is known of how far an item is."""
    return 0


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """How many processes share the work, or which cluster does it; where its report lies, and who looks on.

    ``reached`` says how far an item is whose process ended, as a number that grows: as long as it does, the item is
    tried again.
    """

    workers: int | Cluster
    report: Path
    watcher: Watcher
    progress: Progress = unseen
    reached: Callable[[Any], int] = _unknown


def run_many(work: Work, function: Callable[[T], Any], feed: Feed[T] | Sequence[Task[T]], whole: Whole) -> DoneMany:
    """Call a function with every item. One that fails is reported and stops no other.

    The report is written at the end, also where the work was stopped, and now and then meanwhile.

    :param function: at the top of a module; what it returns says what became of its item
    :raises SettingsError: for less than one worker
    :raises EngineError: where the cluster is not reached
    :raises FolderError: where the report cannot be written
    :raises CancelledError: where the watcher stopped it; what is finished by then is kept
    """
    _refuse_none(whole.workers)
    whole.watcher.check_cancelled()
    with disk.writing(whole.report):
        whole.report.parent.mkdir(parents=True, exist_ok=True)
    feed = feed if isinstance(feed, Feed) else Feed(feed)
    kept = _Kept(work, feed.tasks, whole)
    try:
        with _open(whole) as run:
            for outcome in run(function, feed.items(run.workers)):
                taken = feed.take(outcome)
                if taken is not None:
                    place, file = taken
                    kept.take(file, place)
    except BaseException:
        kept.write(running=True)
        raise
    finally:
        process_job().release()
    return kept.write(running=False)


def _open(whole: Whole) -> AbstractContextManager[Map]:
    def tell(why: str) -> None:
        problem = Problem.of("machine-unused", "warning", "a machine of the cluster is not used: {why}", why=why)
        fix = "install the same version of dragoman and of Ray on every machine, in the same place"
        whole.watcher.problem(problem.suggesting(fix))

    return open_map(whole.workers, check=whole.watcher.check_cancelled, progress=whole.reached, tell=tell)


def _refuse_none(workers: int | Cluster) -> None:
    count = workers.workers if isinstance(workers, Cluster) else workers
    if count is not None and count < 1:
        raise SettingsError("workers", str(count), "is less than 1")


class _Kept:
    """What is finished, counted, shown and reported."""

    def __init__(self, work: Work, tasks: Sequence[Task[T]], whole: Whole) -> None:
        self._work = work
        self._whole = whole
        self._weights = [task.weight for task in tasks]
        self._left = sum(self._weights)
        self._done = 0
        self._sound = 0
        self._files: list[Finished] = []
        self._began = self._written = time.monotonic()
        self._show()

    def take(self, file: Finished, index: int) -> None:
        """Count one that is finished."""
        self._files.append(msgspec.structs.replace(file, index=index))
        self._left -= self._weights[index]
        if file.outcome != "skipped":
            self._done += self._weights[index]
            self._sound += file.duration or 0
        self._show()
        if time.monotonic() - self._written > _RENEWED:
            self.write(running=True)

    def write(self, *, running: bool) -> DoneMany:
        """Write the report."""
        files = tuple(sorted(self._files, key=lambda file: file.index))
        spent = time.monotonic() - self._began
        done = DoneMany(work=self._work, files=files, report=self._whole.report, seconds=spent, running=running)
        with disk.writing(done.report):
            disk.replace(done.report, write_report(done, len(self._weights)).encode(), 0o644)
        self._written = time.monotonic()
        return done

    def _show(self) -> None:
        done, total = len(self._files), len(self._weights)
        self._whole.watcher.report(self._work.stage, done, total, self._work.unit)
        spent = time.monotonic() - self._began
        # What was skipped took no time, so that it says nothing of the rest.
        left = spent * self._left / self._done if self._done else None
        self._whole.progress(Tally(done=done, total=total, sound=self._sound, spent=spent, left=left))
