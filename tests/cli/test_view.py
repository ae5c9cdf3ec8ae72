from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path


def test_the_views_are_written_and_named(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(interview)]) == 0
    assert f"wrote {interview / 'index.html'}\n" in capsys.readouterr().out


def test_views_that_are_as_they_should_be_are_left(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["view", str(interview)])
    capsys.readouterr()
    assert main(["view", str(interview)]) == 0
    assert capsys.readouterr().out == "all pages are up to date\n"


def test_an_edited_page_is_only_written_over_by_force(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["view", str(interview)])
    (interview / "tone.txt").write_text("my work", encoding="utf-8")
    assert main(["view", str(interview)]) == 2
    assert "apply it first with: dragoman apply" in capsys.readouterr().err
    assert main(["view", str(interview), "--force"]) == 0
    assert (interview / "tone.txt").read_text(encoding="utf-8") != "my work"


@pytest.mark.parametrize("verb", ["view", "apply", "name", "history", "undo"])
def test_what_is_no_interview_is_one_clear_line(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, str(tmp_path)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"dragoman: {tmp_path}: is not an interview folder: there is no history.jsonl in it;"
        " make one with: dragoman draft RECORDING"
    ]
    assert list(tmp_path.iterdir()) == []
