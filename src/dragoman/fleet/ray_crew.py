"""Workers on the machines of a Ray cluster. No other module uses Ray.

Each worker is an actor: a process that Ray starts on a machine of the cluster, and that keeps its models from one item
to the next. It gets one item at a time. If a worker is lost, another one does its item, and a new worker is started in
its place as soon as its machine has room. Machines that join later get workers too.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, TypeVar

from dragoman.errors import EngineError, Fix
from dragoman.fleet.dispatch import Lost, Task, Work, dispatch
from dragoman.fleet.machine import bind
from dragoman.fleet.outcome import Outcome, Wait, pack, pickled_call, unpack
from dragoman.fleet.places import Cluster, Place, find_places

__all__ = ["RayCrew"]

T = TypeVar("T")
R = TypeVar("R")

# Seconds between two requests for the list of machines.
_LOOK = 2.0
_MOST_FAILURES = 3


class Server:
    """The actor, which runs on a machine of the cluster."""

    def ready(self, workers: int, number: int) -> None:
        """Bind the process to the cores of this place."""
        bind(workers, number)

    def work(self, message: bytes) -> bytes:
        """Make the call in a message, and return its outcome as bytes."""
        return pickled_call(message)


class RayCrew:
    """A crew with a worker in every place of a cluster.

    :raises EngineError: if Ray is not installed or the cluster cannot be reached
    """

    def __init__(self, cluster: Cluster, work: Work) -> None:
        self._cluster = cluster
        self._work = work
        self._ray, self._is_ours = _connect(cluster.address)
        self._looked = 0.0
        self._failures: Counter[Place] = Counter()
        self._fault = ""
        self._names: dict[str, str] = {}
        self._told: set[str] = set()
        # By the reference to the awaited result.
        self._starting: dict[Any, tuple[Place, Any]] = {}
        self._busy: dict[Any, tuple[Place, Any, Task]] = {}
        self._idle: list[tuple[Place, Any]] = []

    def __call__(self, function: Callable[[T], R], items: Iterable[T | Wait]) -> Iterator[Outcome[R]]:
        """The outcomes, as they are finished.

        :raises EngineError: if no machine of the cluster can start a worker, or the cluster can no longer be reached
        """
        return dispatch(self, self._work, function, items)

    @property
    def workers(self) -> int:
        """The number of places that the cluster has now, 1 at least.

        :raises EngineError: if the cluster can no longer be reached
        """
        with self._reached():
            return max(1, len(find_places(self._ray.nodes(), self._cluster)))

    def free(self) -> int:
        """The number of workers that are ready and have no task. Workers are started in empty places first.

        :raises EngineError: if no machine can start a worker, or the cluster can no longer be reached
        """
        self._fill_places()
        return len(self._idle)

    def is_busy(self) -> bool:
        """Whether a worker has a task."""
        return bool(self._busy)

    def start(self, task: Task) -> None:
        """Send a task to a free worker.

        :raises EngineError: if the cluster can no longer be reached
        """
        place, actor = self._idle.pop()
        with self._reached():
            self._busy[actor.work.remote(pack(task.function, task.item))] = place, actor, task

    def collect(self, seconds: float) -> list[tuple[Task, Outcome[Any] | Lost]]:
        """The tasks that finished within ``seconds``, with their outcomes, and the tasks whose worker was lost.

        :raises EngineError: if the cluster can no longer be reached
        """
        awaited = [*self._starting, *self._busy]
        if not awaited:
            time.sleep(seconds)
            return []
        with self._reached():
            ready, _ = self._ray.wait(awaited, num_returns=1, timeout=seconds)
            if ready:
                ready, _ = self._ray.wait(awaited, num_returns=len(awaited), timeout=0)
        for reference in ready:
            if reference in self._starting:
                self._take_started(reference)
        return [self._take(reference) for reference in ready if reference in self._busy]

    def stop(self) -> None:
        """End the workers that have a task."""
        for _, actor, _ in self._busy.values():
            self._kill(actor)
        self._busy.clear()

    def close(self) -> None:
        """End all workers and leave the cluster."""
        self.stop()
        for _, actor in (*self._idle, *self._starting.values()):
            self._kill(actor)
        self._idle.clear()
        self._starting.clear()
        if self._is_ours:
            with suppress(Exception):
                self._ray.shutdown()

    def _fill_places(self) -> None:
        """Start a worker in every place that has none."""
        if time.monotonic() - self._looked < _LOOK:
            return
        with self._reached():
            nodes = self._ray.nodes()
        places = find_places(nodes, self._cluster)
        self._names = {node["NodeID"]: str(node.get("NodeManagerAddress")) for node in nodes}
        self._looked = time.monotonic()
        taken = {place for place, *_ in (*self._starting.values(), *self._busy.values(), *self._idle)}
        able = [place for place in places if self._failures[place] < _MOST_FAILURES]
        if not able and not taken:
            raise _without_places(self._fault)
        for place in able:
            if place not in taken:
                self._start_worker(place)

    def _start_worker(self, place: Place) -> None:
        strategies = import_module("ray.util.scheduling_strategies")
        there = strategies.NodeAffinitySchedulingStrategy(place.node, soft=False)
        options = {"num_cpus": place.cores, "num_gpus": place.gpus, "scheduling_strategy": there}
        with self._reached():
            actor = self._ray.remote(Server).options(**options).remote()
            self._starting[actor.ready.remote(place.workers, place.number)] = place, actor

    def _take_started(self, reference: Any) -> None:
        place, actor = self._starting.pop(reference)
        try:
            self._ray.get(reference)
        except Exception as error:
            self._failures[place] += 1
            self._fault = _first_line(error)
            self._kill(actor)
            self._tell(place)
        else:
            self._idle.append((place, actor))

    def _tell(self, place: Place) -> None:
        """Report, once for a machine, that its workers do not start."""
        if self._failures[place] >= _MOST_FAILURES and place.node not in self._told:
            self._told.add(place.node)
            self._work.tell(f"{self._names.get(place.node, place.node)}: {self._fault}")

    def _take(self, reference: Any) -> tuple[Task, Outcome[Any] | Lost]:
        place, actor, task = self._busy.pop(reference)
        try:
            answer = self._ray.get(reference)
        except Exception:
            self._kill(actor)
            # Read the list of machines again: the machine may be gone.
            self._looked = 0.0
            return task, Lost("ended, or its machine was lost,")
        self._failures[place] = 0
        self._idle.append((place, actor))
        return task, unpack(task.index, answer)

    def _kill(self, actor: Any) -> None:
        with suppress(Exception):
            self._ray.kill(actor)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn an exception of Ray into an EngineError: the cluster can no longer be reached."""
        try:
            yield
        except Exception as error:
            fix = "start the cluster, then run the command again: finished work is kept"
            raise EngineError("ray", f"can no longer be reached ({_first_line(error)})", fix) from error


