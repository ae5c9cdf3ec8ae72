"""Replay a history: the document, the last revision, and the position for the next one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.errors import EditError, Fix, FolderError
from dragoman.folder.jsonl_log import LIMIT, Log, LogLine, decode_line, read_log
from dragoman.folder.snapshot import SNAPSHOT, read_snapshot
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.revision import Revision, apply_to
from dragoman.transcript.text import is_deep
from dragoman.transcript.working_copy import WorkingCopy

__all__ = [
    "HISTORY",
    "NO_LIMITS",
    "Group",
    "Limits",
    "Loaded",
    "decode_group",
    "is_interview",
    "load",
    "read_history",
    "refuse_deep",
    "take_groups",
]

HISTORY = "history.jsonl"

T = TypeVar("T")
Group = tuple[Revision, ...]
_FIX = "restore it from a backup"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits for opening a folder: bytes of its history, and seconds (``None`` for no limit).

    A larger snapshot is not read; the history is replayed instead.
    """

    size: int = LIMIT
    seconds: float | None = None


class Loaded(msgspec.Struct, frozen=True):
    """A loaded interview.

    ``end`` is the position after the last line. ``snapshot`` is the number of bytes of the history that the snapshot
    covers.
    """

    copy: WorkingCopy
    head: str
    end: Log
    snapshot: int


def is_interview(path: Path) -> bool:
    """Whether a folder has an interview."""
    return (path / HISTORY).is_file() and not (path / HISTORY).is_symlink()


NO_LIMITS = Limits()
_MAKE_ONE = Fix("make one", "draft", ("RECORDING",))


def load(path: Path, limits: Limits = NO_LIMITS) -> Loaded:
    """The interview in a folder, with every acknowledged edit.

    :raises FolderError: if there is no interview, it is damaged, a newer program wrote it, or a limit is exceeded
    """
    _refuse_what_is_no_folder(path)
    clock = _Clock(path, limits.seconds)
    # The snapshot first: a writer appends a revision to the history before any snapshot names it.
    snapshot = read_snapshot(path, limits.size)
    log = read_history(path, limits.size)
    missed = _groups_since(log, snapshot[0], clock) if snapshot else None
    copy = WorkingCopy(snapshot[1] if snapshot and missed else Transcript())
    place, groups = missed or (0, (decode_group(log, line) for line in log.lines))
    head = take_groups(copy, log, clock.watch(groups)) or (snapshot[0] if snapshot else "")
    refuse_deep(log, copy.segments.values())
    return Loaded(copy, head, log.end(), place)


def read_history(path: Path, limit: int = LIMIT) -> Log:
    """The history of an interview.

    :raises FolderError: if there is none, or it has more than ``limit`` bytes
    """
    log = read_log(path / HISTORY, "history", limit)
    if log is not None and any(True for _ in log.backwards):
        return log
    if (path / SNAPSHOT).exists():
        raise FolderError(path, f"has a {SNAPSHOT} but no {HISTORY}", f"restore {HISTORY} from a backup")
    fault = f"is not an interview folder: there is no {HISTORY} in it"
    inside = min((child for child in path.glob("*/") if is_interview(child)), default=None)
    raise FolderError(path, fault, f"name one of those in it, such as {inside}" if inside else _MAKE_ONE)


def decode_group(log: Log, line: LogLine) -> Group:
    """The revisions of one action.

    :raises FolderError: if the line is damaged
    """
    group = decode_line(log, line, Group)
    if not group:
        raise FolderError(log.path, f"is damaged in line {log.number(line)} (it is empty)", _FIX)
    return group


def take_groups(copy: WorkingCopy, log: Log, groups: Iterable[Sequence[Revision]]) -> str | None:
    """Apply these actions; return the last revision's id, ``None`` if there was no action.

    :raises FolderError: if the document cannot take them
    """
    head: str | None = None
    try:
        for group in groups:
            apply_to(copy, group)
            head = group[-1].id
    except (EditError, RecursionError) as error:
        raise FolderError(log.path, f"is damaged ({error})", _FIX) from error
    return head


def refuse_deep(log: Log, segments: Iterable[Segment]) -> None:
    """Refuse texts with marks nested too deeply to process.

    :raises FolderError: if there are any
    """
    if any(is_deep(segment.source or ()) or is_deep(segment.target or ()) for segment in segments):
        raise FolderError(log.path, "is damaged (it has marks inside marks without end)", _FIX)


def _refuse_what_is_no_folder(path: Path) -> None:
    if not path.exists():
        raise FolderError(path, "does not exist", "check the name")
    if not path.is_dir():
        raise FolderError(path, "is a file, not an interview folder", "name the folder that holds history.jsonl")


def _groups_since(log: Log, head: str, clock: _Clock) -> tuple[int, list[Group]] | None:
    """The actions after a revision, and the offset where they begin; ``None`` if the history does not have it."""
    later: list[Group] = []
    place = log.size
    for line in clock.watch(log.backwards):
        group = decode_group(log, line)
        if group[-1].id == head:
            return place, later[::-1]
        later.append(group)
        place = line.start
    return None


class _Clock:
    """The time limit of opening."""

    def __init__(self, path: Path, seconds: float | None) -> None:
        self.path = path
        self.seconds = seconds
        self.began = time.monotonic()

    def watch(self, things: Iterable[T]) -> Iterator[T]:
        """The same items, until the time limit.

        :raises FolderError: if the time is over
        """
        for thing in things:
            if self.seconds is not None and time.monotonic() - self.began > self.seconds:
                raise FolderError(
                    self.path, f"takes longer than {self.seconds:g} seconds to open", "open it separately"
                )
            yield thing
