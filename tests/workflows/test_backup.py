from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.errors import CancelledError, FolderError
from dragoman.folder import create_folder
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine
from dragoman.workflows.backup import BackupOptions, RestoreOptions, back_up, restore
from interviews import spanish_english
from watching import Remembering

NONE = Settings()


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path


def test_what_is_backed_up_is_brought_back(interview: Path, tmp_path: Path) -> None:
    done = back_up(settings=NONE, options=BackupOptions(folders=(interview,), file=tmp_path / "kept.zip"))
    assert [kept.name for kept in done.backup.interviews] == ["bees"]
    (back,) = restore(settings=NONE, options=RestoreOptions(file=tmp_path / "kept.zip", folder=tmp_path / "back"))
    assert (back.folder.transcript, back.faults) == (spanish_english(), ())


def test_copies_of_one_interview_are_found(interview: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(interview, tmp_path / "hives"))
    done = back_up(settings=NONE, options=BackupOptions(folders=(interview, copy), file=tmp_path / "kept.zip"))
    assert [copies.folders for copies in done.copies] == [(interview, copy)]


def test_a_backup_is_not_written_over(interview: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.zip").touch()
    with pytest.raises(FolderError, match="exists already"):
        back_up(settings=NONE, options=BackupOptions(folders=(interview,), file=tmp_path / "kept.zip"))


@pytest.mark.parametrize("stop_after", [2, 5, 9])
def test_a_backup_that_is_stopped_leaves_no_file_and_can_be_made_again(
    interview: Path, tmp_path: Path, stop_after: int
) -> None:
    other = create_folder(tmp_path / "potter", spanish_english(), Engine(name="whisper")).path
    options = BackupOptions(folders=(interview, other), file=tmp_path / "kept.zip")
    for folder in options.folders:
        for number in range(4):
            (folder / f"note{number}.txt").touch()
    with pytest.raises(CancelledError):
        back_up(settings=NONE, options=options, watcher=Remembering(stop_after=stop_after))
    assert not list(tmp_path.glob("*kept*"))
    assert len(back_up(settings=NONE, options=options).backup.interviews) == 2


def test_a_restoring_that_is_stopped_goes_on_from_there(interview: Path, tmp_path: Path) -> None:
    other = create_folder(tmp_path / "potter", spanish_english(), Engine(name="whisper")).path
    back_up(settings=NONE, options=BackupOptions(folders=(interview, other), file=tmp_path / "kept.zip"))
    options = RestoreOptions(file=tmp_path / "kept.zip", folder=tmp_path / "back")
    with pytest.raises(CancelledError):
        restore(settings=NONE, options=options, watcher=Remembering(stop_after=3))
    assert [path.name for path in (tmp_path / "back").iterdir()] == ["bees"]
    assert len(restore(settings=NONE, options=options)) == 2


def test_an_interview_that_was_edited_since_is_not_taken_for_the_one_in_the_backup(
    interview: Path, tmp_path: Path
) -> None:
    back_up(settings=NONE, options=BackupOptions(folders=(interview,), file=tmp_path / "kept.zip"))
    options = RestoreOptions(file=tmp_path / "kept.zip", folder=tmp_path / "back")
    restore(settings=NONE, options=options)
    with (tmp_path / "back" / "bees" / "history.jsonl").open("a", encoding="utf-8") as history:
        history.write("\n")
    with pytest.raises(FolderError, match="exists already"):
        restore(settings=NONE, options=options)
