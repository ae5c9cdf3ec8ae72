"""Where the program makes problems: every ``Problem(…)`` and ``Problem.of(…)`` in a file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def find_calls(path: Path) -> Iterator[ast.Call]:
    """Every call that makes a problem."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Problem", "Problem.of"):
            yield node


def find_codes(path: Path) -> Iterator[tuple[str, str]]:
    """Code and severity of each of them."""
    for node in find_calls(path):
        code, severity = node.args[:2]
        assert isinstance(code, ast.Constant), f"{path}:{node.lineno} has no plain code"
        assert isinstance(severity, ast.Constant), f"{path}:{node.lineno} has no plain severity"
        yield str(code.value), str(severity.value)
