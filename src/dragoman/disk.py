"""Bytes on disk so that no power cut and no ``kill -9`` loses what was acknowledged. Knows nothing of interviews."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.errors import FolderError

__all__ = ["PRIVATE", "SHARED", "append", "make_folder", "read", "refuse_links", "replace", "writing"]

PRIVATE = 0o600
SHARED = 0o666  # less the umask, as for any other file

# What Windows does not have counts for nothing.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def read(path: Path, limit: int) -> bytes | None:
    """The bytes of an ordinary file, ``None`` where there is none.

    :raises FolderError: for a link, for anything that is no ordinary file, and beyond ``limit`` bytes
    """
    refuse_links(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FolderError(path, f"cannot be read ({_reason(error)})") from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise FolderError(path, "is not an ordinary file", "move it away")
        if status.st_size > limit:
            raise FolderError(path, f"is larger than any such file, with {status.st_size} bytes", "move it away")
        return file.read(limit)


def append(path: Path, data: bytes, *, at: int) -> None:
    """Write behind the first ``at`` bytes and wait until the disk has it; whatever stood behind them goes.

    Where the writing fails, the file is cut back to those bytes, so that no half of it stays.
    """
    descriptor = os.open(path, os.O_WRONLY | _NO_FOLLOW)
    try:
        if os.fstat(descriptor).st_size != at:
            os.ftruncate(descriptor, at)
        os.lseek(descriptor, at, os.SEEK_SET)
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, at)
            raise
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes, mode: int) -> None:
    """Put a whole file in place: readers see the old one or the new one, never a half."""
    new = path.with_name(f".{path.name}.new")
    with suppress(FileNotFoundError):
        new.unlink()
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, mode)
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    _sync_folder(path.parent)


def make_folder(path: Path, mode: int) -> None:
    """Make a folder, and those above it, unless it is there."""
    if path.is_dir():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=mode, exist_ok=True)
    _sync_folder(path.parent)


def refuse_links(path: Path) -> None:
    """A folder that somebody sent must not lead anywhere else.

    :raises FolderError: where the path itself is a symbolic link
    """
    if path.is_symlink():
        raise FolderError(path, "is a link to somewhere else", "put the file itself there, or delete the link")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about a failed write into what a person can do about it."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            mend = "free some space and run it again; nothing that was finished is lost"
            raise FolderError(path, "cannot be written, the disk is full", mend) from error
        if error.errno in _FORBIDDEN:
            raise FolderError(path, f"cannot be written ({_reason(error)})", "see who may write there") from error
        raise FolderError(path, f"cannot be written ({_reason(error)})") from error


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(path: Path) -> None:
    # A new name is safe once its folder is; Windows has no way to ask for it, nor the need.
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
