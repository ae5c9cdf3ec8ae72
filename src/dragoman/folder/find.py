"""Find interview folders below a directory."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dragoman.folder.loading import is_interview

__all__ = ["FolderFinder", "find_folders"]

_DEEPEST = 4
# Nanoseconds: the coarsest time of a change that file systems note is two seconds.
_RECENT = 3 * 10**9


def find_folders(root: Path, depth: int = _DEEPEST) -> Iterator[Path]:
    """The interview folders below a directory, without hidden folders and links."""
    return _Walk({}).find(root, depth)


class FolderFinder:
    """Finds the interview folders below a directory again and again. It reads only directories that have changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: Mapping[str, _Seen] = {}

    def find(self) -> tuple[Path, ...]:
        """As :func:`find_folders`, now. Several threads may call it."""
        walk = _Walk(self._seen)
        found = tuple(walk.find(self._root, _DEEPEST))
        self._seen = walk.seen
        return found


class _Seen(NamedTuple):
    """A directory: device, inode and time of its last change; whether it is an interview; else the folders in it."""

    stamp: tuple[int, int, int]
    is_interview: bool
    folders: tuple[str, ...]


_GONE = _Seen((0, 0, 0), is_interview=False, folders=())


class _Walk:
    """One look at every directory. ``seen`` is what the next walk may rely on."""

    def __init__(self, before: Mapping[str, _Seen]) -> None:
        self.seen: dict[str, _Seen] = {}
        self._before = before

    def find(self, root: Path, depth: int) -> Iterator[Path]:
        return map(Path, self._find(self._look(os.fspath(root), depth, is_root=True), depth))

    def _find(self, directory: _Seen, depth: int) -> Iterator[str]:
        for path in directory.folders:
            one = self._look(path, depth - 1)
            if one.is_interview:
                yield path
            else:
                yield from self._find(one, depth - 1)

    def _look(self, path: str, depth: int, *, is_root: bool = False) -> _Seen:
        """A directory as it was before, unless it has changed since; whatever is in it changes it."""
        try:
            status = os.stat(path)
            stamp = (status.st_dev, status.st_ino, status.st_mtime_ns)
            found = self._before.get(path)
            if found is None or found.stamp != stamp:
                is_own = not is_root and is_interview(Path(path))
                found = _Seen(stamp, is_own, _list_folders(path) if depth and not is_own else ())
        except OSError:
            return _GONE
        # A second change at the same moment would not be seen: soon after the first, the directory is read again.
        if time.time_ns() - status.st_mtime_ns > _RECENT:
            self.seen[path] = found
        return found


def _list_folders(path: str) -> tuple[str, ...]:
    with os.scandir(path) as entries:
        names = sorted(one.name for one in entries if one.name[0] != "." and one.is_dir(follow_symlinks=False))
    return tuple(os.path.join(path, name) for name in names)
