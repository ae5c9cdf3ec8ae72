from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")


def _raised() -> Iterator[tuple[str, str]]:
    """Code and severity of every problem that is made outside the notation and the checks, which have pages."""
    for path in sorted((ROOT / "src" / "dragoman").rglob("*.py")):
        if {"notation", "conventions", "checks"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                code, severity = node.args[:2]
                assert isinstance(code, ast.Constant), f"{path}:{node.lineno} has no plain code"
                assert isinstance(severity, ast.Constant), f"{path}:{node.lineno} has no plain severity"
                yield str(code.value), str(severity.value)


def test_every_problem_is_on_its_page_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(set(_raised()))
