"""A writer is killed at every call that touches the disk; nothing that it had acknowledged may be lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.folder import Session, commit, create_folder, is_interview, open_folder, sign, snapshot
from dragoman.folder.views import write_views
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Segment, Transcript
from dragoman.transcript.merge import Intent
from dragoman.transcript.revision import Change, is_genuine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")

ANA = Person(handle="ana")
DRAFT = Transcript(segments=(Segment(id="s00000001", source=("Hola.",)),))
# More than the disk calls that the writers make.
CALLS = 66
SESSION_CALLS = 29

Writer = Callable[[Path, Callable[[int], object]], None]


def write_interview(path: Path, acknowledge: Callable[[int], object]) -> None:
    """Make a folder, edit it three times, write its views; say after each edit that it is safe."""
    folder = create_folder(path, DRAFT, ANA)
    acknowledge(0)
    for number in range(1, 4):
        folder = commit(folder, edit.set_target(folder.transcript, "s00000001", (str(number),), sign(folder, ANA)))
        acknowledge(number)
    write_views(folder)


def make_deadly(kill_at: int) -> None:
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


def run_writer(path: Path, kill_at: int, write: Writer = write_interview) -> tuple[int, int]:
    """How a writer in a process of its own ended, and the last edit that it acknowledged; -1 for none."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        code, tell = 1, os.write
        try:
            make_deadly(kill_at)
            write(path, lambda number: tell(theirs, bytes([number])))
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        acknowledged = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, acknowledged[-1] if acknowledged else -1


@pytest.mark.parametrize("kill_at", range(1, CALLS))
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, kill_at: int) -> None:
    path = tmp_path / "interview"
    code, acknowledged = run_writer(path, kill_at)
    assert code in (0, -signal.SIGKILL)
    if acknowledged < 0 and not is_interview(path):
        assert create_folder(path, DRAFT, ANA).transcript == DRAFT
        return
    folder = open_folder(path)
    target = folder.transcript.segments[0].target
    safe = int(str(target[0])) if target else 0
    assert safe in (acknowledged, acknowledged + 1)
    after = commit(folder, edit.set_target(folder.transcript, "s00000001", ("next",), sign(folder, ANA)))
    assert open_folder(path) == after
    write_views(folder)
    assert write_views(after)


def test_the_writer_makes_no_disk_call_at_which_it_was_not_killed(tmp_path: Path) -> None:
    assert run_writer(tmp_path / "interview", CALLS) == (0, 3)


@pytest.mark.parametrize("kill_at", range(1, SESSION_CALLS))
def test_a_killed_session_loses_nothing_and_what_is_sent_again_is_made_once(tmp_path: Path, kill_at: int) -> None:
    path = create_folder(tmp_path / "interview", DRAFT, ANA).path
    code, acknowledged = run_writer(path, kill_at, edit_in_session)
    assert code in (0, -signal.SIGKILL)
    with Session(path) as session:
        target = session.transcript.segments[0].target
        safe = int(str(target[0])) if target else 0
        assert safe in (max(acknowledged, 0), max(acknowledged, 0) + 1)
        assert [session.commit(number_intent(number)).repeated for number in (1, 2, 3)] == [
            n <= safe for n in (1, 2, 3)
        ]
    history = open_folder(path).history
    assert [revision.key for revision in history if revision.key] == ["key-1", "key-2", "key-3"]
    assert open_folder(path).transcript.segments[0].target == ("3",)
    assert all(map(is_genuine, history))


def test_the_session_makes_no_disk_call_at_which_it_was_not_killed(tmp_path: Path) -> None:
    path = create_folder(tmp_path / "interview", DRAFT, ANA).path
    assert run_writer(path, SESSION_CALLS, edit_in_session) == (0, 3)
