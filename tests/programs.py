"""Programs that are not Python packages, for tests that let others judge what was written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

VALIDATORS = Path(__file__).parent / "validators"


def needs_program(name: str) -> str:
    """The path of a program; the test is skipped, by the program's name, where it is missing."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def needs_package(path: str) -> Path:
    """A file of an npm package of tests/validators; the test is skipped, by name, where it is missing."""
    found = VALIDATORS / "node_modules" / path
    if not found.exists():
        pytest.skip(f"{path} is missing: run npm ci --ignore-scripts --prefix tests/validators")
    return found
