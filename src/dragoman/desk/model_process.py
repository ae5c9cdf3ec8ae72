"""A process beside the server that holds models, for what somebody at the desk waits for: seconds, and not hours.

Long work is a job (:mod:`dragoman.desk.jobs`), which waits for the jobs before it. What is asked for here does not: a
plan, one passage. The process ends when nobody has asked for anything for a while, and its models with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from threading import Lock
from typing import Any, TypeVar

from dragoman.desk.processes import make_pool
from dragoman.workflows.job import Job, open_job

__all__ = ["ModelProcess", "model_process"]

T = TypeVar("T")

# Seconds without work after which the models are let go of.
_IDLE = 600.0
_jobs: list[Job] = []


class ModelProcess:
    """Does one thing after the other, in a process that is started when it is first needed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._running = 0
        self._used = 0.0

    def submit(self, function: Callable[..., T], **arguments: Any) -> Future[T]:
        """What a function will return that takes a job and these arguments."""
        with self._lock:
            self._running += 1
            try:
                future = self._start().submit(_call, function, arguments)
            except BrokenProcessPool:
                # The system has ended the process, for want of memory perhaps.
                self._pool = None
                future = self._start().submit(_call, function, arguments)
        future.add_done_callback(self._done)
        return future

    def rest(self) -> None:
        """Let go of the models where nobody has needed them for a while."""
        with self._lock:
            if self._pool is not None and not self._running and time.monotonic() - self._used > _IDLE:
                self._pool.shutdown(wait=False)
                self._pool = None

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = make_pool(_prepare)
        return self._pool

    def _done(self, future: Future[Any]) -> None:
        with self._lock:
            self._running -= 1
            self._used = time.monotonic()


def _prepare() -> None:
    """Make this process one in which models run, until it ends."""
    _jobs.append(open_job().__enter__())


def _call(function: Callable[..., T], arguments: dict[str, Any]) -> T:
    return function(job=_jobs[0], **arguments)


@cache
def model_process() -> ModelProcess:
    """The one of this desk."""
    return ModelProcess()
