"""Only the settings and the command line look at the environment, the working directory and the user's home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

SOURCE = Path(dragoman.__file__).parent
ABOVE = {"cli", "settings"}
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] not in ABOVE)
LOOKS = {"os.getenv", "os.getcwd", "os.path.expanduser", "Path.cwd", "Path.home", "expanduser", "getcwd", "getenv"}
# What a library looks at when it is imported is set there, and put back.
SETS = {"engines/threads.py", "engines/models.py", "fleet/ray_crew.py"}


def _looks(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute | ast.Name):
            name = ast.unparse(node)
            if name in LOOKS or (name == "os.environ" and path.relative_to(SOURCE).as_posix() not in SETS):
                yield name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_is_looked_up_that_was_not_given(path: Path) -> None:
    assert list(_looks(path)) == []
