"""Do work in threads, a bounded number of pieces ahead, and return the results in order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

__all__ = ["Pool", "StoppedError"]

A = TypeVar("A")
B = TypeVar("B")

_LOOK = 0.1
"""Seconds between two checks whether the work should stop."""


class StoppedError(Exception):
    """Raised in a thread whose work is cancelled."""


class Pool(Generic[A, B]):
    """Threads that do one kind of work.

    They are daemon threads: a hanging request does not keep a stopped command alive.
    """

    def __init__(self, do: Callable[[A], B], workers: int) -> None:
        self._do = do
        self._workers = max(1, workers)
        self._stop = threading.Event()

    def pause(self, seconds: float) -> None:
        """Wait in a thread of the pool.

        :raises StoppedError: as soon as the work is cancelled
        """
        if self._stop.wait(seconds):
            raise StoppedError

    def run(self, pieces: Iterable[A], look: Callable[[], None]) -> Iterator[B]:
        """Yield the results, in the order of the pieces. At most four pieces per thread are taken ahead.

        :param look: called several times per second in the calling thread; an exception from it ends the work
        :raises Exception: whatever a piece raises, after the results of the pieces before it
        """
        ahead = self._workers * 4
        todo: queue.SimpleQueue[tuple[int, A] | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[int, B | None, Exception | None]] = queue.SimpleQueue()
        threads = [threading.Thread(target=self._work, args=(todo, done), daemon=True) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        finished: dict[int, tuple[B | None, Exception | None]] = {}
        given, taken, source = 0, 0, iter(pieces)
        try:
            while True:
                while taken - given < ahead and (piece := next(source, None)) is not None:
                    todo.put((taken, piece))
                    taken += 1
                if given == taken:
                    return
                look()
                while given not in finished:
                    try:
                        number, result, error = done.get(timeout=_LOOK)
                    except queue.Empty:
                        look()
                        continue
                    finished[number] = (result, error)
                result, error = finished.pop(given)
                given += 1
                if error is not None:
                    raise error
                yield result  # type: ignore[misc]
        finally:
            self._stop.set()
            for _ in threads:
                todo.put(None)

    def _work(
        self,
        todo: queue.SimpleQueue[tuple[int, A] | None],
        done: queue.SimpleQueue[tuple[int, B | None, Exception | None]],
    ) -> None:
        while (entry := todo.get()) is not None and not self._stop.is_set():
            number, piece = entry
            try:
                done.put((number, self._do(piece), None))
            except Exception as error:
                done.put((number, None, error))
