"""Safe names for folders and files, from names that somebody sent."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import Path

__all__ = ["make_folder", "make_name"]


def make_name(name: str) -> str:
    """A safe name for a folder or file: letters, digits, underscores and dashes."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return re.sub(r"[^\w-]+", "-", stem).strip("-_")[:60] or "interview"


def make_folder(root: Path, name: str) -> Path:
    """Make a new folder with this name, or with a number appended if it exists. Links are not followed."""
    plain = make_name(name)
    for number in count(1):
        path = root / (plain if number == 1 else f"{plain}-{number}")
        try:
            path.mkdir()
        except FileExistsError:
            continue
        return path
    raise AssertionError
