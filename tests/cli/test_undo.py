from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Person
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper", model="base")).path
    main(["name", str(path), "S1=Host", "--handle", "ana"])
    main(["name", str(path), "S1=Presenter", "--handle", "ana"])
    return path


def label(interview: Path) -> str | None:
    return open_folder(interview).transcript.speakers[0].label


def test_the_last_change_is_taken_back(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["undo", str(interview), "--handle", "ana"]) == 0
    assert capsys.readouterr().out == "took back: called speaker S1 “Presenter”\n"
    assert label(interview) == "Host"
    assert open_folder(interview).history[-1].author == Person(handle="ana")


def test_again_takes_the_one_before_back(interview: Path) -> None:
    main(["undo", str(interview), "--handle", "ana"])
    main(["undo", str(interview), "--handle", "ana"])
    assert open_folder(interview).transcript == spanish_english()


def test_the_views_follow(interview: Path) -> None:
    main(["undo", str(interview), "--handle", "ana"])
    assert "Host:" in (interview / "tone.txt").read_text(encoding="utf-8")


def test_a_change_that_was_built_on_is_not_taken_back(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = open_folder(interview).groups[1][0].group
    assert main(["undo", str(interview), earlier[:8]]) == 2
    assert "speaker S1: has changed since in" in capsys.readouterr().err
    assert label(interview) == "Presenter"


def test_an_undo_is_taken_back_by_its_id(interview: Path) -> None:
    main(["undo", str(interview), "--handle", "ana"])
    main(["undo", str(interview), open_folder(interview).groups[-1][0].group])
    assert label(interview) == "Presenter"


def test_nothing_left_to_take_back(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["undo", str(interview), "--handle", "ana"])
    main(["undo", str(interview), "--handle", "ana"])
    assert main(["undo", str(interview), "--handle", "ana"]) == 2
    assert "history: contains no edit by ana that could be undone; name the change" in capsys.readouterr().err


def test_a_change_that_is_not_there_is_said_so(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["undo", str(interview), "zzzz"]) == 2
    said = capsys.readouterr().err
    assert said.endswith(f"change zzzz: is not in this history; list the changes with: dragoman history {interview}\n")
