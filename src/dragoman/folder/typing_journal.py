"""What is being typed into passages, before it becomes a revision: ``.dragoman/typing.jsonl``.

Every line is synced before its writer gets an answer. The last line of a client about a field counts; a line without a
text says that the client has finished there. A withdrawal deletes the file.
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
# Bytes. A larger file with nothing open is deleted.
_ENOUGH = 1 << 18


class Typed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a client has typed into one side of a passage. ``before`` is the text that it started from; ``text`` is
    ``None`` when it is finished. ``client`` identifies an editor window; ``by`` is a handle.
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
        """Save what was typed. When this returns, it is on the disk.

        :raises FolderError: if it cannot be written
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
        """What was typed and has not become a revision, in the order of its beginning.

        :raises FolderError: if the file cannot be read
        """
        return tuple(self._load().values())

    def _load(self) -> dict[tuple[str, str, str], Typed]:
        # A withdrawal has deleted the file: forget its content.
        if self._open is None or not self._file.exists():
            self._open = {}
            for line in (disk.read(self._file, _LIMIT) or b"").split(b"\n"):
                # A line cut off by a crash was never acknowledged.
                with suppress(msgspec.DecodeError, UnicodeDecodeError):
                    _take(self._open, msgspec.json.decode(line, type=Typed))
        return self._open


def clear_typing(folder: Path) -> None:
    """Delete the journal of an interview, with all its content.

    :raises FolderError: if it cannot be deleted
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
    """A line end if the last line was cut off by a crash, so that the next one is separate."""
    size = os.fstat(descriptor).st_size
    return b"" if size == 0 or os.pread(descriptor, 1, size - 1) == b"\n" else b"\n"


def _write(descriptor: int, data: bytes) -> None:
    # One call, so that the lines of two processes do not mix.
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)
