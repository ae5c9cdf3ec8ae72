"""Threads that go on whatever happens: what fails is logged, and tried again after a pause that grows."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections

__all__ = ["DATABASE_AWAY", "insist", "repeat"]

T = TypeVar("T")

DATABASE_AWAY = (OperationalError, InterfaceError)
"""What a database raises that is locked, full, restarted or gone. Any other error of it is about what it was given."""

# Seconds to the second attempt, and at most between two.
_FIRST = 1.0
_LONGEST = 60.0
_log = logging.getLogger(__name__)


def repeat(name: str, step: Callable[[], float], stop: threading.Event) -> None:
    """Take a step again and again, until stopped.

    :param name: of what is done, for the log
    :param step: returns how many seconds later the next one is to be taken
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
    """What a function returns that needs the database, however long that is away.

    :raises OperationalError, InterfaceError: where it is still away when the server is to stop
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
