from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.settings.dragoman_toml import load_settings


class Terminal:
    """A terminal at which somebody types these answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
        self.asked: list[str] = []
        self.answers = iter(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setattr("builtins.input", self.ask)

    def ask(self, question: str) -> str:
        self.asked.append(question)
        try:
            return next(self.answers)
        except StopIteration:
            raise EOFError from None


def test_options_become_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--name", "A Desk", "--handle", "ana", "--from", "Spanish", "--to", "en"]) == 0
    loaded = load_settings(start=tmp_path, environment={})
    assert (loaded.name, loaded.handle, loaded.source_language, loaded.target_language) == ("A Desk", "ana", "es", "en")
    assert capsys.readouterr().out == f"wrote {tmp_path / 'dragoman.toml'}\n"


def test_off_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert load_settings(start=tmp_path, environment={}).name is None


def test_on_a_terminal_the_desk_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "A Desk", "", "", "es", "en", "")
    assert main(["init", str(tmp_path)]) == 0
    assert len(terminal.asked) == 6
    assert load_settings(start=tmp_path, environment={}).name == "A Desk"


def test_an_answer_that_makes_no_sense_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Terminal(monkeypatch, "", "a handle", "ana")
    assert main(["init", str(tmp_path)]) == 0
    assert "is not a valid handle; use one word" in capsys.readouterr().out
    assert load_settings(start=tmp_path, environment={}).handle == "ana"


def test_settings_are_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path), "--name", "Mine"])
    assert main(["init", str(tmp_path), "--name", "Yours"]) == 2
    assert "exists already; edit it, or use --force" in capsys.readouterr().err
    assert main(["init", str(tmp_path), "--name", "Yours", "--force"]) == 0


def test_an_option_that_makes_no_sense_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--from", "klingonese"]) == 2
    assert "dragoman: --from klingonese: is not a known language" in capsys.readouterr().err
    assert not (tmp_path / "dragoman.toml").exists()
