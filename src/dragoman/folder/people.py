"""``people.json``: how the people of an interview chose to be shown to readers.

An entry maps a handle to the name for readers, or to the handle that its owner chose later.
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
    """Maps handles to names for readers; an empty text shows only the role.

    :raises FolderError: if the file is damaged
    """
    return {handle: entry for handle, entry in _load(folder).items() if isinstance(entry, str)}


def load_renamed(folder: Folder) -> dict[str, str]:
    """Maps handles to those that their owners chose later.

    :raises FolderError: if the file is damaged
    """
    return {handle: entry.handle for handle, entry in _load(folder).items() if isinstance(entry, _Renamed)}


def find_shown(folder: Folder, added: Mapping[str, str] | None = None) -> dict[str, str]:
    """Maps handles to names for readers, including renamed handles.

    :param added: new entries, which take precedence over those on file
    :raises FolderError: if the file is damaged
    """
    renamed, shown = load_renamed(folder), load_shown(folder) | dict(added or {})
    return {handle: shown.get(last, last) for handle in renamed for last in (_last(renamed, handle),)} | shown


def find_handles(folder: Folder, handle: str) -> frozenset[str]:
    """All handles with which the owner of one has signed, including those renamed to it.

    :raises FolderError: if the file is damaged
    """
    renamed = load_renamed(folder)
    return frozenset({handle, *(old for old in renamed if _last(renamed, old) == _last(renamed, handle))})


def save_shown(folder: Folder, shown: Mapping[str, str]) -> None:
    """Save the names for the next edition. Only the owner may read the file, because it connects handles to names.

    :raises FolderError: if the file is damaged, or cannot be written
    """
    with locked(folder.path):
        renamed = {handle: _Renamed(last) for handle, last in load_renamed(folder).items() if handle not in shown}
        _save(folder, {**renamed, **shown})


def rename_handle(folder: Folder, old: str, new: str) -> None:
    """Record that edits signed with one handle are by the owner of another. The history keeps the old signatures.

    :raises FolderError: if the file is damaged, or cannot be written
    """
    with locked(folder.path):
        entries = {handle: entry for handle, entry in _load(folder).items() if handle not in (old, new)}
        kept = load_shown(folder).get(new)
        _save(folder, {**entries, old: _Renamed(new), **({} if kept is None else {new: kept})})


def forget_people(folder: Folder, is_gone: Callable[[str], bool]) -> None:
    """Remove names and handles. A person whose name is removed is shown by role only.

    :raises FolderError: if the file is damaged, or cannot be written
    """
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
        raise FolderError(path, "is damaged", "delete it, and set again how people are shown") from error


def _save(folder: Folder, entries: Mapping[str, str | _Renamed]) -> None:
    path = folder.path / PEOPLE
    with disk.writing(path):
        disk.replace(path, msgspec.json.encode(dict(entries), order="sorted") + b"\n", disk.PRIVATE)
