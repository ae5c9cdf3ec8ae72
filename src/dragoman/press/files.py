"""A site's folder: what has changed is written, what was written before and is gone is taken away, nothing else."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.folder import disk

__all__ = ["take_down", "write_site"]

_KEPT = "files.json"
_LIMIT = 1 << 28


def write_site(path: Path, site: dict[str, bytes]) -> tuple[str, ...]:
    """Write what has changed, and take away what was written before and is no longer there; the names of both.

    Each file is replaced whole, so that a run that is killed leaves no half page.

    :raises FolderError: where a file is in the way that was not written here
    """
    disk.refuse_links(path)
    with disk.writing(path):
        path.mkdir(parents=True, exist_ok=True)
        old = _read_names(path)
        changed = [name for name, content in site.items() if disk.read(path / name, _LIMIT) != content]
        strangers = [name for name in changed if name not in old and (path / name).exists()]
        if strangers:
            raise FolderError(path / strangers[0], "was not written by Dragoman", "move it, or name another folder")
        # First all that may be there: killed half-way, the next run knows what to take away.
        _write_names(path, {*old, *site})
        for name in changed:
            _write(path / name, site[name])
        gone = sorted(old - site.keys())
        for name in gone:
            _delete(path, name)
        _write_names(path, set(site))
    return (*changed, *gone)


def take_down(path: Path, slug: str) -> tuple[str, ...]:
    """Delete an interview's pages and files, and the list of interviews, which names it; the value is their names."""
    disk.refuse_links(path)
    with disk.writing(path):
        names = _read_names(path)
        gone = sorted(name for name in names if name.startswith(f"{slug}/") or name == "index.html")
        for name in gone:
            _delete(path, name)
        _write_names(path, names - set(gone))
    return tuple(gone)


def _read_names(path: Path) -> set[str]:
    raw = disk.read(path / _KEPT, _LIMIT)
    try:
        names = msgspec.json.decode(raw or b"[]", type=list[str])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return set()
    # A list that somebody changed must lead nowhere else.
    return {name for name in names if ".." not in name.split("/") and not name.startswith("/") and "\\" not in name}


def _write_names(path: Path, names: set[str]) -> None:
    content = msgspec.json.encode(sorted(names)) + b"\n"
    if disk.read(path / _KEPT, _LIMIT) != content:
        _write(path / _KEPT, content)


def _write(path: Path, content: bytes) -> None:
    for folder in (path.parent.parent, path.parent):
        disk.refuse_links(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    os.replace(new, path)


def _delete(path: Path, name: str) -> None:
    (path / name).unlink(missing_ok=True)
    for folder in (path / name).parents:
        if folder == path:
            return
        with suppress(OSError):  # there is something else in it
            folder.rmdir()
