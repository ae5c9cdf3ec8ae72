"""The first page that anybody reads: short, and true where it points."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.cli import VERBS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_short() -> None:
    assert len(README.splitlines()) < 120


@pytest.mark.parametrize("address", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_it_points_to_is_there(address: str) -> None:
    assert (ROOT / address).exists()


def test_the_commands_that_it_shows_exist() -> None:
    shown = set(re.findall(r"^dragoman (\w+)", README, re.MULTILINE))
    assert shown
    assert shown <= set(VERBS)


def test_the_two_commands_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^make (\w+)", README, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
