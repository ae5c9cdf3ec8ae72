"""Signals that end a program: Ctrl+C, and those of systemd, docker and a terminal that is closed."""

from __future__ import annotations

import signal
from types import FrameType

__all__ = ["ENDING", "leave_ending_to_parent"]

ENDING: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Those that this system has."""


def leave_ending_to_parent() -> None:
    """Let the process that started this one decide when it ends, by another way than these signals.

    A terminal and systemd send them to all processes of a program. Programs that this process starts are ended by them.
    """
    for number in ENDING:
        signal.signal(number, _go_on)


def _go_on(number: int, frame: FrameType | None) -> None:
    """Do nothing. A signal that is ignored would be ignored by the programs that this process starts too."""
