"""Limit login attempts: after a few wrong ones, a handle and an address must wait, longer each time.

Handles without an account are counted too, so that the wait does not reveal who has one. The counts are in the server's
memory; a restart clears them.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache
from threading import Lock

__all__ = ["Attempts", "attempts"]

# The wrong attempts before the first wait: for a handle, and for an address, which several people may share.
_FREE = {"handle": 5, "address": 20}
_LONGEST = 900.0
# Seconds after which wrong attempts are forgotten.
_FORGET = 3600.0
_MOST = 10_000


class Attempts:
    """Wrong attempts by name: ``handle …`` or ``address …``. Only the most recent ones are kept, to limit memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def find_wait(self, names: Iterable[str]) -> int:
        """Seconds until the next attempt is allowed; 0 for now."""
        with self._lock:
            waits = [self._wait(name) for name in names if name in self._failed]
        return max(0, *(round(wait + 0.5) for wait in waits), 0)

    def fail(self, names: Iterable[str]) -> None:
        """Count a wrong attempt."""
        with self._lock:
            for name in names:
                count, last = self._failed.pop(name, (0, 0.0))
                count = 0 if self._clock() - last > _FORGET else count
                self._failed[name] = count + 1, self._clock()
            while len(self._failed) > _MOST:
                self._failed.popitem(last=False)

    def forget(self, name: str) -> None:
        """Reset the count: the password was right."""
        with self._lock:
            self._failed.pop(name, None)

    def _wait(self, name: str) -> float:
        count, last = self._failed[name]
        over = count - _FREE[name.partition(" ")[0]]
        if over < 0:
            return 0.0
        pause: float = min(_LONGEST, 2.0 ** min(over, 20))
        return max(0.0, last + pause - self._clock())


@cache
def attempts() -> Attempts:
    """The attempts of this process's desk."""
    return Attempts()
