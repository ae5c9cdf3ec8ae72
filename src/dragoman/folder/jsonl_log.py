"""A log: a file of JSON lines that only grows.

It begins with a header line; another header may follow if a newer program continued it. A last line without a line end
was cut off by a crash before it was acknowledged: readers skip it, and the next writer removes it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.versions import VERSIONS, HistoryHeader, Kind, decode, find_header, make_header

__all__ = ["LIMIT", "Log", "LogLine", "append_lines", "decode_line", "read_log", "read_more", "start_log"]

LIMIT = 1 << 30
_MARK = b'{"format"'

T = TypeVar("T")


class LogLine(msgspec.Struct, frozen=True):
    """One entry: its offset in the file, the version that it was written in, and its bytes."""

    start: int
    version: int
    raw: bytes


class Log(msgspec.Struct, frozen=True):
    """A log as read, or a part of it.

    ``file`` identifies the file. ``content`` are whole lines, beginning at offset ``begin``. ``headers`` are the
    headers in it with their offsets, and the one before it.
    """

    path: Path
    kind: Kind
    file: disk.FileId
    headers: tuple[tuple[int, HistoryHeader], ...]
    begin: int = 0
    content: bytes = b""

    @property
    def size(self) -> int:
        """The number of valid bytes in the file."""
        return self.begin + len(self.content)

    @property
    def header(self) -> HistoryHeader:
        """The last header."""
        return self.headers[-1][1]

    @property
    def lines(self) -> Iterator[LogLine]:
        """The entries in order."""
        start = 0
        while start < len(self.content):
            end = self.content.index(b"\n", start)
            yield from self._line(start, end)
            start = end + 1

    @property
    def backwards(self) -> Iterator[LogLine]:
        """The entries in reverse order."""
        end = len(self.content) - 1
        while end > 0:
            start = self.content.rfind(b"\n", 0, end) + 1
            yield from self._line(start, end)
            end = start - 1

    def end(self) -> Log:
        """The position after the last line."""
        return Log(self.path, self.kind, self.file, self.headers[-1:], self.size)

    def number(self, line: LogLine) -> int:
        """The number of a line in the file, from 1.

        :raises FolderError: if the file cannot be read
        """
        before = self.content if self.begin == 0 else disk.read(self.path, LIMIT) or b""
        return before.count(b"\n", 0, line.start) + 1

    def _line(self, start: int, end: int) -> Iterator[LogLine]:
        place = bisect_right(self.headers, self.begin + start, key=lambda header: header[0]) - 1
        if self.headers[place][0] != self.begin + start:
            yield LogLine(self.begin + start, self.headers[place][1].version, self.content[start:end])


def read_log(path: Path, kind: Kind, limit: int = LIMIT) -> Log | None:
    """The valid part of a log; ``None`` if there is no file.

    :raises FolderError: if the file is something else, or has more than ``limit`` bytes
    """
    tail = disk.read_tail(path, 0, limit)
    if tail is None:
        return None
    content = _whole(tail.content)
    headers = _find_headers(content, 0, kind)
    if not headers or headers[0][0] != 0:
        raise FolderError(path, "was not written by Dragoman", "move it away, or restore the right file")
    return Log(path, kind, tail.file, headers, 0, content)


def read_more(log: Log) -> Log | None:
    """What was appended to a log; ``None`` if the file was replaced or truncated.

    :raises FolderError: if the file cannot be read
    """
    there = disk.find_size(log.path)
    if there == (log.file, log.size):
        return log.end()
    tail = disk.read_tail(log.path, log.size, LIMIT)
    if tail is None or tail.file != log.file or tail.size < log.size:
        return None
    content = _whole(tail.content)
    headers = (*log.headers[-1:], *_find_headers(content, log.size, log.kind))
    return Log(log.path, log.kind, log.file, headers, log.size, content)


def decode_line(log: Log, line: LogLine, shape: type[T]) -> T:
    """The value of one line.

    :raises FolderError: if it is damaged, or a newer program wrote it
    """
    try:
        return decode(line.raw, shape, log.kind, line.version, log.path)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, LookupError, TypeError, ValueError) as error:
        fault = f"is damaged in line {log.number(line)} ({_first_clause(error)})"
        raise FolderError(log.path, fault, "restore it from a backup") from error


def append_lines(log: Log, values: Iterable[object], header: HistoryHeader | None = None) -> Log:
    """Append values to the log, one line each, in one write that is synced when this returns.

    :param header: the header from here on; ``None`` is the existing one in the current version
    :returns: the position after them
    :raises OSError: if the file cannot be written
    """
    now = log.header
    wanted = header or msgspec.structs.replace(now, version=VERSIONS[log.kind])
    added = [] if wanted == now else [msgspec.json.encode(wanted)]
    data = _joined([*added, *map(msgspec.json.encode, values)])
    disk.append(log.path, data, at=log.size)
    headers = ((log.size, wanted),) if added else log.headers[-1:]
    return Log(log.path, log.kind, log.file, headers, log.size + len(data))


def start_log(path: Path, kind: Kind, values: Iterable[object], header: HistoryHeader | None = None) -> None:
    """Write a new log with these values, completely or not at all.

    :raises OSError: if the file cannot be written
    """
    first = msgspec.json.encode(header or make_header(kind))
    disk.replace(path, _joined([first, *map(msgspec.json.encode, values)]), disk.PRIVATE)


def _whole(content: bytes) -> bytes:
    """The content up to the last complete line."""
    end = content.rfind(b"\n") + 1
    begin = content.rfind(b"\n", 0, max(0, end - 1)) + 1
    # After a power failure, a block that never reached the disk reads as zeros.
    return content[:begin] if b"\0" in content[begin:end] else content[:end]


def _find_headers(content: bytes, begin: int, kind: Kind) -> tuple[tuple[int, HistoryHeader], ...]:
    """The headers in whole lines, with their offsets in the file."""
    found: list[tuple[int, HistoryHeader]] = []
    place = 0 if content.startswith(_MARK) else content.find(b"\n" + _MARK) + 1
    while content.startswith(_MARK, place):
        header = find_header(content[place : content.index(b"\n", place)], kind)
        if header is not None:
            found.append((begin + place, header))
        following = content.find(b"\n" + _MARK, place)
        if following < 0:
            break
        place = following + 1
    return tuple(found)


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _first_clause(error: Exception) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__
