from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path


def test_a_report_is_a_problem_on_its_passage(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(interview), "s00000002", "It says “empieza”.", "--edition", "2"]) == 0
    [finding] = load_problems(open_folder(interview))
    assert (finding.problem.code, finding.problem.where.segment) == ("reader-report", "s00000002")
    assert finding.problem.message == "A reader (edition 2): It says “empieza”."
    assert f"--settle {finding.id[:8]}" in capsys.readouterr().out


def test_the_command_that_settles_it_can_be_pasted(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = interview.rename(interview.with_name("O'Brien & Ruiz (final)"))
    assert main(["report", str(renamed), "s00000002", "It says “empieza”."]) == 0
    typed = shlex.split(capsys.readouterr().out.partition("dealt with: ")[2])
    assert main(typed[1:]) == 0


def test_it_can_be_settled(interview: Path) -> None:
    main(["report", str(interview), "s00000002", "It says “empieza”."])
    [finding] = load_problems(open_folder(interview))
    assert main(["check", str(interview), "--settle", finding.id[:8], "--reason", "he says empezó"]) == 0


@pytest.mark.parametrize(
    ("passage", "message", "fault"),
    [("s0000aaaa", "x", "has no passage s0000aaaa"), ("s00000002", " ", "is missing")],
)
def test_what_makes_no_sense(
    interview: Path, capsys: pytest.CaptureFixture[str], passage: str, message: str, fault: str
) -> None:
    assert main(["report", str(interview), passage, message]) == 2
    assert fault in capsys.readouterr().err
    assert load_problems(open_folder(interview)) == ()
