"""The pages under docs/ name what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
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
