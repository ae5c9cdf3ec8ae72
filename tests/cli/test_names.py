from __future__ import annotations

from pathlib import Path

import pytest

from bitexts import bitext
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine

ROWS = (("در کرج.", "It is in Karaj."), ("از کرج.", "From Karaj."), ("به کرج.", "To Persia."))


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", bitext(*ROWS, languages="fa en"), Engine(name="whisper")).path


def approve(interview: Path, old: str = "proposed", new: str = "approved") -> None:
    file = interview / "names.csv"
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_names_are_proposed_in_a_table(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "build", str(interview)]) == 0
    said = capsys.readouterr().out
    assert "Karaj" in said
    assert "2 names, 2 of them new" in said
    assert "dragoman names apply" in said


def test_approved_names_are_taken_in(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["names", "build", str(interview)])
    approve(interview)
    assert main(["names", "apply", str(interview), "--handle", "ana"]) == 0
    assert "2 names added, 0 changed, 0 taken out" in capsys.readouterr().out
    main(["history", str(interview)])
    assert "added 2 names of the ledger" in capsys.readouterr().out


def test_a_forbidden_rendering_fails_the_check(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,translation,forbidden\nکرج,Karaj,Persia\n", encoding="utf-8")
    assert main(["names", "import", str(interview), "terms.csv", "--handle", "ana"]) == 0
    capsys.readouterr()
    assert main(["names", "check", str(interview)]) == 1
    assert "Persia may not stand for کرج" in capsys.readouterr().out


def test_a_missing_rendering_alone_does_not(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,translation\nکرج,Karaj\n", encoding="utf-8")
    main(["names", "import", str(interview), "terms.csv", "--handle", "ana"])
    capsys.readouterr()
    assert main(["names", "check", str(interview)]) == 0
    assert "کرج is not rendered as Karaj" in capsys.readouterr().out


def test_the_table_of_the_settings_is_taken_in(interview: Path) -> None:
    Path("dragoman.toml").write_text('[style]\nglossary = "desk.csv"\n', encoding="utf-8")
    Path("desk.csv").write_text("original,translation\nکرج,Karaj\n", encoding="utf-8")
    assert main(["names", "import", str(interview), "--handle", "ana"]) == 0
    assert [term.target for term in open_folder(interview).transcript.glossary] == [("Karaj",)]


def test_without_a_table_to_take_in(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "import", str(interview)]) == 2
    assert "has no table to apply" in capsys.readouterr().err


def test_without_a_table_of_the_folder(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "apply", str(interview), "--handle", "ana"]) == 2
    assert "dragoman names build" in capsys.readouterr().err


def test_the_ledger_is_written_as_a_table(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "export", str(interview), "out.csv"]) == 0
    assert main(["names", "export", str(interview), "out.csv"]) == 2
    assert "--force" in capsys.readouterr().err


def test_what_was_left_out_is_told(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,colour\nکرج,red\n", encoding="utf-8")
    main(["names", "import", str(interview), "terms.csv", "--handle", "ana"])
    assert "name-column-left-out" in capsys.readouterr().err
