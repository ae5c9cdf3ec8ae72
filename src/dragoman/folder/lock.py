"""One writer at a time. Readers need no lock: a log only grows, and everything else is replaced whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dragoman import disk
from dragoman.errors import FolderError

__all__ = ["LOCK", "STORE", "hold", "locked"]

STORE = ".dragoman"
LOCK = "lock"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an interview folder for writing; the folder is made where it is not there. May be held twice by one thread.

    :raises FolderError: where somebody else is writing to it
    """
    store = path / STORE
    disk.refuse_links(store)
    with disk.writing(store):
        disk.make_folder(path, 0o700)
        disk.make_folder(store, 0o700)
    with hold(path.resolve() / STORE / LOCK, path):
        yield


@contextmanager
def hold(file: Path, path: Path) -> Iterator[None]:
    """Hold the lock in a file.

    :param path: what it guards, as a message names it
    :raises FolderError: where somebody else holds it
    """
    disk.refuse_links(file)
    with disk.writing(file):
        try:
            # The same object for the same file, so that a verb that holds the folder can call another that does.
            lock = FileLock(file, timeout=0, mode=disk.PRIVATE, is_singleton=True)
            lock.acquire()
        except Timeout as error:
            mend = "wait until it is done, or stop it, and run this again"
            raise FolderError(path, "is being written by another dragoman command", mend) from error
    try:
        yield
    finally:
        lock.release()
