"""Workers on this machine: processes, each bound to its cores. They end with the program that started them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from dragoman.fleet.dispatch import Lost, Task, Work, dispatch
from dragoman.fleet.machine import bind
from dragoman.fleet.outcome import Outcome, Wait, pack, pickled_call, unpack

__all__ = ["Pool"]

T = TypeVar("T")
R = TypeVar("R")

# Seconds that a process has to end before it is killed.
_PATIENCE = 5.0


class Pool:
    """A crew of ``workers`` processes, each of which is started when there is work for it."""

    def __init__(self, workers: int, work: Work) -> None:
        self._work = work
        self.workers = workers
        self._places = list(range(workers))
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, Task]] = {}

    def __call__(self, function: Callable[[T], R], items: Iterable[T | Wait]) -> Iterator[Outcome[R]]:
        """The outcomes, as they are finished."""
        return dispatch(self, self._work, function, items)

    def free(self) -> int:
        """The number of processes without a task."""
        return self.workers - len(self._busy)

    def is_busy(self) -> bool:
        """Whether a process has a task."""
        return bool(self._busy)

    def start(self, task: Task) -> None:
        """Send a task to a process. A process that has ended is noticed when its answer is read."""
        message = pack(task.function, task.item)
        worker = self._idle.pop() if self._idle else _Worker(self.workers, self._places.pop(0))
        worker.send(message)
        self._busy[worker.pipe] = worker, task

    def collect(self, seconds: float) -> list[tuple[Task, Outcome[Any] | Lost]]:
        """The tasks that finished within ``seconds``, with their outcomes, and the tasks whose process ended."""
        ready = set(wait(list(self._busy), seconds))
        return [self._take(pipe) for pipe in list(self._busy) if pipe in ready]

    def _take(self, pipe: Connection) -> tuple[Task, Outcome[Any] | Lost]:
        worker, task = self._busy.pop(pipe)
        answer = worker.receive()
        if answer is not None:
            self._idle.append(worker)
            return task, unpack(task.index, answer)
        self._places.append(worker.place)
        code = worker.end()
        return task, Lost("ended" if code is None or code >= 0 else f"was ended by signal {-code}")

    def stop(self) -> None:
        """End the processes that have a task."""
        self._end([worker for worker, _ in self._busy.values()])
        self._busy.clear()

    def close(self) -> None:
        """End all processes."""
        self.stop()
        self._end(self._idle)
        self._idle.clear()

    def _end(self, workers: list[_Worker]) -> None:
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.end()
            self._places.append(worker.place)


class _Worker:
    """A process and the pipe to it. ``place`` is its number, which determines its cores."""

    def __init__(self, workers: int, place: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.place = place
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, workers, place), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, message: bytes) -> None:
        """Send a message. A process that has ended is noticed later, by the end of its pipe."""
        with suppress(OSError):
            self.pipe.send_bytes(message)

    def receive(self) -> bytes | None:
        """The answer; ``None`` if the process ended before the answer was complete."""
        try:
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None

    def stop(self) -> None:
        """Terminate the process, without waiting for its end."""
        self._process.terminate()

    def end(self) -> int | None:
        """Wait until the process has ended, or kill it, and return its exit code."""
        self.pipe.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return self._process.exitcode


def _serve(pipe: Connection, workers: int, place: int) -> None:
    """Answer the messages of a pipe until it is closed."""
    # Ctrl+C reaches all processes of a terminal; the one that a person started decides what happens.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    bind(workers, place)
    while True:
        try:
            message = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        pipe.send_bytes(pickled_call(message))


def _end_with_parent() -> None:
    """End this process when its parent ends: a parent that was killed cannot end its children."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
