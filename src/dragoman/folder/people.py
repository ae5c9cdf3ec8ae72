"""``people.json``: under which name, handle or role the people of an interview chose to be shown to readers."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import Folder
from dragoman.folder.lock import locked

__all__ = ["PEOPLE", "load_shown", "save_shown"]

PEOPLE = "people.json"

_LIMIT = 1 << 20


def load_shown(folder: Folder) -> dict[str, str]:
    """Handle to what readers see; an empty text stands for the role alone.

    :raises FolderError: where the file is no such table
    """
    path = folder.path / PEOPLE
    raw = disk.read(path, _LIMIT)
    try:
        return msgspec.json.decode(raw, type=dict[str, str]) if raw else {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FolderError(path, "is damaged", "delete it, and say again who is shown how") from error


def save_shown(folder: Folder, shown: Mapping[str, str]) -> None:
    """Keep it for the next edition. Only the owner can read the file: it ties handles to names."""
    path = folder.path / PEOPLE
    with locked(folder.path), disk.writing(path):
        disk.replace(path, msgspec.json.encode(dict(shown), order="sorted") + b"\n", disk.PRIVATE)
