from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.folder.comments import load_threads
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    return str(create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path)


def say(interview: str, *words: str) -> int:
    return main(["comment", interview, *words, "--handle", "ana"])


def first_id(interview: str) -> str:
    return load_threads(Path(interview))[0].id


def test_a_comment_is_written_and_listed(interview: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(interview, "s00000002", "Is this the brother?") == 0
    capsys.readouterr()
    assert main(["comment", interview]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"{first_id(interview)[:9]}  s00000002\n  ana, ")
    assert listed.endswith(": Is this the brother?\n")


def test_a_comment_that_is_not_there_says_how_to_list_them(interview: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(interview, "--resolve", "abc") == 2
    assert capsys.readouterr().err.endswith(f"list them with: dragoman comment {interview} --all\n")


def test_an_answer_names_the_comment_by_the_beginning_of_its_id(interview: str) -> None:
    say(interview, "s00000002", "Is this the brother?")
    assert say(interview, "--answer", first_id(interview)[:6], "The cousin.") == 0
    [thread] = load_threads(Path(interview))
    assert [comment.words for comment in thread.comments] == ["Is this the brother?", "The cousin."]


def test_a_resolved_comment_is_listed_only_when_asked_for(interview: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(interview, "s00000002", "Is this the brother?")
    assert say(interview, "--resolve", first_id(interview)) == 0
    capsys.readouterr()
    main(["comment", interview])
    assert capsys.readouterr().out == ""
    main(["comment", interview, "--all"])
    assert "resolved by ana" in capsys.readouterr().out


def test_a_resolved_comment_is_opened_again(interview: str) -> None:
    say(interview, "s00000002", "Is this the brother?")
    say(interview, "--resolve", first_id(interview))
    say(interview, "--reopen", first_id(interview))
    assert load_threads(Path(interview))[0].is_open


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["s0000aaaa", "x"], "has no passage s0000aaaa"),
        (["s00000002"], "TEXT: is missing"),
        (["s00000002", " "], "has no words"),
        (["--resolve", "c99"], "has no comment with this id: c99"),
    ],
)
def test_what_makes_no_sense(interview: str, words: list[str], fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(interview, *words) == 2
    assert fault in capsys.readouterr().err
    assert load_threads(Path(interview)) == ()
