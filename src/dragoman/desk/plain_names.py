"""Names of folders and files that lead nowhere else, from names that somebody sent."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import Path

__all__ = ["make_folder", "make_name"]


def make_name(name: str) -> str:
    """The name of a folder or file from one that somebody sent: letters, digits and dashes alone."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return re.sub(r"[^\w-]+", "-", stem).strip("-_")[:60] or "interview"


def make_folder(root: Path, name: str) -> Path:
    """A new folder of this name, or with a number behind it: never one that is there, and never through a link."""
    plain = make_name(name)
    for number in count(1):
        path = root / (plain if number == 1 else f"{plain}-{number}")
        try:
            path.mkdir()
        except FileExistsError:
            continue
        return path
    raise AssertionError
