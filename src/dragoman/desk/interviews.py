"""The interview folders of a desk, and those that are open.

A folder's key is its path relative to the desk's directory, with ``/`` as separator. A key from a request is looked up
among the existing folders, and never made into a path.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock, RLock

from django.http import Http404

from dragoman.desk.configuration import options
from dragoman.folder import Session
from dragoman.folder.find import FolderFinder
from dragoman.folder.loading import Limits, is_interview
from dragoman.folder.typing_journal import TypingJournal

__all__ = ["Interviews", "OpenInterview", "interviews"]

_MOST_OPEN = 64
# Seconds. A window that shows an interview asks for changes every other second.
_IDLE = 900.0
# Seconds for which the list of folders is valid.
_FRESH = 2.0
# A new folder may come from anybody.
_LIMITS = Limits(size=1 << 30, seconds=60.0)


class OpenInterview:
    """An open folder: its session and its typing journal. Used by one thread at a time, through its lock.

    ``opened`` is the revision that it was opened at.
    """

    def __init__(self, key: str, path: Path) -> None:
        self.key = key
        self.path = path
        self.lock = RLock()
        self.session = Session(path, _LIMITS)
        self.opened = self.session.head
        self.typing = TypingJournal(path)
        self.used = time.monotonic()


class Interviews:
    """The folders of one desk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._finder = FolderFinder(root)
        self._lock = Lock()
        self._open: dict[str, OpenInterview] = {}
        self._opening: defaultdict[str, Lock] = defaultdict(Lock)
        self._paths: dict[str, Path] = {}
        self._looked = float("-inf")

    def find_paths(self, *, fresh: bool = False) -> dict[str, Path]:
        """Maps keys to folders.

        :param fresh: look again, even if the list is still valid
        """
        if fresh or time.monotonic() - self._looked > _FRESH:
            self._paths = {path.relative_to(self.root).as_posix(): path for path in self._finder.find()}
            self._looked = time.monotonic()
        return self._paths

    @contextmanager
    def open(self, key: str) -> Iterator[OpenInterview]:
        """An interview, refreshed, for this thread only.

        :raises Http404: if there is no interview with this key
        :raises FolderError: if it cannot be opened
        """
        # Whoever opens an interview that is known waits for no look at the others.
        path = self._paths.get(key)
        if path is None or not is_interview(path):
            path = self.find_paths(fresh=True).get(key)
        if path is None:
            raise Http404(f"no interview {key}")
        while True:
            found = self._find(key, path)
            with found.lock:
                # It may have been closed while this waited.
                if self._open.get(key) is not found:
                    continue
                found.used = time.monotonic()
                found.session.refresh()
                yield found
                return

    @contextmanager
    def use_open(self, path: Path) -> Iterator[OpenInterview | None]:
        """The interview in a folder, refreshed, for this thread alone, where it is open already; else ``None``."""
        with self._lock:
            found = next((one for one in self._open.values() if one.path == path), None)
        if found is None:
            yield None
            return
        with found.lock:
            # It may have been closed while this waited.
            if self._open.get(found.key) is not found:
                yield None
                return
            found.session.refresh()
            yield found

    def list_open(self) -> tuple[OpenInterview, ...]:
        """The interviews that are open. Whoever uses one takes its lock."""
        with self._lock:
            return tuple(self._open.values())

    def _find(self, key: str, path: Path) -> OpenInterview:
        with self._lock:
            found, opening = self._open.get(key), self._opening[key]
        if found is not None and found.path == path:
            return found
        # Opening a long interview takes a while. Nobody waits for it who uses another one.
        with opening:
            found = self._open.get(key)
            if found is None or found.path != path:
                found = OpenInterview(key, path)
                with self._lock:
                    self._open[key] = found
                    if len(self._open) > _MOST_OPEN:
                        self._close_oldest()
            return found

    def _close_oldest(self) -> None:
        """Close the interview that has not been used for the longest time."""
        self._close(min(self._open.values(), key=lambda one: one.used))

    def _close(self, one: OpenInterview) -> None:
        """Close an interview that nobody uses at this moment."""
        if one.lock.acquire(blocking=False):
            try:
                del self._open[one.key]
                one.session.close()
            finally:
                one.lock.release()

    def rest(self) -> None:
        """Write outdated snapshots of interviews that have not changed for a while; close those that nobody has used
        for a quarter of an hour.
        """
        for one in self.list_open():
            if one.lock.acquire(blocking=False):
                try:
                    one.session.rest()
                finally:
                    one.lock.release()
        with self._lock:
            for one in [one for one in self._open.values() if time.monotonic() - one.used > _IDLE]:
                self._close(one)

    def close(self) -> None:
        """Write outdated snapshots and close all interviews. Later uses open them again."""
        with self._lock:
            every, self._open = tuple(self._open.values()), {}
        for one in every:
            with one.lock:
                one.session.close()


@cache
def interviews() -> Interviews:
    """The folders of this process's desk."""
    return Interviews(options().root.resolve())
