"""A watcher that remembers what it was told, and stops the work when it is asked to. And work for a job to do."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from dragoman.errors import CancelledError, Fix, FolderError
from dragoman.problems import Problem
from dragoman.workflows.job import Job
from dragoman.workflows.watcher import Unit, Watcher


class Remembering:
    """``stop_after``: at which look for a cancellation, counted from 1, the work is stopped; ``None`` is never."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.reports: list[tuple[str, int, int | None, Unit]] = []
        self.problems: list[Problem] = []
        self.looks = 0
        self._stop_after = stop_after

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Remember it."""
        self.reports.append((stage, done, total, unit))

    def problem(self, problem: Problem) -> None:
        """Remember it."""
        self.problems.append(problem)

    def check_cancelled(self) -> None:
        """Stop the work, where its time has come."""
        self.looks += 1
        if self._stop_after is not None and self.looks >= self._stop_after:
            raise CancelledError("draft")


def tell_process(*, job: Job, watcher: Watcher) -> int:
    """The id of the process in which the job runs, with a report and a problem."""
    assert isinstance(job, Job)
    watcher.report("reading", 1, 2, "files")
    watcher.problem(Problem("odd", "note", "an odd thing"))
    return os.getpid()


def wait_to_be_stopped(*, job: Job, watcher: Watcher, mark: Path) -> None:
    """Work that ends only where it is stopped, and then keeps what it has."""
    try:
        while True:
            watcher.check_cancelled()
            time.sleep(0.01)
    finally:
        mark.write_text("kept")


def fail(*, job: Job, watcher: Watcher) -> None:
    """Work that cannot be done."""
    raise FolderError("talk", "is gone", Fix("make it again", "draft", options={"output": None}))


def die(*, job: Job, watcher: Watcher) -> None:
    """Work that takes its process down."""
    os._exit(9)


def get_signals(*, job: Job, watcher: Watcher) -> str:
    """Work in a process that gets what its parent gets: Ctrl+C, and the signal of systemd."""
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(os.getpid(), number)
    return "whole"


def count_new_threads(*, job: Job, watcher: Watcher) -> int:
    """How many threads numpy starts to multiply two matrices."""
    before = len(os.listdir("/proc/self/task"))
    import numpy as np

    np.ones((500, 500)) @ np.ones((500, 500))
    return len(os.listdir("/proc/self/task")) - before
