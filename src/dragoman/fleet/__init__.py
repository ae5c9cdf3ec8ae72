"""Calls a function with many items, in this process, in several, or on the machines of a cluster.

``open_map()`` opens a function like the builtin ``map``, which is called in the same way in all three cases. It takes
an item when a worker becomes free, so that there are never more items in memory than workers, and yields outcomes as
they are finished. An item that fails has an outcome too, and so has one whose process ended twice without progress in
between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from dragoman.fleet.dispatch import Work
from dragoman.fleet.machine import Machine, choose_workers, find_machine
from dragoman.fleet.outcome import WAIT, Map, Outcome, Wait, call
from dragoman.fleet.places import Cluster
from dragoman.fleet.pool import Pool
from dragoman.fleet.ray_crew import RayCrew

__all__ = ["WAIT", "Cluster", "Machine", "Map", "Outcome", "Wait", "choose_workers", "find_machine", "open_map"]

T = TypeVar("T")
R = TypeVar("R")


def _go_on() -> None:
    """A ``check`` that never stops the work."""


def _no_progress(item: object) -> int:
    """A ``progress`` for items whose progress is not known."""
    return 0


def _say_nothing(why: str) -> None:
    """A ``tell`` that ignores its message."""


@contextmanager
def open_map(
    workers: int | Cluster,
    *,
    apart: bool = False,
    check: Callable[[], None] = _go_on,
    progress: Callable[[Any], int] = _no_progress,
    tell: Callable[[str], None] = _say_nothing,
) -> Iterator[Map]:
    """A map for a number of workers of this machine, or for the workers of a cluster.

    A single worker is this process, unless ``apart`` asks for a separate one. The workers end with the ``with`` block.

    :param check: called between outcomes, and a few times a second if there are other processes; an exception in it
        ends all work
    :param progress: returns how far an item is, as a number that grows; called when the item's worker has ended
    :param tell: called with the name of a machine that does no work, and the reason
    :raises EngineError: if Ray is not installed or the cluster cannot be reached
    """
    if workers == 1 and not apart:
        yield _InProcess(check)
        return
    crew = _open_crew(workers, Work(check, progress, tell))
    try:
        yield crew
    finally:
        crew.close()


def _open_crew(workers: int | Cluster, work: Work) -> Pool | RayCrew:
    return RayCrew(workers, work) if isinstance(workers, Cluster) else Pool(workers, work)


class _InProcess:
    """The builtin map."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check
        self.workers = 1

    def __call__(self, function: Callable[[T], R], items: Iterable[T | Wait]) -> Iterator[Outcome[R]]:
        """The outcomes, in the order of the items."""
        for index, item in enumerate(item for item in items if not isinstance(item, Wait)):
            self._check()
            yield call(function, index, item)
