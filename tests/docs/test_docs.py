"""The pages under docs/ name what is there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def declared() -> set[str]:
    project = PROJECT["project"]
    groups = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ]
    return {re.split(r"[<>=;\[ ]", requirement)[0] for group in groups for requirement in group}


def test_every_dependency_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert sorted(name for name in declared() if f"| `{name}`" not in page) == []


def test_no_dependency_is_explained_that_is_not_there() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)) == declared()


def test_every_room_is_described() -> None:
    rooms = {path.parent.name for path in (ROOT / "src" / "dragoman").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/` \|", ARCHITECTURE, re.MULTILINE)) == rooms


def test_the_layers_are_those_that_are_held() -> None:
    [contract] = PROJECT["tool"]["importlinter"]["contracts"]
    assert "```\n" + "\n".join(contract["layers"]) + "\n```" in ARCHITECTURE


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`([a-z]+/[a-z_]+\.py)`", ARCHITECTURE))
    assert sorted(name for name in named if not (ROOT / "src" / "dragoman" / name).is_file()) == []


def places() -> list[tuple[str, str]]:
    """What the pages for contributors say is in a file: "`NAME` in `path.py`", from the root or from the package."""
    named = re.findall(r"`(\w+)(?:\(\))?` in\s+`([\w/]+\.py)`", ARCHITECTURE + CONTRIBUTING)
    return sorted(set(named))


@pytest.mark.parametrize(("name", "path"), places())
def test_what_is_in_a_file_is_defined_there(name: str, path: str) -> None:
    file = next(found for folder in (ROOT, ROOT / "src" / "dragoman") if (found := folder / path).is_file())
    assert name in defined(file)


def defined(file: Path) -> Iterator[str]:
    """The names that a module assigns or defines."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_file_that_a_task_names_exists() -> None:
    named = set(re.findall(r"`([\w./]+/[\w.]+\.(?:py|md|toml))`", CONTRIBUTING))
    folders = (ROOT, ROOT / "src" / "dragoman", ROOT / "src" / "dragoman" / "formats")
    real = (path for path in sorted(named) if "NAME" not in path and "KIND" not in path)
    assert [path for path in real if not any((folder / path).is_file() for folder in folders)] == []


def test_packages_with_extras_are_quoted_for_the_shell() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    typed = [line for page in pages for line in page.read_text(encoding="utf-8").splitlines() if "pip install" in line]
    assert [line for line in typed if re.search(r"pip install [^'\"`]*\w*\[", line)] == []
