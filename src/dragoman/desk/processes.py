"""A process beside the server, for work that nobody who types shall wait for. It ends when the server does, however."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any, TypeVar

__all__ = ["OwnProcess"]

T = TypeVar("T")

# Seconds between two looks whether the server is still there; without work, after which a process is ended; and that
# one work may take. A limit of the processor's time does not end what waits for something.
_LOOK = 1.0
_IDLE = 600.0
_PATIENCE = 3600.0


class OwnProcess:
    """Does one thing after the other in a process of its own, which is started when it is first needed.

    Where the system ends the process, the work that it was at fails, and no other: a new process does the rest. Work is
    tried once more, in a new process, where the one that was ended had done other work before.
    """

    def __init__(self, prepare: Callable[[], object] | None = None, patience: float = _PATIENCE) -> None:
        """No process is started yet.

        :param prepare: called there before anything else, while there is one thread
        :param patience: seconds that one work may take
        """
        self._prepare = prepare
        self._patience = patience
        self._lock = threading.Lock()
        self._queue = ThreadPoolExecutor(max_workers=1)
        self._started: _Started | None = None
        self._open = 0
        self._used = 0.0

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """What a function will return.

        The future fails with ``BrokenProcessPool`` where the system ended the process or the work took too long, and
        with ``CancelledError`` where this is closed.

        Add callbacks to it while you hold no lock that they need: they are called at once where it is done already.
        """
        with self._lock:
            self._open += 1
            try:
                future = self._queue.submit(self._do, self._queue, function, arguments)
            except RuntimeError:  # Python is about to end
                future = Future()
                future.set_exception(CancelledError())
        future.add_done_callback(self._note)
        return future

    def rest(self, idle: float = _IDLE) -> None:
        """End the process where nobody has needed it for so many seconds."""
        with self._lock:
            if not self._open and time.monotonic() - self._used > idle:
                self._end()

    def close(self) -> None:
        """End the process, also in the middle of work, and forget what waits. Later work starts a new one."""
        with self._lock:
            queue, self._queue = self._queue, ThreadPoolExecutor(max_workers=1)
            self._end()
        # What is cancelled calls back at once.
        queue.shutdown(wait=False, cancel_futures=True)

    def _do(self, queue: ThreadPoolExecutor, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        """Runs in the one thread of the queue: one work at a time is in the process."""
        while True:
            with self._lock:
                if queue is not self._queue:
                    raise CancelledError
                started = self._started = self._started or _Started(self._prepare)
            try:
                return started.do(function, arguments, self._patience)
            except BrokenProcessPool as error:
                with self._lock:
                    if started is self._started:
                        self._end()
                    is_closed = queue is not self._queue
                if not is_closed and (not started.has_worked or isinstance(error, _TookTooLongError)):
                    raise

    def _note(self, future: Future[Any]) -> None:
        with self._lock:
            self._open -= 1
            self._used = time.monotonic()

    def _end(self) -> None:
        if self._started is not None:
            self._started.end()
            self._started = None


class _TookTooLongError(BrokenProcessPool):
    pass


class _Started:
    """A process that was started, or will be by its first work. It ends when its end of a pipe is closed."""

    def __init__(self, prepare: Callable[[], object] | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.has_worked = False
        self._theirs, self._ours = context.Pipe(duplex=False)
        settings = (os.getpid(), self._theirs, prepare)
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_begin, initargs=settings)

    def do(self, function: Callable[..., T], arguments: tuple[Any, ...], patience: float) -> T:
        try:
            future = self._pool.submit(function, *arguments)
        except RuntimeError as error:  # it was ended since
            raise BrokenProcessPool(str(error)) from error
        if not wait([future], patience).done:
            raise _TookTooLongError(f"it took more than {patience:.0f} s")
        self.has_worked = self.has_worked or not isinstance(future.exception(), BrokenProcessPool)
        return future.result()

    def end(self) -> None:
        self._ours.close()
        self._theirs.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _begin(server: int, pipe: Connection, prepare: Callable[[], object] | None) -> None:
    """Have this process end when the server is gone: one that was killed cannot end it itself."""
    if prepare is not None:
        prepare()
    threading.Thread(target=_wait_for_end, args=(server, pipe), daemon=True).start()


def _wait_for_end(server: int, pipe: Connection) -> None:
    # A pipe that is closed at its other end can be read from: there is nothing in it.
    while os.getppid() == server and not pipe.poll(_LOOK):
        pass
    os._exit(0)
