"""docs/names.md is true."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bitexts import bitext
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.formats.names_csv import read_names, write_names
from dragoman.transcript.document import Engine

PAGE = (Path(__file__).parents[2] / "docs" / "names.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^dragoman (names .*?)(?: +#.*)?$", PAGE, re.MULTILINE)
ROWS = (("در کرج.", "It is in Karaj."), ("از ولایت فقیه.", "Of the guardianship of the jurist."))


def test_every_column_is_described_and_no_other() -> None:
    told = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`[^|]*) \|", PAGE, re.MULTILINE)))
    assert told == write_names(()).decode("utf-8-sig").strip().split(";")


def test_the_commands_do_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("interview", "drafts/one"):
        create_folder(tmp_path / name, bitext(*ROWS, languages="fa en"), Engine(name="whisper"))
    assert [main(shlex.split(command)) for command in COMMANDS] == [0] * 11


def test_the_table_is_taken_in(tmp_path: Path) -> None:
    (table,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "terms.csv").write_text(table, encoding="utf-8")
    path = create_folder(tmp_path / "interview", bitext(*ROWS, languages="fa en"), Engine(name="whisper")).path
    assert read_names(table.encode(), "terms.csv").problems == ()
    assert main(["names", "import", str(path), str(tmp_path / "terms.csv"), "--handle", "ana"]) == 0
    terms = open_folder(path).transcript.glossary
    assert [(term.source, term.target, term.forbidden) for term in terms] == [
        (("کرج", "كرج"), ("Karaj",), ("Caraj",)),
        (("ولایت فقیه",), ("guardianship of the jurist",), ("clerical rule",)),
    ]
