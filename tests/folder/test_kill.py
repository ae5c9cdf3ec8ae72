"""A writer is killed at every call that touches the disk; nothing that it had acknowledged may be lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from dragoman.folder import Session, commit, create_folder, is_interview, open_folder, sign
from dragoman.folder.views import write_views
from dragoman.transcript import edit
from dragoman.transcript.revision import is_genuine
from killed_writer import ANA, DRAFT, edit_in_session, number_intent, run_writer

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")

# More than the disk calls that the writers make.
CALLS = 66
SESSION_CALLS = 29


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
