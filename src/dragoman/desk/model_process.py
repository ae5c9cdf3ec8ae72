"""Processes beside the server that hold models, for requests of seconds rather than hours.

Long work is a job (:mod:`dragoman.desk.jobs`), which waits for earlier jobs. Requests here do not wait: a plan, or one
passage. A process ends, with its models, after a while without requests.
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

# Seconds of CPU time, for all threads together, for one request.
_SECONDS = 3600
_jobs: list[Job] = []


class ModelProcess:
    """Runs functions that need models, one after another."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        self.process = OwnProcess(prepare)

    def submit(self, function: Callable[..., T], **arguments: Any) -> Future[T]:
        """The future result of a function that takes a job and these arguments."""
        return self.process.submit(_call, function, arguments)


def _prepare() -> None:
    """Let models run in this process, until it ends."""
    _jobs.append(open_job().__enter__())


def _prepare_alone() -> None:
    """As :func:`_prepare`, without a network."""
    close_network()
    _prepare()


def _call(function: Callable[..., T], arguments: dict[str, Any]) -> T:
    limit_process(None, _SECONDS)
    return function(job=_jobs[0], **arguments)


@cache
def model_process() -> ModelProcess:
    """The desk's process for translating. It may reach the engines that the owner has set up over the network."""
    return ModelProcess(_prepare)


@cache
def listening_process() -> ModelProcess:
    """The desk's process for listening to recordings, without a network."""
    return ModelProcess(_prepare_alone)
