from __future__ import annotations

import json
import re
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
    return path


def test_a_line_an_action_newest_last(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["history", str(interview)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    when = r"[0-9a-f]{8}  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  "
    assert re.fullmatch(when + "whisper base  drafted 12 passages", first)
    assert re.fullmatch(when + "ana  called speaker S1 “Host”", second)


def test_machines_get_json(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["history", str(interview), "--json"]) == 0
    actions = json.loads(capsys.readouterr().out)
    assert [action["what"] for action in actions] == ["drafted 12 passages", "called speaker S1 “Host”"]
    assert actions[1]["author"] == {"by": "person", "handle": "ana"}


def test_what_was_taken_back_is_marked(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["undo", str(interview), "--handle", "ana"])
    capsys.readouterr()
    main(["history", str(interview)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith("called speaker S1 “Host” (taken back)")
    assert lines[2].endswith("took back: called speaker S1 “Host”")


def test_a_name_cannot_command_the_terminal(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["name", str(interview), "S1=\x1b[2JHost\u202e"])
    capsys.readouterr()
    main(["history", str(interview)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_what_was_signed_before_a_handle_was_chosen_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "bees", spanish_english(), Person(handle="translator"))
    assert main(["history", "bees", "--rename", "translator=ana"]) == 0
    assert main(["history", "bees"]) == 0
    assert "  ana (signed translator)  " in capsys.readouterr().out
    assert open_folder(folder.path).history == folder.history


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("eva=ana", "has no change that is signed eva; its handles are: translator"),
        ("translator", "is not a pair"),
        ("a=b c", "is not a pair"),
    ],
)
def test_a_handle_that_cannot_be_renamed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, fault: str
) -> None:
    create_folder(tmp_path / "bees", spanish_english(), Person(handle="translator"))
    assert main(["history", str(tmp_path / "bees"), "--rename", said]) == 2
    assert fault in capsys.readouterr().err


def test_a_withdrawal_is_called_one(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["withdraw", str(interview), open_folder(interview).transcript.segments[0].id, "--reason", "at her request"])
    capsys.readouterr()
    main(["history", str(interview)])
    assert capsys.readouterr().out.splitlines()[-1].endswith("withdrew 1 passage: at her request")
