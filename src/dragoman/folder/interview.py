"""An interview on disk: opened, made and changed.

``history.jsonl`` is the truth: a line an action, on the disk before anybody is told that it is safe.
``transcript.json`` is a snapshot that names the revision it stands at; whatever it lacks is replayed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import EditError, FolderError
from dragoman.folder.actions import refuse_revival
from dragoman.folder.jsonl_log import Log, LogLine, append_lines, decode_line, read_log, start_log
from dragoman.folder.lock import locked
from dragoman.folder.versions import VERSIONS, Snapshot, decode, find_header
from dragoman.transcript import edit
from dragoman.transcript.document import Author, Transcript
from dragoman.transcript.revision import Revision, Signature, apply
from dragoman.transcript.text import is_deep

__all__ = ["Folder", "commit", "create_folder", "is_interview", "now", "open_folder", "sign", "write_snapshot"]

HISTORY = "history.jsonl"
SNAPSHOT = "transcript.json"

_LIMIT = 1 << 30
_Group = tuple[Revision, ...]


class Folder(msgspec.Struct, frozen=True):
    """An interview folder as it was when it was opened: where it lies, its document, its last revision."""

    path: Path
    transcript: Transcript
    head: str

    @property
    def history(self) -> tuple[Revision, ...]:
        """Every revision up to the head, read from the disk each time."""
        return tuple(revision for group in self.groups for revision in group)

    @property
    def groups(self) -> tuple[_Group, ...]:
        """The same by action."""
        groups: list[_Group] = []
        log = _history(self.path)
        for line in log.lines:
            groups.append(_group(log, line))
            if groups[-1][-1].id == self.head:
                break
        return tuple(groups)


def is_interview(path: Path) -> bool:
    """Whether an interview lies there."""
    return (path / HISTORY).is_file() and not (path / HISTORY).is_symlink()


def open_folder(path: Path) -> Folder:
    """The interview in a folder, with every edit that was ever acknowledged.

    :raises FolderError: where there is none, where it is damaged, or where a newer program wrote it
    """
    _refuse_what_is_no_folder(path)
    # The snapshot first: a writer puts a revision into the history before any snapshot names it.
    snapshot = _read_snapshot(path / SNAPSHOT)
    log = _history(path)
    missed = _groups_since(log, snapshot.head if snapshot else None)
    base = snapshot.transcript if snapshot and missed is not None else Transcript()
    return _replayed(path, log, base, missed if missed is not None else [_group(log, line) for line in log.lines])


def create_folder(path: Path, transcript: Transcript, author: Author, *, reason: str | None = None) -> Folder:
    """Make an interview folder that begins with this document.

    The same document by the same author again is no mistake: the folder is opened as it is, with its later edits.

    :raises FolderError: where another interview, or another program's transcript, lies there
    """
    revisions = edit.create(transcript, Signature(author, time=now(), reason=reason))
    if not revisions:
        raise FolderError(path, "cannot be made from an empty document")
    if path.exists() and not path.is_dir():
        raise FolderError(path, "is a file", "name a folder")
    with locked(path):
        if is_interview(path):
            return _same_beginning(path, revisions)
        _refuse_a_stranger(path / SNAPSHOT)
        folder = Folder(path, transcript, revisions[-1].id)
        with disk.writing(path):
            disk.make_folder(path / "editions", 0o777)
            start_log(path / HISTORY, "history", [revisions])
        write_snapshot(folder)
    return folder


def commit(folder: Folder, revisions: Sequence[Revision]) -> Folder:
    """Add revisions to the history. When this returns, they are safe.

    :raises EditError: where the document cannot take them, or something withdrawn would come back; nothing is
        written then
    :raises FolderError: where the folder has changed since it was opened, or cannot be written
    """
    if not revisions:
        return folder
    after = apply(folder.transcript, revisions)
    refuse_revival(folder.transcript, after)
    with locked(folder.path):
        log = _history(folder.path)
        if _last_id(log) != folder.head or revisions[0].parents != (folder.head,):
            raise FolderError(folder.path, "has been changed by another command meanwhile", "run this again")
        _refuse_a_stranger(folder.path / SNAPSHOT)
        with disk.writing(log.path):
            append_lines(log, [tuple(group) for _, group in groupby(revisions, key=lambda revision: revision.group)])
        changed = Folder(folder.path, after, revisions[-1].id)
        write_snapshot(changed)
    return changed


def sign(folder: Folder, author: Author, reason: str | None = None) -> Signature:
    """A signature, as of now, for an edit of this folder."""
    return Signature(author, time=now(), reason=reason, parent=folder.head)


def now() -> str:
    """The time as revisions tell it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse_what_is_no_folder(path: Path) -> None:
    if not path.exists():
        raise FolderError(path, "is not there", "look for a misspelt name")
    if not path.is_dir():
        raise FolderError(path, "is a file, not an interview folder", "name the folder that holds history.jsonl")


