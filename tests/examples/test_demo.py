"""What ``make demo`` runs, but for the draft itself."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path

import pytest

from dragoman import cli
from dragoman.notation import parse, with_hints

DEMO = Path(__file__).parents[2] / "examples" / "demo.py"


def test_the_arabic_page_runs_from_right_to_left(tmp_path: Path) -> None:
    demo = run_path(str(DEMO))
    demo["lay_out"](demo["PAGE"], tmp_path / "almanac")
    assert 'lang="ar" dir="rtl"' in (tmp_path / "almanac" / "index.html").read_text(encoding="utf-8")


def test_laying_the_page_out_again_is_no_mistake(tmp_path: Path) -> None:
    demo = run_path(str(DEMO))
    demo["lay_out"](demo["PAGE"], tmp_path / "almanac")
    demo["lay_out"](demo["PAGE"], tmp_path / "almanac")
    page = demo["PAGE"].read_text(encoding="utf-8")
    wanted = with_hints(page, parse(page).transcript)
    made = (tmp_path / "almanac" / "almanac.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in made if not line.startswith("revision: ")] == wanted.splitlines()


def test_a_draft_that_fails_ends_the_demo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli, "main", lambda arguments: 2)
    assert run_path(str(DEMO))["main"]() == 2
    assert capsys.readouterr().out == ""
