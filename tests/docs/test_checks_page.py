"""docs/checks.md and docs/plan.md say what the checks do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.checks import CHECKS, CODES
from dragoman.checks.listening_order import Weights
from problem_calls import find_codes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
PLAN = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")


def section(family: str) -> str:
    return PAGE.split(f"\n## {family}\n")[1].split("\n## ")[0]


def raised(family: str) -> Iterator[tuple[str, str]]:
    """Code and severity of every problem that a family's modules make."""
    for path in sorted((ROOT / "src" / "dragoman" / "checks" / family).glob("*.py")):
        yield from find_codes(path)


@pytest.mark.parametrize("family", CHECKS)
def test_every_code_of_a_family_is_on_the_page_and_no_other(family: str) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", section(family), re.MULTILINE)
    assert sorted(rows) == sorted(set(raised(family)))


@pytest.mark.parametrize("family", CHECKS)
def test_the_table_of_codes_is_complete(family: str) -> None:
    assert sorted(CODES[family]) == sorted({code for code, _ in raised(family)})


def test_every_code_says_how_to_settle_it() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert [row for row in rows if row.count(" | ") != 4 or row.endswith("|  |")] == []


def test_every_weight_is_on_the_page() -> None:
    written = {name: float(value) for name, value in re.findall(r"`(\w+)` ([\d.]+) \|", PLAN)}
    assert written == {name: getattr(Weights(), name) for name in Weights.__struct_fields__}
