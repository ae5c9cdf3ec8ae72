"""Processes beside the server that hold models, for what somebody at the desk waits for: seconds, and not hours.

Long work is a job (:mod:`dragoman.desk.jobs`), which waits for the jobs before it. What is asked for here does not: a
plan, one passage. A process ends when nobody has asked it for anything for a while, and its models with it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Any, TypeVar

from dragoman.desk.limits import close_network, limit_process
from dragoman.desk.processes import OwnProcess
from dragoman.workflows.job import Job, open_job

__all__ = ["ModelProcess", "listening_process", "model_process"]

T = TypeVar("T")

# Seconds of the processor, all threads together, for one thing that is asked for.
_SECONDS = 3600
_jobs: list[Job] = []


class ModelProcess:
    """Does one thing after the other for which models are needed."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        self.process = OwnProcess(prepare)

    def submit(self, function: Callable[..., T], **arguments: Any) -> Future[T]:
        """What a function will return that takes a job and these arguments."""
        return self.process.submit(_call, function, arguments)


def _prepare() -> None:
    """Make this process one in which models run, until it ends."""
    _jobs.append(open_job().__enter__())


def _prepare_alone() -> None:
    """The same, cut off from the network."""
    close_network()
    _prepare()


def _call(function: Callable[..., T], arguments: dict[str, Any]) -> T:
    limit_process(None, _SECONDS)
    return function(job=_jobs[0], **arguments)


@cache
def model_process() -> ModelProcess:
    """The one of this desk that translates. It reaches the engines that the owner has set up, also by the network."""
    return ModelProcess(_prepare)


@cache
def listening_process() -> ModelProcess:
    """The one of this desk that listens to recordings, without a network."""
    return ModelProcess(_prepare_alone)
