"""A process beside the server, for work that nobody who types should wait for. It ends when the server ends."""

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

from dragoman.fleet.ending import leave_ending_to_parent

__all__ = ["OwnProcess"]

T = TypeVar("T")

# Seconds between checks that the server still runs; of idleness after which a process is ended; and for one piece of
# work. A CPU time limit does not end work that waits for something.
_LOOK = 1.0
_IDLE = 600.0
_PATIENCE = 3600.0


class OwnProcess:
    """Runs functions one after another in a separate process, which is started at first use.

    If the system ends the process, only the current work fails: a new process does the rest. If the ended process had
    done other work before, the current work is tried once more in the new process.
    """

    def __init__(self, prepare: Callable[[], object] | None = None, patience: float = _PATIENCE) -> None:
        """Start no process yet.

        :param prepare: called there first, while there is only one thread
        :param patience: the most seconds for one piece of work
        """
        self._prepare = prepare
        self._patience = patience
        self._lock = threading.Lock()
        self._queue = ThreadPoolExecutor(max_workers=1)
        self._started: _Started | None = None
        self._open = 0
        self._used = 0.0

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """The future result of a function.

        The future fails with ``BrokenProcessPool`` if the system ended the process or the work took too long, and with
        ``CancelledError`` if this object is closed.

        Add callbacks to it while you hold no lock that they need: they are called at once if it is done already.
        """
        with self._lock:
            self._open += 1
            try:
                future = self._queue.submit(self._do, self._queue, function, arguments)
            except RuntimeError:  # Python is shutting down
                future = Future()
                future.set_exception(CancelledError())
        future.add_done_callback(self._note)
        return future

    def rest(self, idle: float = _IDLE) -> None:
        """End the process if it has been idle for this many seconds."""
        with self._lock:
            if not self._open and time.monotonic() - self._used > idle:
                self._end()

    def close(self) -> None:
        """End the process, even during work, and drop what is queued. Later work starts a new one."""
        with self._lock:
            queue, self._queue = self._queue, ThreadPoolExecutor(max_workers=1)
            self._end()
        # Cancelled futures call their callbacks at once.
        queue.shutdown(wait=False, cancel_futures=True)

    def _do(self, queue: ThreadPoolExecutor, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        """Runs in the only thread of the queue, so that the process does one piece of work at a time."""
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
    """A process that was started, or will be with its first work. It ends when its end of a pipe is closed."""

    def __init__(self, prepare: Callable[[], object] | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.has_worked = False
        self._theirs, self._ours = context.Pipe(duplex=False)
        settings = (os.getpid(), self._theirs, prepare)
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_begin, initargs=settings)

    def do(self, function: Callable[..., T], arguments: tuple[Any, ...], patience: float) -> T:
        try:
            future = self._pool.submit(function, *arguments)
        except RuntimeError as error:  # it was ended meanwhile
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
    """End this process when the server is gone: a killed server cannot end it."""
    # The server closes the pipe when what is being written is noted as not written.
    leave_ending_to_parent()
    if prepare is not None:
        prepare()
    threading.Thread(target=_wait_for_end, args=(server, pipe), daemon=True).start()


def _wait_for_end(server: int, pipe: Connection) -> None:
    # A pipe whose other end is closed becomes readable, with no content.
    while os.getppid() == server and not pipe.poll(_LOOK):
        pass
    os._exit(0)
