"""Work on many items, in this process or in several. Who asks does not know which.

``open_map()`` gives a function like the builtin ``map``. It takes items as workers become free, so that no more are in
memory than workers there are, and gives outcomes as they are finished. An item that fails is an outcome too, and so is
one whose process ended twice.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from dragoman.errors import CancelledError, DragomanError, EngineError

__all__ = ["Map", "Outcome", "open_map"]

T = TypeVar("T")
R = TypeVar("R")

# Seconds between two looks whether the work is to stop, and how long a process that was told to has to end.
_LOOK = 0.2
_PATIENCE = 5.0
_MOST_ATTEMPTS = 2


class Outcome(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """What became of the item at this place, counted from 0: a value, or what was raised."""

    index: int
    value: R | None = None
    error: Exception | None = None


class Map(Protocol):
    """Calls a function with each item. Outcomes come as they are finished, in any order."""

    def __call__(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[R]]:
        """The outcome of each item, once.

        :param function: at the top of a module, so that another process can import it
        :param items: taken as workers become free; each can be pickled
        """


def _go_on() -> None:
    """Never stop."""


@contextmanager
def open_map(workers: int, *, apart: bool = False, check: Callable[[], None] = _go_on) -> Iterator[Map]:
    """A map for so many workers; one of them is this process, unless ``apart`` gives it one of its own.

    :param check: called between outcomes, and a few times a second where there are other processes; what it raises ends
        all of them
    """
    if workers == 1 and not apart:
        yield _InProcess(check)
        return
    pool = _Pool(workers, check)
    try:
        yield pool
    finally:
        pool.close()


class _InProcess:
    """The builtin map."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check

    def __call__(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[R]]:
        """The outcomes, in order."""
        for index, item in enumerate(items):
            self._check()
            yield _call(function, index, item)


class _Pool:
    """Processes, each with one item at a time. One that ended is replaced, and its item tried once more."""

    def __init__(self, workers: int, check: Callable[[], None]) -> None:
        self._workers = workers
        self._check = check
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, _Task]] = {}

    def __call__(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[R]]:
        """The outcomes, as they are finished."""
        tasks = (_Task(index, function, item, 1) for index, item in enumerate(items))
        again: list[_Task] = []
        more = True
        try:
            while more or again or self._busy:
                self._check()
                while len(self._busy) < self._workers:
                    task = again.pop() if again else next(tasks, None)
                    if task is None:
                        more = False
                        break
                    self._start(task)
                yield from self._collect(again)
        finally:
            # Whoever takes no more outcomes wants no more work.
            self._end_busy()

    def _start(self, task: _Task) -> None:
        """Give a task to a worker. One that ended meanwhile, or while it was idle, is seen when its answer is read."""
        message = pickle.dumps((task.function, task.item))
        worker = self._idle.pop() if self._idle else _Worker()
        worker.send(message)
        self._busy[worker.pipe] = worker, task

    def _collect(self, again: list[_Task]) -> Iterator[Outcome[Any]]:
        """The outcomes that are there within a moment; tasks whose process ended are put into ``again``."""
        ready = set(wait(list(self._busy), _LOOK))
        for pipe in [pipe for pipe in self._busy if pipe in ready]:
            worker, task = self._busy.pop(pipe)
            outcome = worker.receive(task.index)
            if outcome is not None:
                self._idle.append(worker)
                yield outcome
                continue
            code = worker.end()
            if task.attempt < _MOST_ATTEMPTS:
                again.append(msgspec.structs.replace(task, attempt=task.attempt + 1))
            else:
                yield Outcome(index=task.index, error=_lost(code))

    def _end_busy(self) -> None:
        for worker, _ in self._busy.values():
            worker.stop()
        for worker, _ in self._busy.values():
            worker.end()
        self._busy.clear()

    def close(self) -> None:
        """End all processes."""
        self._end_busy()
        for worker in self._idle:
            worker.stop()
        for worker in self._idle:
            worker.end()
        self._idle.clear()


class _Task(msgspec.Struct, frozen=True):
    """An item, what is to be done with it, and how often it has been begun."""

    index: int
    function: Callable[[Any], Any]
    item: Any
    attempt: int


class _Worker:
    """A process and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,))
        self._process.start()
        theirs.close()

    def send(self, message: bytes) -> None:
        """Have it work; a process that is gone is noticed by the end of its pipe."""
        with suppress(OSError):
            self.pipe.send_bytes(message)

    def receive(self, index: int) -> Outcome[Any] | None:
        """The outcome; ``None`` where the process ended before it was whole."""
        try:
            message = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None
        try:
            outcome: Outcome[Any] = pickle.loads(message)
        except Exception as error:
            return Outcome(index=index, error=error)
        return msgspec.structs.replace(outcome, index=index)

    def stop(self) -> None:
        """Tell it to end now."""
        self._process.terminate()

    def end(self) -> int | None:
        """Wait until it has ended; the value is its exit code."""
        self.pipe.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return self._process.exitcode


def _lost(code: int | None) -> EngineError:
    """The error of an item whose process ended each time."""
    how = "ended" if code is None or code >= 0 else f"was ended by signal {-code}"
    fix = "try this one alone; give fewer workers where memory may be too small"
    return EngineError("worker", f"its process {how} twice before the work was done", fix)


def _serve(pipe: Connection) -> None:
    """Do what comes through the pipe until it is closed."""
    # Ctrl+C reaches all processes of a terminal; the one that was started by a person decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            message = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        pipe.send_bytes(_pickled(_call(_unpickled, 0, message)))


def _unpickled(message: bytes) -> Any:
    """What the function that came through the pipe makes of its item."""
    function, item = pickle.loads(message)
    return function(item)


def _end_with_parent() -> None:
    """A process that was killed cannot end those that it started."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _call(function: Callable[[T], R], index: int, item: T) -> Outcome[R]:
    try:
        return Outcome(index=index, value=function(item))
    except CancelledError:
        raise
    except Exception as error:
        return Outcome(index=index, error=error)


def _pickled(outcome: Outcome[Any]) -> bytes:
    """The outcome as bytes; one that cannot be pickled, or read again, becomes an error that says so."""
    try:
        message = pickle.dumps(outcome)
        if outcome.error is not None and not isinstance(outcome.error, DragomanError):
            pickle.loads(message)
    except Exception:
        what = outcome.error if outcome.error is not None else outcome.value
        fault = f"what came of it cannot be passed on: {type(what).__name__}: {what}"
        return pickle.dumps(Outcome(index=outcome.index, error=EngineError("worker", fault)))
    return message
