"""Restore interviews from a backup. The file may come from anybody: no path in it may lead out of its folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.backup import MANIFEST, Backup, KeptFile, KeptInterview
from dragoman.folder.interview import Folder, keep_snapshot, open_folder
from dragoman.folder.jsonl_log import LIMIT
from dragoman.folder.loading import HISTORY
from dragoman.folder.lock import STORE
from dragoman.folder.people import PEOPLE
from dragoman.folder.review_log import REVIEW
from dragoman.folder.verify import find_faults
from dragoman.settings.dragoman_toml import FILE

__all__ = ["Restored", "read_backup", "restore_backup"]

_PRIVATE = (HISTORY, REVIEW, PEOPLE, f"{STORE}/views.json")
_BLOCK = 1 << 20
_LARGEST_MANIFEST = 1 << 26
# The most by which a packed file may grow; texts grow tenfold.
_RATIO = 250
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)


class Restored(msgspec.Struct, frozen=True):
    """A restored interview, and what of it does not verify."""

    folder: Folder
    faults: tuple[str, ...]


def _unwatched(_: int, __: int) -> None:
    """Do nothing."""


def restore_backup(file: Path, target: Path, watch: Callable[[int, int], None] = _unwatched) -> tuple[Restored, ...]:
    """Restore the interviews of a backup, each as a folder in ``target``, and its settings. Existing files are left
    alone.

    An interview that an earlier run restored, and that nobody has changed since, is not restored again.

    :param watch: called before each interview with the number of finished ones and the total; if it raises an
        exception, the finished ones stay
    :raises FolderError: if the file is not a backup or is damaged, or another folder has the name
    """
    with _opened(file) as archive:
        backup = _read_manifest(archive, file)
        for kept in backup.interviews:
            if (target / kept.name).exists() and not _is_same(kept, target / kept.name):
                raise FolderError(target / kept.name, "exists already", "restore into another folder")
        restored: list[Restored] = []
        for kept in backup.interviews:
            watch(len(restored), len(backup.interviews))
            restored.append(_restore(archive, file, kept, target))
        if backup.settings is not None:
            _restore_settings(archive, file, backup.settings, target)
        return tuple(restored)


def read_backup(file: Path) -> Backup:
    """The manifest of a backup.

    :raises FolderError: if the file is not a backup or is damaged
    """
    with _opened(file) as archive:
        return _read_manifest(archive, file)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except FileNotFoundError as error:
        raise FolderError(file, "does not exist", "check the name") from error
    except _DAMAGED as error:
        raise FolderError(file, f"is not a backup, or is damaged ({error})", "take another backup") from error


def _read_manifest(archive: zipfile.ZipFile, file: Path) -> Backup:
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise FolderError(file, "is not a backup that Dragoman wrote", "name a file that holds a backup")
    with archive.open(MANIFEST) as stream:
        backup = msgspec.json.decode(stream.read(_LARGEST_MANIFEST), type=Backup)
    if backup.settings is not None and backup.settings.path != FILE:
        raise FolderError(file, f"contains a file with a forbidden name ({backup.settings.path[:40]!r})")
    for kept in backup.interviews:
        for name in (kept.name, *(part for one in kept.files for part in one.path.split("/"))):
            if name in ("", ".", "..") or "\0" in name or PurePath(name).parts != (name,):
                raise FolderError(file, f"contains a file with a forbidden name ({name[:40]!r})")
    return backup


def _is_same(kept: KeptInterview, path: Path) -> bool:
    """Whether the existing folder has the same history as the backup."""
    history = next((one for one in kept.files if one.path == HISTORY), None)
    there = disk.read(path / HISTORY, LIMIT) if path.is_dir() else None
    return history is not None and there is not None and hashlib.sha256(there).hexdigest() == history.sha256


def _restore(archive: zipfile.ZipFile, file: Path, kept: KeptInterview, target: Path) -> Restored:
    if (target / kept.name).exists():
        there = open_folder(target / kept.name)
        return Restored(there, find_faults(there))
    half = target / f".{kept.name}.restoring"
    shutil.rmtree(half, ignore_errors=True)
    try:
        with disk.writing(half):
            disk.make_folder(half, 0o700)
            for one in kept.files:
                _extract(archive, file, f"{kept.name}/{one.path}", one, half / one.path)
        folder = open_folder(half)
        faults = find_faults(folder)
        with disk.writing(target):
            half.rename(target / kept.name)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    placed = msgspec.structs.replace(folder, path=target / kept.name)
    keep_snapshot(placed)
    return Restored(placed, faults)


def _restore_settings(archive: zipfile.ZipFile, file: Path, kept: KeptFile, target: Path) -> None:
    place, half = target / FILE, target / f".{FILE}.restoring"
    if place.exists() or place.is_symlink():
        return
    half.unlink(missing_ok=True)
    try:
        with disk.writing(place):
            _extract(archive, file, FILE, kept, half)
            half.rename(place)
    finally:
        half.unlink(missing_ok=True)


def _extract(archive: zipfile.ZipFile, file: Path, name: str, kept: KeptFile, place: Path) -> None:
    member = archive.getinfo(name)
    if kept.size > max(_BLOCK, member.compress_size * _RATIO):
        raise FolderError(file, f"unpacks {kept.path} to far more than is allowed", "take another backup")
    disk.make_folder(place.parent, 0o700)
    disk.make_file(place, disk.PRIVATE if kept.path in _PRIVATE else disk.SHARED)
    digest, left = hashlib.sha256(), kept.size
    with archive.open(member) as source, place.open("r+b") as target:
        while block := source.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    if left or digest.hexdigest() != kept.sha256:
        raise FolderError(file, f"is damaged in {name}", "take another backup")
