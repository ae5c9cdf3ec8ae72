"""Backups: several interviews in one file, taken while people work on them.

A history only grows, so its first bytes are the interview at one moment. The lock is held to read its size, not during
the copy. A backup is a ZIP file with a folder for each interview, and ``backup.json``, which lists the content. The
settings of the directory, ``dragoman.toml``, are at its top.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Literal

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import Folder, now, open_folder
from dragoman.folder.loading import HISTORY
from dragoman.folder.lock import STORE, locked
from dragoman.folder.review_log import REVIEW
from dragoman.folder.snapshot import SNAPSHOT
from dragoman.media.suffixes import RECORDING_SUFFIXES
from dragoman.settings.dragoman_toml import FILE

__all__ = ["MANIFEST", "Backup", "KeptFile", "KeptInterview", "write_backup"]

MANIFEST = "backup.json"
_LOGS = (HISTORY, REVIEW)
_BLOCK = 1 << 20
_TEXTS = (".json", ".jsonl", ".txt", ".html", ".vtt", ".srt", ".md")


class KeptFile(msgspec.Struct, frozen=True):
    """A file in a backup: its path in the interview's folder, its size in bytes and its SHA-256."""

    path: str
    size: int
    sha256: str


class KeptInterview(msgspec.Struct, frozen=True, kw_only=True):
    """An interview in a backup. ``left_out`` are the recordings and links that are not in it."""

    name: str
    interview: str | None
    epoch: int
    files: tuple[KeptFile, ...]
    recordings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest of a backup. ``settings`` is the settings file; older backups have none."""

    format: Literal["dragoman-backup"] = "dragoman-backup"
    version: Literal[1] = 1
    time: str
    interviews: tuple[KeptInterview, ...]
    settings: KeptFile | None = None


def _unwatched(_: int) -> None:
    """Do nothing."""


def write_backup(
    folders: Sequence[Path],
    file: Path,
    *,
    recordings: bool = False,
    settings: Path | None = None,
    watch: Callable[[int], None] = _unwatched,
) -> Backup:
    """Write interviews to a new file.

    :param recordings: include the recordings in the folders
    :param settings: the settings file to include
    :param watch: called before each file with the number of finished interviews; if it raises an exception, no file is
        left
    :raises FolderError: if the file exists already, a folder cannot be read, or something is withdrawn from it
        meanwhile
    """
    if file.exists() or file.is_symlink():
        raise FolderError(file, "exists already", "name a new file")
    new = file.with_name(f".{file.name}.new")
    try:
        with disk.writing(file):
            disk.make_file(new, disk.PRIVATE)
            with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                names = _find_names(folders)
                kept = tuple(
                    _keep(archive, path, name, recordings, partial(watch, done))
                    for done, (path, name) in enumerate(zip(folders, names, strict=True))
                )
                backup = Backup(time=now(), interviews=kept, settings=_keep_settings(archive, settings))
                archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(backup), indent=1))
            _sync(new)
            new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return backup


def _keep(
    archive: zipfile.ZipFile, path: Path, name: str, recordings: bool, watch: Callable[[], None]
) -> KeptInterview:
    watch()
    folder = open_folder(path)
    sounds = _find_recordings(folder)
    with _held_logs(path) as logs:
        kept = [_add(archive, f"{name}/{log}", source, size) for log, (source, size) in logs.items()]
        links: list[str] = []
        for file, relative in _find_files(path):
            watch()
            if file.is_symlink() or not _is_utf8(relative):
                links.append(relative.encode(errors="replace").decode())
            elif recordings or not _is_sound(relative, sounds):
                with file.open("rb") as stream:
                    kept.append(_add(archive, f"{name}/{relative}", stream, None))
            else:
                sounds[relative] = None
        there = disk.find_size(path / HISTORY)
        held = os.fstat(logs[HISTORY][0].fileno())
        if there is None or there[0] != (held.st_dev, held.st_ino):
            raise FolderError(path, "had something withdrawn while it was being copied", "run this again")
    files = tuple(msgspec.structs.replace(one, path=one.path.removeprefix(f"{name}/")) for one in kept)
    inside = tuple(one.path for one in files if _is_sound(one.path, sounds))
    left_out = tuple(address for address in sounds if address not in inside)
    return KeptInterview(
        name=name,
        interview=folder.interview,
        epoch=folder.epoch,
        files=files,
        recordings=inside,
        left_out=(*left_out, *links),
    )


def _keep_settings(archive: zipfile.ZipFile, settings: Path | None) -> KeptFile | None:
    if settings is None:
        return None
    with settings.open("rb") as stream:
        return _add(archive, FILE, stream, None)


@contextmanager
def _held_logs(path: Path) -> Iterator[dict[str, tuple[IO[bytes], int]]]:
    """The opened logs, each with its size at one moment."""
    logs: dict[str, tuple[IO[bytes], int]] = {}
    try:
        with locked(path):
            for name in _LOGS:
                disk.refuse_links(path / name)
                if (path / name).is_file():
                    stream = (path / name).open("rb")
                    logs[name] = (stream, os.fstat(stream.fileno()).st_size)
        yield logs
    finally:
        for held, _ in logs.values():
            held.close()


def _find_names(folders: Sequence[Path]) -> list[str]:
    """A unique name for each folder."""
    names: list[str] = []
    for path in folders:
        base = path.resolve().name or "interview"
        name, number = base, 2
        while name.casefold() in (other.casefold() for other in names):
            name, number = f"{base}-{number}", number + 1
        names.append(name)
    return names


def _find_recordings(folder: Folder) -> dict[str, None]:
    """The addresses of the recording's copies on this machine; those in the folder are relative to it."""
    recording = folder.transcript.recording
    local = (copy.address for copy in (recording.copies if recording else ()) if "://" not in copy.address)
    return dict.fromkeys(PurePosixPath(address).as_posix() for address in local)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_sound(relative: str, known: Collection[str]) -> bool:
    return relative in known or relative.lower().endswith(RECORDING_SUFFIXES)


def _find_files(path: Path) -> Iterator[tuple[Path, str]]:
    """Every other file that cannot be made again, with its path in the folder; links are not followed."""
    for place, folders, files in os.walk(path):
        here = Path(place).relative_to(path)
        folders[:] = sorted(name for name in folders if not (here == Path() and name == STORE))
        for name in (*files, *(name for name in folders if (Path(place) / name).is_symlink())):
            relative = (here / name).as_posix()
            is_made_again = relative == SNAPSHOT or relative in _LOGS or name.endswith((".new", ".part"))
            file = Path(place) / name
            if not is_made_again and (file.is_symlink() or file.is_file()):
                yield file, relative
    views = path / STORE / "views.json"
    if views.is_file() and not views.is_symlink():
        yield views, f"{STORE}/views.json"


def _add(archive: zipfile.ZipFile, path: str, source: IO[bytes], size: int | None) -> KeptFile:
    """Copy a stream, or its first ``size`` bytes, into the archive."""
    member = zipfile.ZipInfo(path)
    # Files that are not text are mostly compressed already.
    member.compress_type = zipfile.ZIP_DEFLATED if path.endswith(_TEXTS) else zipfile.ZIP_STORED
    member.external_attr = disk.PRIVATE << 16
    digest, copied = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as target:
        while block := source.read(_BLOCK if size is None else min(_BLOCK, size - copied)):
            digest.update(block)
            target.write(block)
            copied += len(block)
    return KeptFile(path, copied, digest.hexdigest())


def _sync(file: Path) -> None:
    with suppress(OSError), file.open("r+b") as stream:
        os.fsync(stream.fileno())
