"""A draft with fake engines in a process of its own, which dies when it has kept a given number of chunks."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from benchmarks.clean_process import start_process
from conftest import FAKES
from dragoman.cli import main
from dragoman.engines import ENGINES
from dragoman.engines.base import Chunk, Transcription
from dragoman.pipeline.store import Store


def run_killed(command: list[str], saves: int) -> int | None:
    """How the process ended that ran a command and was to die after so many chunks."""
    process = start_process(_work, command, saves)
    process.join()
    return process.exitcode


def _work(command: list[str], saves: int) -> None:
    for name, place in FAKES.items():
        ENGINES[name] = f"dragoman.engines.{place}"
    _kill_after(saves)
    main(command)


def _kill_after(saves: int) -> None:
    save: Callable[[Store, Chunk, Transcription], None] = Store.save
    left = iter(range(saves - 1, -1, -1))

    def deadly(store: Store, chunk: Chunk, heard: Transcription) -> None:
        save(store, chunk, heard)
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    Store.save = deadly  # type: ignore[method-assign, assignment]
