"""Threads that continue after errors: a failure is logged, and retried after an increasing pause."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections

__all__ = ["DATABASE_AWAY", "insist", "repeat"]

T = TypeVar("T")

DATABASE_AWAY = (OperationalError, InterfaceError)
"""The exceptions of a database that is locked, full, restarted or unavailable. Its other errors are about their
input.
"""

# Seconds before the second attempt, and the longest pause.
_FIRST = 1.0
_LONGEST = 60.0
_log = logging.getLogger(__name__)


def repeat(name: str, step: Callable[[], float], stop: threading.Event) -> None:
    """Repeat a step until stopped.

    :param name: of the work, for the log
    :param step: returns the seconds to wait before the next step
    """
    pause = _FIRST
    while not stop.is_set():
        try:
            close_old_connections()
            wait = step()
            pause = _FIRST
        except Exception as error:
            away = isinstance(error, DATABASE_AWAY)
            _log.error("%s failed (%s). It is tried again in %.0f s.", name, error, pause, exc_info=not away)
            wait, pause = pause, min(2 * pause, _LONGEST)
        stop.wait(wait)


def insist(name: str, do: Callable[[], T], stop: threading.Event) -> T:
    """Call a function that needs the database, however long that is unavailable; return its result.

    :raises OperationalError, InterfaceError: if it is still unavailable when the server stops
    """
    pause = _FIRST
    while True:
        try:
            return do()
        except DATABASE_AWAY as error:
            _log.error("%s waits for the database (%s). It is tried again in %.0f s.", name, error, pause)
            if stop.wait(pause):
                raise
            pause = min(2 * pause, _LONGEST)
        close_old_connections()
