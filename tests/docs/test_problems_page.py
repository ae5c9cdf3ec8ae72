from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from problem_calls import find_codes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")


def _raised() -> Iterator[tuple[str, str]]:
    """Code and severity of every problem that is made outside the notation and the checks, which have pages."""
    for path in sorted((ROOT / "src" / "dragoman").rglob("*.py")):
        if {"notation", "conventions", "checks"} & set(path.parts):
            continue
        yield from find_codes(path)


def test_every_problem_is_on_its_page_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(set(_raised()))
