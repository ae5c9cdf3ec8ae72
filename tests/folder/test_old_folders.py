"""Folders that an earlier program made open, are upgraded in memory, and go on in today's version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.folder import Session, commit, open_folder, sign
from dragoman.folder.editions import load_editions
from dragoman.folder.review import load_problems
from dragoman.transcript import edit
from dragoman.transcript.document import Person
from dragoman.transcript.revision import is_genuine, replay

ANA = Person(handle="ana")
PASSAGE = "s00000002"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An interview that the program of version 1 drafted, edited, split, released and withdrew a passage from."""
    path = shutil.copytree(Path(__file__).parent / "version_1", tmp_path / "interview")
    (path / "store").rename(path / ".dragoman")
    return path


def test_it_opens_and_stays_as_it_is(path: Path) -> None:
    before = {file.name: file.read_bytes() for file in path.glob("*.json*")}
    folder = open_folder(path)
    assert (len(folder.transcript.segments), folder.interview, folder.epoch) == (13, None, 0)
    assert {file.name: file.read_bytes() for file in path.glob("*.json*")} == before


def test_its_snapshot_is_what_its_history_makes(path: Path) -> None:
    folder = open_folder(path)
    (path / "transcript.json").unlink()
    assert open_folder(path) == folder
    assert replay(folder.history) == folder.transcript
    assert all(map(is_genuine, folder.history))


def test_its_problems_and_its_edition_are_read(path: Path) -> None:
    folder = open_folder(path)
    assert len(load_problems(folder)) == 5
    assert [edition.number for edition in load_editions(folder)] == [1]


def test_the_next_change_gives_it_an_id_and_leaves_every_line(path: Path) -> None:
    old = (path / "history.jsonl").read_bytes()
    folder = open_folder(path)
    after = commit(folder, edit.set_target(folder.transcript, PASSAGE, ("How?",), sign(folder, ANA)))
    content = (path / "history.jsonl").read_bytes()
    assert content.startswith(old)
    assert len(content.splitlines()) == len(old.splitlines()) + 2
    assert after.interview is not None
    assert open_folder(path) == after


def test_a_session_gives_it_an_id_that_another_session_sees(path: Path) -> None:
    first, second = Session(path), Session(path)
    first.edit(lambda now, by: edit.set_target(now, PASSAGE, ("How?",), by), ANA, key="k1")
    second.edit(lambda now, by: edit.set_target(now, PASSAGE, ("Why?",), by), ANA)
    assert first.interview == second.interview is not None
    assert second.folder == open_folder(path)
    assert Session(path).edit(lambda now, by: (), ANA, key="k1").repeated


def test_an_action_of_then_is_taken_back(path: Path) -> None:
    here = Session(path)
    here.undo(Person(handle="ben"))
    segment = next(segment for segment in here.transcript.segments if segment.id == PASSAGE)
    assert segment.target == ("How did it all begin?",)
