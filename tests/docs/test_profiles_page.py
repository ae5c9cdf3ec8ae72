"""Holds docs/profiles.md to the code."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.conventions.brackets import BRACKET_FAULTS
from dragoman.conventions.profiles import PROFILES

PAGE = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The cells of the table under a heading row."""
    body = PAGE.partition(f"{heading}\n")[2].partition("\n\n")[0]
    return [[cell.strip().strip("`") for cell in line.split("|")[1:-1]] for line in body.splitlines()[1:]]


def test_every_profile_is_told_with_what_its_brackets_mean() -> None:
    rows = table("| profile | whose | `( )` | `[ ]` |")
    assert [(row[0], row[2], row[3]) for row in rows] == [
        (name, profile.says["( )"], profile.says["[ ]"]) for name, profile in PROFILES.items()
    ]


def test_every_fault_of_a_bracket_is_told() -> None:
    assert [tuple(row) for row in table("| Code | Severity | What it means |")] == [
        (code, *fault) for code, fault in BRACKET_FAULTS.items()
    ]


def test_the_page_names_only_profiles_that_are_there() -> None:
    named = set(re.findall(r"--profile (\w+)", PAGE)) | set(re.findall(r"with the profile (\w+)", PAGE))
    assert named <= set(PROFILES)
