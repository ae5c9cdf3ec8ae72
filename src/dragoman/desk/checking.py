"""Problems of whole interviews, found in a process of their own, so that nobody who types waits for them."""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock

import msgspec

from dragoman.desk.configuration import options
from dragoman.desk.processes import make_pool
from dragoman.errors import DragomanError
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.check import CheckOptions, check

__all__ = ["Checked", "Checker", "checker"]


class Checked(msgspec.Struct, frozen=True):
    """The open problems of an interview, as of a revision; ``head`` is ``None`` where it was never checked."""

    head: str | None
    problems: tuple[Problem, ...]


class Checker:
    """Checks interviews one after the other, and keeps what was found."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._found: dict[str, Checked] = {}
        self._asked: dict[str, str] = {}
        self._pool: ProcessPoolExecutor | None = None

    def find(self, key: str, path: Path, head: str) -> Checked:
        """What is known of an interview. Where it has changed since, it is checked again meanwhile."""
        with self._lock:
            known = self._found.get(key, Checked(None, ()))
            if known.head != head and key not in self._asked:
                self._asked[key] = head
                future = self._start().submit(_check, path, self._settings)
                future.add_done_callback(lambda done: self._keep(key, head, done))
            return known

    def forget(self, key: str) -> None:
        """Check an interview again although its texts are the same: a problem was settled."""
        with self._lock:
            self._found.pop(key, None)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = make_pool()
        return self._pool

    def _keep(self, key: str, head: str, done: Future[tuple[Problem, ...]]) -> None:
        with self._lock:
            self._asked.pop(key, None)
            if not done.cancelled() and done.exception() is None:
                self._found[key] = Checked(head, done.result())


def _check(path: Path, settings: Settings) -> tuple[Problem, ...]:
    try:
        return tuple(found.problem for found in check(settings=settings, options=CheckOptions(document=path)))
    except DragomanError:
        # The folder is gone or damaged: opening it says so.
        return ()


@cache
def checker() -> Checker:
    """The checker of this process's desk."""
    return Checker(options().settings)
