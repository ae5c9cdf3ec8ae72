"""Interviews kept in one file, and brought back from it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.folder.backup import Backup, write_backup
from dragoman.folder.find import find_folders
from dragoman.folder.identity import Copies, find_copies
from dragoman.folder.loading import is_interview
from dragoman.folder.restore import Restored, restore_backup
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["BackedUp", "BackupOptions", "RestoreOptions", "back_up", "restore"]


class BackupOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interviews are kept in which new file, and whether with the recordings that lie in their folders.

    A directory that is no interview stands for all that lie below it.
    """

    folders: tuple[Path, ...]
    file: Path
    recordings: bool = False


class RestoreOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which backup is brought back, and where its interviews' folders are to lie."""

    file: Path
    folder: Path


class BackedUp(msgspec.Struct, frozen=True):
    """What is in a backup, and which of the folders are copies of one interview."""

    backup: Backup
    copies: tuple[Copies, ...]


def back_up(*, settings: Settings, options: BackupOptions, watcher: Watcher = SILENT) -> BackedUp:
    """Write interviews into a new file; where it is stopped, there is no file.

    :raises FolderError: where the file is there, or a folder cannot be read
    :raises CancelledError: where the watcher stopped it
    """
    watcher.check_cancelled()
    folders = tuple(found for path in options.folders for found in _find(path))
    total = len(folders)

    def watch(done: int) -> None:
        watcher.report("backing up", done, total, "interviews")
        watcher.check_cancelled()

    backup = write_backup(folders, options.file, recordings=options.recordings, watch=watch)
    watcher.report("backing up", total, total, "interviews")
    return BackedUp(backup, find_copies(folders))


def _find(path: Path) -> tuple[Path, ...]:
    """The interview at a path, or those below it; where there is none, the path, of which opening it says what is."""
    return (path,) if is_interview(path) else tuple(find_folders(path)) or (path,)


def restore(*, settings: Settings, options: RestoreOptions, watcher: Watcher = SILENT) -> tuple[Restored, ...]:
    """Bring the interviews of a backup back; what is there already is left alone. The same call goes on from there.

    :raises FolderError: where the file is no backup or is damaged, or a folder of that name is there
    :raises CancelledError: where the watcher stopped it
    """
    watcher.check_cancelled()

    def watch(done: int, total: int) -> None:
        watcher.report("restoring", done, total, "interviews")
        watcher.check_cancelled()

    return restore_backup(options.file, options.folder, watch)
