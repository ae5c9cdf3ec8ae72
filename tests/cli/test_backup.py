from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path


def test_a_backup_says_what_is_in_it_and_is_brought_back(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "bees", "kept.zip"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "bees: 1 file, 0.0 MB, without recordings",
        "  not in it: tone.mp3",
        "wrote kept.zip; it contains every version, every note and every handle: keep it private",
    ]
    assert main(["restore", "kept.zip", "back"]) == 0
    assert capsys.readouterr().out == "restored back/bees: it is intact\n"
    assert open_folder(Path("back/bees")).transcript == spanish_english()


def test_a_recording_in_the_folder_is_kept_where_that_is_asked_for(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (interview / "tone.mp3").write_bytes(b"sound")
    assert main(["backup", "bees", "kept.zip", "--recordings"]) == 0
    assert capsys.readouterr().out.startswith("bees: 2 files, 0.0 MB, with the recording tone.mp3\n")


def test_copies_of_one_interview_are_told(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("bees", "hives")
    assert main(["backup", "bees", "hives", "kept.zip"]) == 0
    assert "copies of the same interview: bees, hives\n" in capsys.readouterr().out


def test_what_is_no_interview_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path), str(tmp_path / "kept.zip")]) == 2
    assert "is not an interview folder" in capsys.readouterr().err
    assert not (tmp_path / "kept.zip").exists()


def test_a_backup_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(tmp_path / "none.zip"), str(tmp_path)]) == 2
    assert "none.zip: does not exist; check the name" in capsys.readouterr().err


@pytest.fixture
def directory(interview: Path) -> Path:
    """A directory of one interview, with settings."""
    path = interview.parent / "interviews"
    path.mkdir()
    interview.rename(path / "bees")
    (path / "dragoman.toml").write_text('[desk]\nname = "The Desk"\n', encoding="utf-8")
    return path


def test_the_settings_of_a_directory_are_backed_up_and_restored(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "interviews", "kept.zip"]) == 0
    assert "dragoman.toml: the settings\n" in capsys.readouterr().out
    assert main(["restore", "kept.zip", "back"]) == 0
    assert capsys.readouterr().out == "restored back/bees: it is intact\nrestored back/dragoman.toml: the settings\n"
    assert Path("back/dragoman.toml").read_text(encoding="utf-8") == '[desk]\nname = "The Desk"\n'
    assert sorted(path.name for path in Path("back").iterdir()) == ["bees", "dragoman.toml"]


def test_existing_settings_are_not_replaced(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", "interviews", "kept.zip"])
    Path("back").mkdir()
    Path("back/dragoman.toml").write_text("", encoding="utf-8")
    capsys.readouterr()
    assert main(["restore", "kept.zip", "back"]) == 0
    assert "not restored: the settings, for back/dragoman.toml exists already" in capsys.readouterr().out
    assert Path("back/dragoman.toml").read_text(encoding="utf-8") == ""


def test_settings_elsewhere_are_named(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "interviews/bees", "kept.zip"]) == 0
    assert f"not in it: the settings in {directory / 'dragoman.toml'}\n" in capsys.readouterr().out
