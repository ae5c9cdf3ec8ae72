"""Bytes on disk so that no power cut and no ``kill -9`` loses what was acknowledged. Knows nothing of interviews."""

from __future__ import annotations

import errno
import os
import stat
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import FolderError

__all__ = [
    "PRIVATE",
    "SHARED",
    "FileId",
    "Held",
    "Tail",
    "append",
    "find_size",
    "make_file",
    "make_folder",
    "read",
    "read_part",
    "read_tail",
    "refuse_links",
    "replace",
    "share",
    "sync_folder",
    "write_over",
    "writing",
]

PRIVATE = 0o600
SHARED = 0o666  # less the umask, as for any other file

# What Windows does not have counts for nothing.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)

# Device and inode: which file it is, whatever its name.
FileId = tuple[int, int]

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class Tail(NamedTuple):
    """What stands in a file behind its first bytes: which file it is, its whole size, and the bytes."""

    file: FileId
    size: int
    content: bytes


def read(path: Path, limit: int) -> bytes | None:
    """The bytes of an ordinary file, ``None`` where there is none.

    :raises FolderError: for a link, for anything that is no ordinary file, and beyond ``limit`` bytes
    """
    tail = read_tail(path, 0, limit)
    return None if tail is None else tail.content


def read_tail(path: Path, at: int, limit: int) -> Tail | None:
    """What stands in an ordinary file behind its first ``at`` bytes; ``None`` where there is no such file.

    :raises FolderError: for a link, for anything that is no ordinary file, and where the file has over ``limit`` bytes
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
        file.seek(at)
        return Tail((status.st_dev, status.st_ino), status.st_size, file.read(max(0, limit - at)))


def read_part(path: Path, at: int, count: int) -> bytes:
    """Bytes of an ordinary file from a place on, fewer at its end; none where there is no such file.

    :raises FolderError: for a link, and for anything that is no ordinary file
    """
    refuse_links(path)
    if not path.is_file():
        return b""
    with path.open("rb", buffering=0) as file:
        file.seek(at)
        return file.read(count)


class Held:
    """A file kept open, so that the system gives its number to no other one as long as it is held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_open = True
        # Where open files cannot be replaced, no number is given twice.
        self._descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT) if os.name == "posix" else None

    def is_file(self, file: FileId) -> bool:
        """Whether it is this one."""
        if self._descriptor is None:
            return True
        status = os.fstat(self._descriptor)
        return (status.st_dev, status.st_ino) == file

    def close(self) -> None:
        """Let it go."""
        descriptor, self._descriptor, self.is_open = self._descriptor, None, False
        if descriptor is not None:
            os.close(descriptor)

    def __del__(self) -> None:
        """Let it go, and say that nobody did."""
        if getattr(self, "_descriptor", None) is not None:
            warnings.warn(f"{self.path} was left open", ResourceWarning, source=self, stacklevel=1)
            self.close()


def find_size(path: Path) -> tuple[FileId, int] | None:
    """Which file it is and how many bytes it has, without a look at them; ``None`` where there is none."""
    try:
        status = os.stat(path, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return (status.st_dev, status.st_ino), status.st_size


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


def replace(path: Path, data: bytes | Iterable[bytes], mode: int, *, lasting: bool = True) -> None:
    """Put a whole file in place: readers see the old one or the new one, never a half.

    :param data: the content, or its parts in order
    :param lasting: wait until it is on the disk; without, a power cut may leave the file empty or take it away, which
        is right only for what can be made again
    """
    new = path.with_name(f".{path.name}.new")
    with suppress(FileNotFoundError):
        new.unlink()
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, mode)
        try:
            _share(descriptor, path.parent)
            for part in (data,) if isinstance(data, bytes) else data:
                _write_all(descriptor, part)
            if lasting:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    if not lasting:
        return
    # The file is in place by now: a full disk fails this no more.
    try:
        sync_folder(path.parent)
    except OSError as error:
        if error.errno not in _FULL:
            raise


def write_over(path: str, data: bytes) -> None:
    """Write a file, without waiting for the disk; a file at this path is written over.

    :raises FolderError: for a link
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_FOLLOW, SHARED)
    except OSError:
        refuse_links(Path(path))
        raise
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def make_file(path: Path, mode: int) -> None:
    """Make an empty file unless it is there."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, mode)
    except FileExistsError:
        return
    try:
        _share(descriptor, path.parent)
    finally:
        os.close(descriptor)


def make_folder(path: Path, mode: int) -> None:
    """Make a folder, and those above it, unless it is there."""
    if path.is_dir():
        return
    if not path.parent.exists():
        make_folder(path.parent, 0o777)  # less the umask, as for any other folder
    path.mkdir(mode=mode, exist_ok=True)
    if _is_shared(path.parent):
        path.chmod(0o2770)
    sync_folder(path.parent)


def share(path: Path) -> None:
    """Let the group write a file that was made in its folder."""
    if _is_shared(path.parent):
        with suppress(PermissionError):  # somebody else's, who decides
            path.chmod(0o660)


def refuse_links(path: Path) -> None:
    """A folder that somebody sent must not lead anywhere else.

    :raises FolderError: where the path itself is a symbolic link
    """
    if path.is_symlink():
        raise FolderError(path, "is a link to somewhere else", "put the file itself there, or delete the link")


def sync_folder(path: Path) -> None:
    """Have the names of new files in a folder on the disk. What is in a file is not enough: its name may be lost."""
    # Windows has no way to ask for it, nor the need.
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about a failed write into what a person can do about it."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            fix = "free some space and run the command again; finished work is not lost"
            raise FolderError(path, "cannot be written, the disk is full", fix) from error
        if error.errno in _FORBIDDEN:
            raise FolderError(path, f"cannot be written ({_reason(error)})", "see who may write there") from error
        raise FolderError(path, f"cannot be written ({_reason(error)})") from error


def _is_shared(folder: Path) -> bool:
    """Whether a folder belongs to a group that works in it: what is made there belongs to the group too."""
    if os.name != "posix":
        return False
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def _share(descriptor: int, folder: Path) -> None:
    if _is_shared(folder):
        os.fchmod(descriptor, 0o660)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
