"""``people.json``: under which name, handle or role the people of an interview chose to be shown to readers.

An entry is a handle with what readers see, or with the handle that its owner chose later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import Folder
from dragoman.folder.lock import locked

__all__ = [
    "PEOPLE",
    "find_handles",
    "find_shown",
    "forget_people",
    "load_renamed",
    "load_shown",
    "rename_handle",
    "save_shown",
]

PEOPLE = "people.json"

_LIMIT = 1 << 20


class _Renamed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another handle of the same person."""

    handle: str


def load_shown(folder: Folder) -> dict[str, str]:
    """Handle to what readers see; an empty text stands for the role alone.

    :raises FolderError: where the file is no such table
    """
    return {handle: entry for handle, entry in _load(folder).items() if isinstance(entry, str)}


def load_renamed(folder: Folder) -> dict[str, str]:
    """Handle to the one that its owner chose later.

    :raises FolderError: where the file is no such table
    """
    return {handle: entry.handle for handle, entry in _load(folder).items() if isinstance(entry, _Renamed)}


def find_shown(folder: Folder, added: Mapping[str, str] | None = None) -> dict[str, str]:
    """Handle to what readers see, renamed handles too.

    :param added: what is said now, which outranks what is on file
    """
    renamed, shown = load_renamed(folder), load_shown(folder) | dict(added or {})
    return {handle: shown.get(last, last) for handle in renamed for last in (_last(renamed, handle),)} | shown


def find_handles(folder: Folder, handle: str) -> frozenset[str]:
    """The handles with which the owner of one has signed: it, and those that were renamed to it."""
    renamed = load_renamed(folder)
    return frozenset({handle, *(old for old in renamed if _last(renamed, old) == _last(renamed, handle))})


def save_shown(folder: Folder, shown: Mapping[str, str]) -> None:
    """Keep it for the next edition. Only the owner can read the file: it ties handles to names."""
    with locked(folder.path):
        renamed = {handle: _Renamed(last) for handle, last in load_renamed(folder).items() if handle not in shown}
        _save(folder, {**renamed, **shown})


def rename_handle(folder: Folder, old: str, new: str) -> None:
    """Say that edits signed with one handle are by the owner of another. The history keeps what was signed."""
    with locked(folder.path):
        entries = {handle: entry for handle, entry in _load(folder).items() if handle not in (old, new)}
        kept = load_shown(folder).get(new)
        _save(folder, {**entries, old: _Renamed(new), **({} if kept is None else {new: kept})})


def forget_people(folder: Folder, is_gone: Callable[[str], bool]) -> None:
    """Take names and handles out; somebody whose name goes is shown by the role alone."""
    with locked(folder.path):
        entries = _load(folder)
        kept = {
            handle: "" if isinstance(entry, str) and is_gone(entry) else entry
            for handle, entry in entries.items()
            if not is_gone(handle) and not (isinstance(entry, _Renamed) and is_gone(entry.handle))
        }
        if kept != entries:
            _save(folder, kept)


def _last(renamed: Mapping[str, str], handle: str) -> str:
    seen = {handle}
    while renamed.get(handle, handle) not in seen:
        handle = renamed[handle]
        seen.add(handle)
    return handle


def _load(folder: Folder) -> dict[str, str | _Renamed]:
    path = folder.path / PEOPLE
    raw = disk.read(path, _LIMIT)
    try:
        return msgspec.json.decode(raw, type=dict[str, str | _Renamed]) if raw else {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FolderError(path, "is damaged", "delete it, and say again who is shown how") from error


def _save(folder: Folder, entries: Mapping[str, str | _Renamed]) -> None:
    path = folder.path / PEOPLE
    with disk.writing(path):
        disk.replace(path, msgspec.json.encode(dict(entries), order="sorted") + b"\n", disk.PRIVATE)
