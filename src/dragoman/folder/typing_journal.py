"""What is being typed into passages, before it becomes a revision: ``.dragoman/typing.jsonl``.

Every line is synced before its writer gets an answer. The last line of a client about a field counts; a line without a
text says that the client has finished there. A withdrawal deletes the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from io import FileIO
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.folder.lock import STORE

__all__ = ["Typed", "TypingJournal", "Unsynced", "clear_typing"]

_FILE = "typing.jsonl"
_LIMIT = 1 << 27
# Bytes. A larger file with nothing open is deleted.
_ENOUGH = 1 << 18


class Typed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a client has typed into one side of a passage. ``before`` is the text that it started from; ``text`` is
    ``None`` when it is finished. ``client`` identifies an editor window; ``by`` is a handle. ``profile`` is the bracket
    profile of both texts.
    """

    client: str
    segment: str
    side: Literal["source", "target"]
    before: str = ""
    text: str | None = None
    by: str
    time: str
    profile: str = "dragoman"


class Unsynced:
    """Lines of a journal that are written, and may not be on the disk yet. For any thread."""

    def __init__(self, path: Path, file: FileIO) -> None:
        self._path = path
        self._file = file

    def sync(self) -> None:
        """Wait until the disk has them; once only. When this returns, they are safe.

        :raises FolderError: where it fails
        """
        with disk.writing(self._path), self._file:
            os.fsync(self._file.fileno())


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
        written = self.write(entries)
        if written is not None:
            written.sync()

    def write(self, entries: Iterable[Typed]) -> Unsynced | None:
        """Keep what was typed, and leave it to the caller to wait for the disk; ``None`` where nothing was typed.

        :raises FolderError: where it cannot be written
        """
        entries = tuple(entries)
        if not entries:
            return None
        lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
        with disk.writing(self._file), ExitStack() as failing:
            file = failing.enter_context(self._begin())
            there = self._load()
            size = _write(file, lines)
            failing.pop_all()
        for entry in entries:
            _take(there, entry)
        if not there and size > _ENOUGH:
            clear_typing(self._folder)
        return Unsynced(self._file, file)

    def _begin(self) -> FileIO:
        """The file, at its end. A new one's name is on the disk."""
        how = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW
        try:
            descriptor = os.open(self._file, how)
        except FileNotFoundError:
            # There was none, or a withdrawal has deleted it.
            self._open = {}
            disk.make_folder(self._file.parent, 0o700)
            descriptor = os.open(self._file, how | os.O_CREAT, disk.PRIVATE)
            disk.sync_folder(self._file.parent)
        return FileIO(descriptor, "a+")

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


def _write(file: FileIO, lines: bytes) -> int:
    """Add lines; the file's size afterwards. One call, so that two processes' lines do not mix."""
    size = os.fstat(file.fileno()).st_size
    # A line that a crash has torn is ended, so that the next one is a line of its own.
    torn = size > 0 and os.pread(file.fileno(), 1, size - 1) != b"\n"
    data = b"\n" * torn + lines
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    return size + len(data)
