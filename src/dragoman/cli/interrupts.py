"""Ctrl+C that no library can lose.

Python raises ``KeyboardInterrupt`` in whatever code the main thread is running. Inside a library's callback, such as
the one through which PyAV reads a file, the exception is dropped. So an interrupt is also recorded, and a workflow's
watcher raises it again at the next step.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["raise_if_interrupted", "remembering_interrupts"]

_interrupted = threading.Event()


@contextmanager
def remembering_interrupts() -> Iterator[None]:
    """Record Ctrl+C in this block. Outside the main thread, or if Ctrl+C is ignored, nothing changes."""
    _interrupted.clear()
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def raise_if_interrupted() -> None:
    """Raise ``KeyboardInterrupt`` if one came and was lost."""
    if _interrupted.is_set():
        raise KeyboardInterrupt


def _remember(number: int, frame: FrameType | None) -> None:
    _interrupted.set()
    raise KeyboardInterrupt
