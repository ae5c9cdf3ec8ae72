"""Files that lie beside the repository: other people's transcripts, and the schemas that judge what is written."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

_SHARED = Path(__file__).parents[2] / "shared"


def needs_data(path: str) -> Path:
    """A file of the data for tests; the test is skipped, by name, where it is missing."""
    return _needs(Path(os.environ.get("DRAGOMAN_DATA") or _SHARED / "data") / path, "DRAGOMAN_DATA")


def needs_design(path: str) -> Path:
    """A file beside the design papers, such as a schema; the test is skipped, by name, where it is missing."""
    return _needs(Path(os.environ.get("DRAGOMAN_DESIGN") or _SHARED / "design") / path, "DRAGOMAN_DESIGN")


@cache
def tei_schema() -> Any:
    """The schema of the TEI guidelines, compiled once, since that takes a while."""
    return etree.RelaxNG(etree.parse(needs_design("schemas/tei_all.rng")))


def _needs(found: Path, variable: str) -> Path:
    if not found.exists():
        pytest.skip(f"{found.name} is missing: name its folder in {variable}")
    return found
