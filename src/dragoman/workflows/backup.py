"""Back up interviews to one file, and restore them from it."""

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
    """The interviews to back up, the new file, and whether to include the recordings in their folders.

    A directory that is not an interview stands for all interviews below it. ``settings`` is the settings file to
    include.
    """

    folders: tuple[Path, ...]
    file: Path
    recordings: bool = False
    settings: Path | None = None


class RestoreOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The backup file, and the directory in which to restore its interviews."""

    file: Path
    folder: Path


class BackedUp(msgspec.Struct, frozen=True):
    """The content of a backup, and which folders are copies of the same interview."""

    backup: Backup
    copies: tuple[Copies, ...]


def back_up(*, settings: Settings, options: BackupOptions, watcher: Watcher = SILENT) -> BackedUp:
    """Write interviews to a new file. If the work is stopped, no file is left.

    :raises FolderError: if the file exists already, or a folder cannot be read
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    folders = tuple(found for path in options.folders for found in _find(path))
    total = len(folders)

    def watch(done: int) -> None:
        watcher.report("backing up", done, total, "interviews")
        watcher.check_cancelled()

    backup = write_backup(folders, options.file, recordings=options.recordings, settings=options.settings, watch=watch)
    watcher.report("backing up", total, total, "interviews")
    return BackedUp(backup, find_copies(folders))


def _find(path: Path) -> tuple[Path, ...]:
    """The interview at a path, or those below it. If there are none, the path itself, so that opening it raises the
    error.
    """
    return (path,) if is_interview(path) else tuple(find_folders(path)) or (path,)


def restore(*, settings: Settings, options: RestoreOptions, watcher: Watcher = SILENT) -> tuple[Restored, ...]:
    """Restore the interviews of a backup and its settings; existing ones are left alone.

    After an interruption, the same call continues.

    :raises FolderError: if the file is not a backup or is damaged, or another folder has the name
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()

    def watch(done: int, total: int) -> None:
        watcher.report("restoring", done, total, "interviews")
        watcher.check_cancelled()

    return restore_backup(options.file, options.folder, watch)
