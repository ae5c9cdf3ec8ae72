"""Whether an interview is confidential, read from its history."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.folder.confidential import is_confidential
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Person, Segment, Transcript


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    said = Segment(id="s00000001", source=("Es confidencial.",), target=("It is confidential.",))
    return create_folder(tmp_path / "talk", Transcript(segments=(said,)), Engine(name="whisper")).path


def mark(talk: Path, answer: bool | None) -> None:
    folder = open_folder(talk)
    commit(folder, edit.set_facts(folder.transcript, Facts(confidential=answer), sign(folder, Person(handle="ana"))))


def test_the_last_answer_counts_and_not_what_somebody_says(talk: Path) -> None:
    assert not is_confidential(talk)
    mark(talk, answer=True)
    assert is_confidential(talk)
    mark(talk, answer=None)
    assert not is_confidential(talk)


def test_it_is_read_from_the_history_where_the_snapshot_is_old(talk: Path) -> None:
    old = (talk / "transcript.json").read_bytes()
    mark(talk, answer=True)
    (talk / "transcript.json").write_bytes(old)
    assert is_confidential(talk)


def test_a_folder_with_editions_alone_is_not_confidential(tmp_path: Path) -> None:
    assert not is_confidential(tmp_path)


def test_where_nobody_can_tell_it_is_an_error(talk: Path) -> None:
    history = talk / "history.jsonl"
    history.write_bytes(history.read_bytes().replace(b'"after"', b'"aft'))
    (talk / "transcript.json").unlink()
    with pytest.raises(FolderError):
        is_confidential(talk)
