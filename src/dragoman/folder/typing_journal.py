"""What is being typed into passages, kept before it becomes a revision: ``.dragoman/typing.jsonl``.

Every line is on the disk before its writer gets an answer. The last line about a field of a client counts; a line
without a text says that the client has nothing open there any more. A withdrawal deletes the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.folder.lock import STORE

__all__ = ["Typed", "TypingJournal", "clear_typing"]

_FILE = "typing.jsonl"
_LIMIT = 1 << 27
# Bytes behind which a file in which nothing is open is begun anew.
_ENOUGH = 1 << 18


class Typed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a client has typed into one side of a passage. ``before`` is the text that it began from; ``text`` is
    ``None`` where it is done. ``client`` names a window of an editor; ``by`` is a handle.
    """

    client: str
    segment: str
    side: Literal["source", "target"]
    before: str = ""
    text: str | None = None
    by: str
    time: str


class TypingJournal:
    """The journal of one interview. For one thread."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / STORE / _FILE
        self._folder = folder
        self._open: dict[tuple[str, str, str], Typed] | None = None

    def add(self, entries: Iterable[Typed]) -> None:
        """Keep what was typed. When this returns, it is safe.

        :raises FolderError: where it cannot be written
        """
        there = self._load()
        lines = b""
        for entry in entries:
            lines += msgspec.json.encode(entry) + b"\n"
            _take(there, entry)
        if not lines:
            return
        with disk.writing(self._file):
            disk.make_folder(self._file.parent, 0o700)
            is_new = not self._file.exists()
            descriptor = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, disk.PRIVATE)
            try:
                _write(descriptor, _line_end(descriptor) + lines)
                size = os.fstat(descriptor).st_size
            finally:
                os.close(descriptor)
            if is_new:
                disk.sync_folder(self._file.parent)
        if not there and size > _ENOUGH:
            clear_typing(self._folder)

    def find_open(self) -> tuple[Typed, ...]:
        """What was typed and has not become a revision, in the order in which it was begun.

        :raises FolderError: where the file cannot be read
        """
        return tuple(self._load().values())

    def _load(self) -> dict[tuple[str, str, str], Typed]:
        # A withdrawal has deleted the file: what it held is not to be known any more.
        if self._open is None or not self._file.exists():
            self._open = {}
            for line in (disk.read(self._file, _LIMIT) or b"").split(b"\n"):
                # A line that a crash has torn was never acknowledged.
                with suppress(msgspec.DecodeError, UnicodeDecodeError):
                    _take(self._open, msgspec.json.decode(line, type=Typed))
        return self._open


def clear_typing(folder: Path) -> None:
    """Delete the journal of an interview, with everything in it.

    :raises FolderError: where it cannot be deleted
    """
    file = folder / STORE / _FILE
    with disk.writing(file):
        file.unlink(missing_ok=True)


def _take(there: dict[tuple[str, str, str], Typed], entry: Typed) -> None:
    place = (entry.client, entry.segment, entry.side)
    if entry.text is None:
        there.pop(place, None)
    else:
        there[place] = entry


def _line_end(descriptor: int) -> bytes:
    """What ends a line that a crash has torn, so that the next one is a line of its own."""
    size = os.fstat(descriptor).st_size
    return b"" if size == 0 or os.pread(descriptor, 1, size - 1) == b"\n" else b"\n"


def _write(descriptor: int, data: bytes) -> None:
    # One call, so that two processes' lines do not mix.
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)
