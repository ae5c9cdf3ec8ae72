"""The copies of the files that an interview was made from, which the desk keeps in ``.dragoman/imported``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman import disk
from dragoman.folder.leaks import find_traces
from dragoman.folder.lock import STORE

__all__ = ["find_imported", "forget_imported", "place_imported"]


def place_imported(folder: Path) -> Path:
    """The folder of the copies."""
    return folder / STORE / "imported"


def find_imported(folder: Path) -> tuple[Path, ...]:
    """The copies of an interview, in the order of their names.

    :raises FolderError: if their folder is a link to somewhere else
    """
    place = place_imported(folder)
    disk.refuse_links(place.parent)
    disk.refuse_links(place)
    return tuple(sorted(path for path in place.rglob("*") if path.is_symlink() or path.is_file()))


def forget_imported(folder: Path, words: Iterable[str], names: Iterable[str] = ()) -> None:
    """Delete the copies that contain withdrawn words or names, or whose own name does.

    :raises FolderError: if one cannot be deleted, or their folder is a link to somewhere else
    """
    traces = frozenset(find_traces(place_imported(folder), words, names))
    for path in find_imported(folder):
        if path in traces:
            with disk.writing(path):
                path.unlink()
