"""Holds docs/translate.md to the code. Its walk-through is run by ``tests/journeys/test_arabic.py``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from dragoman.cli import translate
from dragoman.pipeline.translate import Patience
from dragoman.workflows.translate import _TOGETHER

PAGE = (Path(__file__).parents[2] / "docs" / "translate.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())


def test_every_option_is_on_the_page_and_no_other() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    translate.add_arguments(parser)
    options = {action.option_strings[0] for action in parser._actions if action.option_strings}
    rows = PAGE.partition("## Options")[2].partition("## What is translated")[0]
    assert set(re.findall(r"^\| `(--?[a-z-]+)", rows, re.MULTILINE)) == options


def test_how_long_an_engine_is_waited_for_is_on_the_page() -> None:
    patience = Patience()
    assert f"up to {patience.longest:.0f} seconds" in WORDS
    assert patience.most_asked == 120
    assert "at most two minutes each time" in WORDS
    assert (patience.tries, patience.failures) == (6, 5)
    assert "after six tries" in WORDS
    assert "After five failures in a row" in WORDS


def test_how_much_is_written_at_once_is_on_the_page() -> None:
    assert f"written every {_TOGETHER} passages" in WORDS