def _connect(address: str) -> tuple[Any, bool]:
    """Ray, connected to a cluster, and whether it was connected here."""
    # Ray reads this variable when it is imported and when it starts a process.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        ray: Any = import_module("ray")
    except ImportError:
        missing = Fix("install it on every machine of the cluster", package="dragoman[cluster]")
        raise EngineError("ray", "is not installed", missing) from None
    if ray.is_initialized():
        return ray, False
    _silence(ray)
    try:
        with _own_signals():
            ray.init(address=address, log_to_driver=False, logging_level="critical", namespace="dragoman")
    except Exception as error:
        fix = "start Ray on each machine (docs/cluster.md), or give the address of a cluster that runs"
        raise EngineError(f"ray {address}", f"cannot be reached ({_first_line(error)})", fix) from error
    return ray, True


def _silence(ray: Any) -> None:
    """Keep the cluster's reports off standard output, which this program uses; they are in Ray's own logs."""
    with suppress(Exception):
        driver: Any = import_module("ray._private.worker")
        driver.print_to_stdstream = _drop


def _drop(*arguments: object, **named: object) -> None:
    """Print nothing."""


@contextmanager
def _own_signals() -> Iterator[None]:
    """Restore the program's SIGTERM handler after the ``with`` block: Ray replaces it."""
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if is_main and before is not None:
            signal.signal(signal.SIGTERM, before)


def _without_places(fault: str) -> EngineError:
    if fault:
        fix = "install the same versions of dragoman and Ray on every machine, in the same place"
        return EngineError("ray", f"has no machine that can start a worker ({fault})", fix)
    return EngineError("ray", "has no machine with a free core", "start more machines, or give them cores")


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
