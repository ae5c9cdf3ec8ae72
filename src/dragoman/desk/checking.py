"""Check whole interviews in a separate process, so that nobody who types waits for it."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from functools import cache, partial
from pathlib import Path
from threading import Lock

import msgspec

from dragoman.desk.configuration import options
from dragoman.desk.error_messages import with_short_paths
from dragoman.desk.limits import READING, close_network, limit_process
from dragoman.desk.processes import OwnProcess
from dragoman.desk.shared_glossary import find_glossary_stamp
from dragoman.errors import DragomanError
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.check import CheckOptions, check

__all__ = ["Checked", "Checker", "checker"]

_ENDED = "The problems of the whole interview are not known: its check took too much memory or time, and was stopped."


class Checked(msgspec.Struct, frozen=True):
    """The open problems of an interview at a revision; ``head`` is ``None`` if it was never checked.

    ``fault`` says why it could not be checked at that revision; the problems are older then.
    """

    head: str | None
    problems: tuple[Problem, ...]
    fault: str | None = None


class Checker:
    """Checks interviews one after another, and keeps the results."""

    def __init__(self, settings: Settings) -> None:
        self.process = OwnProcess(close_network)
        self._settings = settings
        self._lock = Lock()
        self._found: dict[str, Checked] = {}
        self._asked: set[str] = set()
        # Interviews of which a problem was settled while they were being checked: the check may not know it yet.
        self._overtaken: set[str] = set()
        # The state of the desk's table of names at the latest check of each interview.
        self._glossaries: dict[str, tuple[int, ...]] = {}

    def find(self, key: str, path: Path, head: str) -> Checked:
        """The known problems of an interview. If it or the desk's table of names has changed since, a new check is
        started.
        """
        glossary = find_glossary_stamp()
        with self._lock:
            known = self._found.get(key, Checked(None, ()))
            if self._glossaries.get(key, glossary) != glossary:
                known = msgspec.structs.replace(known, head=None)
            if known.head == head or key in self._asked:
                return known
            self._asked.add(key)
            self._glossaries[key] = glossary
        self.process.submit(_check, path, self._settings).add_done_callback(partial(self._keep, key, head))
        return known

    def look(self, key: str) -> Checked:
        """The known problems of an interview. No check is started."""
        with self._lock:
            return self._found.get(key, Checked(None, ()))

    def settle(self, key: str, problem: str) -> None:
        """Have an interview checked again although its texts are the same: the problem with this id was settled."""
        with self._lock:
            if key in self._asked:
                self._overtaken.add(key)
            known = self._found.get(key)
            if known is not None:
                left = tuple(one for one in known.problems if one.id != problem)
                self._found[key] = Checked(None, left, known.fault)

    def forget(self, key: str) -> None:
        """Forget the problems of an interview: they may quote what was withdrawn since."""
        with self._lock:
            self._found.pop(key, None)
            self._glossaries.pop(key, None)

    def _keep(self, key: str, head: str, done: Future[tuple[Problem, ...] | str]) -> None:
        with self._lock:
            self._asked.discard(key)
            is_overtaken = key in self._overtaken
            self._overtaken.discard(key)
            error = CancelledError() if done.cancelled() else done.exception()
            if isinstance(error, CancelledError):
                return
            found = _ENDED if error else done.result()
            if isinstance(found, str):
                # Another attempt would fail again: the next change starts a new check.
                before = self._found.get(key)
                self._found[key] = Checked(head, before.problems if before else (), with_short_paths(found))
            elif not is_overtaken:
                self._found[key] = Checked(head, found)


def _check(path: Path, settings: Settings) -> tuple[Problem, ...] | str:
    """The open problems of an interview, or why it cannot be checked."""
    limit_process(*READING)
    try:
        return tuple(found.problem for found in check(settings=settings, options=CheckOptions(document=path)).problems)
    except DragomanError as error:
        # If the folder is missing or damaged, opening it reports that; the table of names is read only here.
        return f"The problems of the whole interview are not known: {error.describe()}"


@cache
def checker() -> Checker:
    """The checker of this process's desk."""
    return Checker(options().settings)
