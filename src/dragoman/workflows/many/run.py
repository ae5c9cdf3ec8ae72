"""Call one function with many items: with progress, a report, and the outcome of each."""

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

__all__ = ["Progress", "Task", "Whole", "refuse_no_workers", "run_many", "unseen"]

T = TypeVar("T")
Progress = Callable[[Tally], None]

_RENEWED = 60.0
"""Seconds between two reports during the work."""


def unseen(tally: Tally) -> None:
    """Ignore the progress."""


def _unknown(item: object) -> int:
    """The progress of an item is unknown."""
    return 0


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """The number of processes or the cluster that does the work, the place of the report, and who is informed.

    ``reached`` returns the progress of an item whose process ended, as a number that grows: as long as it does, the
    item is tried again.
    """

    workers: int | Cluster
    report: Path
    watcher: Watcher
    progress: Progress = unseen
    reached: Callable[[Any], int] = _unknown


def run_many(work: Work, function: Callable[[T], Any], feed: Feed[T] | Sequence[Task[T]], whole: Whole) -> DoneMany:
    """Call a function with every item. A failure is reported and does not stop the others.

    The report is written at the end, even if the work was stopped, and from time to time during the work; there is none
    of a dry run.

    :param function: a function at the top level of a module; it returns the outcome of its item
    :raises SettingsError: if there is less than one worker
    :raises EngineError: if the cluster cannot be reached
    :raises FolderError: if the report cannot be written
    :raises CancelledError: if the watcher stopped the work; what is finished is kept
    """
    refuse_no_workers(whole.workers)
    whole.watcher.check_cancelled()
    if not work.is_dry:
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
        fix = "install the same versions of dragoman and Ray on every machine, in the same place"
        whole.watcher.problem(problem.suggesting(fix))

    return open_map(whole.workers, check=whole.watcher.check_cancelled, progress=whole.reached, tell=tell)


def refuse_no_workers(workers: int | Cluster) -> None:
    """Refuse a number of workers that is less than 1.

    :raises SettingsError: if it is
    """
    count = workers.workers if isinstance(workers, Cluster) else workers
    if count is not None and count < 1:
        raise SettingsError("workers", str(count), "is less than 1")


class _Kept:
    """The finished items: counted, shown and reported."""

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
        """Count a finished item."""
        self._files.append(msgspec.structs.replace(file, index=index))
        self._left -= self._weights[index]
        if file.outcome != "skipped":
            self._done += self._weights[index]
            self._sound += file.duration or 0
        self._show()
        if time.monotonic() - self._written > _RENEWED:
            self.write(running=True)

    def write(self, *, running: bool) -> DoneMany:
        """Write the report, unless it is a dry run."""
        files = tuple(sorted(self._files, key=lambda file: file.index))
        spent = time.monotonic() - self._began
        done = DoneMany(work=self._work, files=files, report=self._whole.report, seconds=spent, running=running)
        if not self._work.is_dry:
            with disk.writing(done.report):
                disk.replace(done.report, write_report(done, len(self._weights)).encode(), 0o644)
        self._written = time.monotonic()
        return done

    def _show(self) -> None:
        done, total = len(self._files), len(self._weights)
        self._whole.watcher.report(self._work.stage, done, total, self._work.unit)
        spent = time.monotonic() - self._began
        # Skipped items took no time, so they say nothing about the rest.
        left = spent * self._left / self._done if self._done else None
        self._whole.progress(Tally(done=done, total=total, sound=self._sound, spent=spent, left=left))
