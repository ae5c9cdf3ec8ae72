"""Every command and option that a message suggests exists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.cli import VERBS
from dragoman.cli.flags import find_flags

SOURCE = Path(dragoman.__file__).parent


def find_fixes() -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """The place, the verb and the names of the options of each ``Fix`` in the program, where they are literal."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fix":
                given = dict(zip(("purpose", "verb", "arguments", "options"), node.args, strict=False))
                given |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
                if "package" not in given:
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", _verb(given), _options(given)


def _verb(given: dict[str, ast.expr]) -> str | None:
    verb = given.get("verb")
    return verb.value if isinstance(verb, ast.Constant) and isinstance(verb.value, str) else None


def _options(given: dict[str, ast.expr]) -> tuple[str, ...]:
    options = given.get("options")
    keys = options.keys if isinstance(options, ast.Dict) else ()
    return tuple(key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


FIXES = list(find_fixes())


@pytest.mark.parametrize(("place", "verb", "options"), [fix for fix in FIXES if fix[1]])
def test_a_suggested_verb_has_the_suggested_options(place: str, verb: str, options: tuple[str, ...]) -> None:
    assert verb in VERBS, place
    assert set(options) <= set(find_flags(verb)), place


@pytest.mark.parametrize(("place", "verb", "options"), [fix for fix in FIXES if not fix[1]])
def test_an_option_to_add_is_one_of_some_verb(place: str, verb: None, options: tuple[str, ...]) -> None:
    known = {name for each in VERBS for name in find_flags(each)}
    assert set(options) <= known, place
