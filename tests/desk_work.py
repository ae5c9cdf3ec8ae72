"""Work for processes beside the desk's server: a process that is started finds it by the name of this module."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from dragoman.desk.limits import limit_process


def double(number: int) -> int:
    """Ends well."""
    return 2 * number


def die() -> None:
    """Is ended by the system, as one is that takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(file: Path) -> str:
    """Is ended when it is done for the first time."""
    if not file.exists():
        file.touch()
        die()
    return "done"


def note_and_sleep(file: Path) -> None:
    """Waits for something that does not come."""
    file.touch()
    time.sleep(600)


def spin() -> None:
    """Takes more time of the processor than it may."""
    limit_process(None, -9)
    while True:
        pass


def measure(recording: Path, file: Path) -> None:
    """Makes the waveform of a recording, unless it is a bomb."""
    if recording.name.startswith("bomb"):
        die()
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\x07")
