"""Every workflow takes keywords, asks nothing, prints nothing and looks at nothing that it was not given."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import msgspec
import pytest

from dragoman import workflows
from dragoman.workflows import WORKFLOWS, find_workflow

FILES = sorted(Path(workflows.__file__).parent.rglob("*.py"))
# Names that would print, ask, parse a command line, or look at what was not given.
REFUSED = {
    "print", "input", "argparse", "Namespace", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "os.environ",
    "os.getenv", "os.getcwd", "os.chdir", "Path.cwd", "Path.home", "load_settings", "find_settings", "http", "socket",
}  # fmt: skip


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_printed_asked_or_looked_up(path: Path) -> None:
    assert _names(path) & REFUSED == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_shell_command_stands_in_a_text(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, _DOCUMENTED)}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    commands = [text for text in texts if text not in docs and (text.startswith("dragoman ") or " --" in text)]
    assert [text for text in commands if text not in _NAMES] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_takes_settings_options_and_a_watcher_by_keyword(name: str) -> None:
    parameters = inspect.signature(find_workflow(name), eval_str=True).parameters
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert "settings" in parameters
    assert "watcher" in parameters
    assert parameters["watcher"].default is not inspect.Parameter.empty
    wanted = parameters.get("options", parameters.get("plan"))
    assert wanted is not None
    assert issubclass(wanted.annotation, msgspec.Struct)
    assert wanted.annotation.__struct_config__.frozen


def test_every_function_that_is_watched_is_in_the_table() -> None:
    found = set()
    for module in pkgutil.walk_packages(workflows.__path__, "dragoman.workflows."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            own = function.__module__ == module.name and not name.startswith("_")
            if own and {"settings", "watcher"} <= inspect.signature(function).parameters.keys():
                found.add(f"{module.name.removeprefix('dragoman.workflows.')}:{name}")
    assert found == set(WORKFLOWS.values())


def test_an_unknown_workflow_is_not_found() -> None:
    with pytest.raises(KeyError):
        find_workflow("dance")


_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
# The names by which jobs sign their revisions.
_NAMES = {"dragoman draft", "dragoman translate"}
