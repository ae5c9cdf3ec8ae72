"""The table of keys of docs/desk.md against the scripts of the desk."""

from __future__ import annotations

import re
from pathlib import Path

import dragoman.desk

SCRIPTS = Path(dragoman.desk.__file__).parent / "static" / "desk"
PAGE = Path(__file__).parents[2] / "docs" / "desk.md"
# Keys that are made in a loop or differ by platform.
MADE = {"Ctrl+Alt+1", "Alt+1", "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+ArrowUp", "Alt+ArrowDown"}


def keys_of_the_scripts() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    return {*re.findall(r'\bkeys: "([^"]+)"', text), *MADE}


def keys_of_the_page() -> set[str]:
    table = PAGE.read_text(encoding="utf-8").partition("| key | what it does |")[2].partition("\n\n")[0]
    first = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    return {key for cell in first for key in re.findall(r"`([^`]+)`", cell)}


def test_the_page_has_every_key_and_no_other() -> None:
    assert keys_of_the_page() == keys_of_the_scripts()
