"""One writer at a time. Readers need no lock: a log only grows, and every other file is replaced as a whole.

There are two locks. The first guards the authoritative files; it is held while a line is written. The second guards
what can be made again: the snapshot and the views. If both are needed, take the first one first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dragoman import disk
from dragoman.errors import FolderError

__all__ = ["LOCK", "STORE", "VIEWS_LOCK", "BusyError", "hold", "locked", "views_locked"]

STORE = ".dragoman"
LOCK = "lock"
VIEWS_LOCK = "views.lock"

# Seconds. A commit takes milliseconds; the views of a long interview take a second or two.
_WAIT = 2.0
_VIEWS_WAIT = 20.0
_POLL = 0.002

# The devices on which a second lock was refused while the first was held.
_PROVED: set[int] = set()


class BusyError(FolderError):
    """Another program is writing to the folder."""

    code = "busy"

    def __init__(self, path: Path) -> None:
        fault = "is being written by another program"
        super().__init__(path, fault, "wait until it is done, or stop it, and run this again")


@contextmanager
def locked(path: Path, wait: float = _WAIT) -> Iterator[None]:
    """Lock an interview folder for writing; it is created if missing. One thread may hold the lock twice.

    :param wait: seconds to wait for another holder
    :raises BusyError: if another program still holds it then
    :raises FolderError: if the file system does not enforce locks
    """
    with _held(path, LOCK, wait):
        yield


@contextmanager
def views_locked(path: Path, wait: float = _VIEWS_WAIT) -> Iterator[None]:
    """Lock the snapshot and the views of an interview folder for writing, as :func:`locked`.

    :raises BusyError, FolderError: as :func:`locked`
    """
    with _held(path, VIEWS_LOCK, wait):
        yield


@contextmanager
def _held(path: Path, name: str, wait: float) -> Iterator[None]:
    store = path / STORE
    disk.refuse_links(store)
    with disk.writing(store):
        disk.make_folder(path, 0o700)
        disk.make_folder(store, 0o700)
    with hold(path.resolve() / STORE / name, path, wait):
        yield


@contextmanager
def hold(file: Path, path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock in a file.

    :param path: what it guards, for messages
    :param wait: seconds to wait for another holder
    :raises BusyError: if another program still holds it then
    :raises FolderError: if the file system does not enforce locks
    """
    disk.refuse_links(file)
    with disk.writing(file):
        disk.make_file(file, disk.PRIVATE)
        # The same object for the same file, so that a function that holds the lock can call another that takes it.
        lock = FileLock(file, is_singleton=True)
        try:
            lock.acquire(timeout=wait, poll_interval=_POLL)
        except Timeout as error:
            raise BusyError(path) from error
    try:
        _refuse_open_doors(path, file)
        yield
    finally:
        lock.release()


def _refuse_open_doors(path: Path, file: Path) -> None:
    """Try to take the lock a second time, once for each device: some file systems do not enforce locks.

    :raises FolderError: if that succeeds
    """
    device = file.stat().st_dev
    if device in _PROVED:
        return
    second = FileLock(file)
    try:
        second.acquire(timeout=0)
    except Timeout:
        _PROVED.add(device)
        return
    second.release()
    fault = "is on a file system without locks, on which two programs could write at once"
    raise FolderError(path, fault, "move it to a local disk")
