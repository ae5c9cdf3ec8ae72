"""Writers of an interview folder in processes of their own, which die at a disk call of a given number."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.clean_process import CONTEXT, start_process
from dragoman.folder import Session, commit, create_folder, sign, snapshot
from dragoman.folder.views import write_views
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Segment, Transcript
from dragoman.transcript.merge import Intent
from dragoman.transcript.revision import Change

ANA = Person(handle="ana")
DRAFT = Transcript(segments=(Segment(id="s00000001", source=("Hola.",)),))

Writer = Callable[[Path, Callable[[int], object]], None]


def write_interview(path: Path, acknowledge: Callable[[int], object]) -> None:
    """Make a folder, edit it three times, write its views; say after each edit that it is safe."""
    folder = create_folder(path, DRAFT, ANA)
    acknowledge(0)
    for number in range(1, 4):
        folder = commit(folder, edit.set_target(folder.transcript, "s00000001", (str(number),), sign(folder, ANA)))
        acknowledge(number)
    write_views(folder)


def edit_in_session(path: Path, acknowledge: Callable[[int], object]) -> None:
    """Edit a folder three times in a session that writes snapshots often; say after each edit that it is safe."""
    snapshot._LEAST = 200
    with Session(path) as session:
        for number in range(1, 4):
            session.commit(number_intent(number))
            acknowledge(number)


def number_intent(number: int) -> Intent:
    """The edit with a number, under a key of its own."""
    before = [str(number - 1)] if number > 1 else None
    change = Change("segment:s00000001", "target", before, [str(number)])
    return Intent(author=ANA, changes=(change,), epoch=0, key=f"key-{number}")


def run_writer(path: Path, kill_at: int, write: Writer = write_interview) -> tuple[int | None, int]:
    """How a writer in a process of its own ended, and the last edit that it acknowledged; -1 for none."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = start_process(_work, path, kill_at, write, theirs)
    theirs.close()
    acknowledged = list(_received(ours))
    process.join()
    return process.exitcode, acknowledged[-1] if acknowledged else -1


def _received(pipe: Connection) -> list[int]:
    numbers = []
    with pipe:
        try:
            while True:
                numbers.append(pipe.recv_bytes()[0])
        except EOFError:
            return numbers


def _work(path: Path, kill_at: int, write: Writer, pipe: Connection) -> None:
    # A connection keeps the `os.write` that was there when its module was imported, and so does not die.
    _make_deadly(kill_at)
    write(path, lambda number: pipe.send_bytes(bytes([number])))


def _make_deadly(kill_at: int) -> None:
    """Let this process die at its disk call of this number; of a write, half the bytes arrive before."""
    left = iter(range(kill_at - 1, -1, -1))

    def deadly(real: Callable[..., Any], *, half: bool = False) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if next(left, -1) == 0:
                if half:
                    real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    os.write = deadly(os.write, half=True)
    for name in ("fsync", "replace", "ftruncate", "unlink", "mkdir"):
        setattr(os, name, deadly(getattr(os, name)))
