"""A log: a file of JSON lines that only grows.

It begins with a header line; another header may follow where a newer program went on. A last line without its line
end was torn by a crash before anybody was told that it is safe: readers skip it, the next writer cuts it off.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.versions import VERSIONS, Kind, decode, encode_header, find_header

__all__ = ["Log", "LogLine", "append_lines", "decode_line", "read_log", "start_log"]

_LIMIT = 1 << 30

T = TypeVar("T")


class LogLine(msgspec.Struct, frozen=True):
    """One entry: its place in the file from 1, the version it was written in, its bytes."""

    number: int
    version: int
    raw: bytes


class Log(msgspec.Struct, frozen=True):
    """A log as read. ``size`` is how many bytes of the file count; ``version`` is that of the last header."""

    path: Path
    kind: Kind
    lines: tuple[LogLine, ...]
    size: int
    version: int


def read_log(path: Path, kind: Kind) -> Log | None:
    """The log as far as it is whole; ``None`` where there is none.

    :raises FolderError: where the file is something else
    """
    content = disk.read(path, _LIMIT)
    if content is None:
        return None
    whole = _whole(content)
    version: int | None = None
    lines: list[LogLine] = []
    for number, raw in enumerate(content[:whole].splitlines(), start=1):
        header = find_header(raw, kind) if raw.startswith(b'{"format"') else None
        if header is not None:
            version = header.version
        elif version is None:
            break
        else:
            lines.append(LogLine(number, version, raw))
    if version is None:
        raise FolderError(path, "was not written by Dragoman", "move it away, or bring the right file back")
    return Log(path, kind, tuple(lines), whole, version)


def decode_line(log: Log, line: LogLine, shape: type[T]) -> T:
    """The value of one line.

    :raises FolderError: where it is damaged, or a newer program wrote it
    """
    try:
        return decode(line.raw, shape, log.kind, line.version, log.path)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, LookupError, TypeError, ValueError) as error:
        fault = f"is damaged in line {line.number} ({_first_clause(error)})"
        raise FolderError(log.path, fault, "bring it back from a backup") from error


def append_lines(log: Log, values: Iterable[object]) -> None:
    """Add values to the log, a line each, in one write that is on the disk when this returns."""
    header = [] if log.version == VERSIONS[log.kind] else [encode_header(log.kind)]
    disk.append(log.path, _joined([*header, *map(msgspec.json.encode, values)]), at=log.size)


def start_log(path: Path, kind: Kind, values: Iterable[object]) -> None:
    """Make a new log with these values; it is there whole or not at all."""
    disk.replace(path, _joined([encode_header(kind), *map(msgspec.json.encode, values)]), disk.PRIVATE)


def _whole(content: bytes) -> int:
    """How many bytes end with the last line that was written to its end."""
    end = content.rfind(b"\n") + 1
    begin = content.rfind(b"\n", 0, max(0, end - 1)) + 1
    # After a power cut a block that never reached the disk reads as zeros.
    return begin if b"\0" in content[begin:end] else end


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _first_clause(error: Exception) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__
