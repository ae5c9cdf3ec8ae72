"""Find interview folders below a directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.folder.loading import is_interview

__all__ = ["find_folders"]

_DEEPEST = 4


def find_folders(root: Path, depth: int = _DEEPEST) -> Iterator[Path]:
    """The interview folders below a directory, without hidden folders and links."""
    try:
        children = sorted(child for child in root.iterdir() if child.is_dir() and not child.is_symlink())
    except OSError:
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if is_interview(child):
            yield child
        elif depth > 1:
            yield from find_folders(child, depth - 1)
