"""The pages and subtitles of the interviews that the desk edits: written again after a rest, beside the server.

What is typed is safe without them, and writing those of a long interview takes a second, so nobody who types waits for
it. A view that a person has edited is left as it is.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import cache, partial
from pathlib import Path

import msgspec

from dragoman.desk.checking import checker
from dragoman.desk.interviews import Interviews
from dragoman.desk.limits import READING, limit_process
from dragoman.desk.processes import OwnProcess
from dragoman.desk.repeating import repeat
from dragoman.errors import DragomanError, FolderError
from dragoman.folder import Session
from dragoman.folder.views import EditedViewError, write_rest

__all__ = ["ViewWriter", "keep_views", "view_writer"]

# Seconds between two looks; without a change after which the views are written; and after the first change, if people
# never rest.
_LOOK = 2.0
_REST = 8.0
_LONGEST = 120.0
_log = logging.getLogger(__name__)


class _Changed(msgspec.Struct, frozen=True):
    """The revision of an interview whose views are older, since when it is that one, and since when they are older."""

    head: str
    since: float
    first: float


class ViewWriter:
    """Follows the open interviews, and has their views written. One thread calls it; the process answers in another."""

    def __init__(self, process: OwnProcess, clock: Callable[[], float] = time.monotonic) -> None:
        """Watch nothing yet.

        :param process: writes the views
        :param clock: seconds
        """
        self._process = process
        self._clock = clock
        self._lock = threading.Lock()
        # The revision up to which the views of each interview are written, by this desk or before it opened the folder.
        self._written: dict[Path, str] = {}
        self._changed: dict[Path, _Changed] = {}
        self._asked: set[Path] = set()

    def look(self, interviews: Interviews) -> None:
        """Have the views written of interviews that have changed, and rest now."""
        now = self._clock()
        for path, changed in self._find_changed(interviews, now).items():
            is_due = now - changed.since >= _REST or now - changed.first >= _LONGEST
            if is_due and path not in self._asked:
                with self._lock:
                    self._asked.add(path)
                self._process.submit(_write, path).add_done_callback(partial(self._note, path, changed.head))

    def finish(self, interviews: Interviews) -> None:
        """Write now what is not written yet: the desk ends, and its processes have ended."""
        for path in self._find_changed(interviews, self._clock()):
            try:
                _say(path, _write_views(path))
            except DragomanError as error:
                _say(path, error)

    def _find_changed(self, interviews: Interviews, now: float) -> dict[Path, _Changed]:
        with self._lock:
            for one in interviews.list_open():
                head = one.session.head
                if self._written.setdefault(one.path, one.opened) == head:
                    self._changed.pop(one.path, None)
                    continue
                before = self._changed.get(one.path)
                if before is None or before.head != head:
                    self._changed[one.path] = _Changed(head, now, before.first if before else now)
            return dict(self._changed)

    def _note(self, path: Path, head: str, done: Future[FolderError | None]) -> None:
        fault = CancelledError() if done.cancelled() else done.exception()
        with self._lock:
            self._asked.discard(path)
            if isinstance(fault, CancelledError):
                return
            # Where it has failed, the next edit tries again.
            self._written[path] = head
            changed = self._changed.get(path)
            if changed is not None and changed.head == head:
                del self._changed[path]
        _say(path, fault or done.result())


def _write(path: Path) -> FolderError | None:
    limit_process(*READING)
    return _write_views(path)


def _write_views(path: Path) -> FolderError | None:
    with Session(path) as session:
        return write_rest(session)[1]


def _say(path: Path, fault: BaseException | None) -> None:
    # A person's edits are taken in with a command, which says so; a folder that is gone needs no views.
    if fault is not None and not isinstance(fault, EditedViewError) and path.exists():
        _log.error("The pages of %s could not be written (%s).", path, fault)


@cache
def view_writer() -> ViewWriter:
    """The writer of this process's desk. It works in the process that checks interviews: both follow each edit."""
    return ViewWriter(checker().process)


def keep_views(interviews: Interviews, stop: threading.Event) -> None:
    """Have views written until stopped."""

    def step() -> float:
        view_writer().look(interviews)
        return _LOOK

    repeat("Writing of pages", step, stop)