def _history(path: Path) -> Log:
    log = read_log(path / HISTORY, "history")
    if log is not None and log.lines:
        return log
    if (path / SNAPSHOT).exists():
        raise FolderError(path, f"has a {SNAPSHOT} but no {HISTORY}", f"bring {HISTORY} back from a backup")
    raise FolderError(path, f"is no interview folder, there is no {HISTORY} in it", "make one with: dragoman draft")


def _group(log: Log, line: LogLine) -> _Group:
    group = decode_line(log, line, _Group)
    if not group:
        raise FolderError(log.path, f"is damaged in line {line.number} (it is empty)", "bring it back from a backup")
    return group


def _last_id(log: Log) -> str:
    return _group(log, log.lines[-1])[-1].id


def _groups_since(log: Log, head: str | None) -> list[_Group] | None:
    """The actions behind one revision; ``None`` where the history does not know it."""
    if head is None:
        return None
    later: list[_Group] = []
    for group in _backwards(log):
        if group[-1].id == head:
            return later[::-1]
        later.append(group)
    return None


def _backwards(log: Log) -> Iterator[_Group]:
    return (_group(log, line) for line in reversed(log.lines))


def _replayed(path: Path, log: Log, base: Transcript, groups: list[_Group]) -> Folder:
    try:
        transcript = apply(base, (revision for group in groups for revision in group))
    except (EditError, RecursionError) as error:
        raise FolderError(log.path, f"is damaged ({error})", "bring it back from a backup") from error
    if any(is_deep(segment.source or ()) or is_deep(segment.target or ()) for segment in transcript.segments):
        raise FolderError(log.path, "is damaged (it has marks inside marks without end)", "bring it back from a backup")
    return Folder(path, transcript, groups[-1][-1].id if groups else _last_id(log))


def _read_snapshot(path: Path) -> Snapshot | None:
    """The snapshot; ``None`` where it is missing or cannot be trusted, for the history can make it again."""
    raw = disk.read(path, _LIMIT)
    header = find_header(raw, "transcript") if raw else None
    if raw is None or header is None or header.version < VERSIONS["transcript"]:
        return None
    try:
        snapshot = decode(raw, Snapshot, "transcript", header.version, path)
    except (msgspec.DecodeError, LookupError, TypeError, ValueError, RecursionError):
        return None
    return snapshot if snapshot.sha256 == _sha256(snapshot.transcript) else None


def write_snapshot(folder: Folder) -> None:
    """Write the document beside its history, so that it need not be replayed."""
    snapshot = Snapshot(head=folder.head, sha256=_sha256(folder.transcript), transcript=folder.transcript)
    # The history has it all: what cannot be written now is replayed when the folder is next opened.
    with suppress(OSError):
        disk.replace(folder.path / SNAPSHOT, msgspec.json.encode(snapshot) + b"\n", disk.PRIVATE)


def _sha256(transcript: Transcript) -> str:
    return hashlib.sha256(msgspec.json.encode(transcript)).hexdigest()


def _refuse_a_stranger(path: Path) -> None:
    """Other programs call their output transcript.json too."""
    raw = disk.read(path, _LIMIT)
    if raw and find_header(raw, "transcript") is None and _is_json(raw):
        raise FolderError(path, "was not written by Dragoman", "move it to another place")


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _same_beginning(path: Path, revisions: tuple[Revision, ...]) -> Folder:
    log = _history(path)
    if _group(log, log.lines[0])[0].id != revisions[0].id:
        raise FolderError(path, "holds another interview already", "name a new folder")
    return open_folder(path)
