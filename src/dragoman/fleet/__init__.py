"""Work on many items, in this process, in several, or on the machines of a cluster. Who asks does not know which.

``open_map()`` gives a function like the builtin ``map``. It takes items as workers become free, so that no more are in
memory than workers there are, and gives outcomes as they are finished. An item that fails is an outcome too, and so is
one whose process ended twice without progress in between.
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
    """Never stop."""


def _no_progress(item: object) -> int:
    """Nothing is known of how far an item is."""
    return 0


def _say_nothing(why: str) -> None:
    """Nobody wants to know."""


@contextmanager
def open_map(
    workers: int | Cluster,
    *,
    apart: bool = False,
    check: Callable[[], None] = _go_on,
    progress: Callable[[Any], int] = _no_progress,
    tell: Callable[[str], None] = _say_nothing,
) -> Iterator[Map]:
    """A map for so many workers of this machine, or for those of a cluster.

    One worker is this process, unless ``apart`` gives it one of its own.

    :param check: called between outcomes, and a few times a second where there are other processes; what it raises ends
        all of them
    :param progress: how far an item is, as a number that grows; it is asked when the item's worker ended
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
        """The outcomes, in order."""
        for index, item in enumerate(item for item in items if not isinstance(item, Wait)):
            self._check()
            yield call(function, index, item)
