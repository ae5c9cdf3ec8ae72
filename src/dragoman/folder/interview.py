"""Open, create and change an interview folder.

``history.jsonl`` is authoritative: one line for each action, synced to the disk before it is acknowledged.
``transcript.json`` is a snapshot with the revision that it represents; later revisions are replayed.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.actions import refuse_revival
from dragoman.folder.identity import identified
from dragoman.folder.jsonl_log import Log, append_lines, start_log
from dragoman.folder.loading import HISTORY, NO_LIMITS, Group, Limits, decode_group, is_interview, load, read_history
from dragoman.folder.lock import STORE, locked, views_locked
from dragoman.folder.snapshot import refuse_foreign, write_snapshot
from dragoman.transcript import edit
from dragoman.transcript.document import Author, Transcript
from dragoman.transcript.ids import with_minted_ids
from dragoman.transcript.revision import Revision, Signature, apply, to_json

__all__ = [
    "Folder",
    "commit",
    "create_folder",
    "is_interview",
    "is_unfinished",
    "keep_snapshot",
    "now",
    "open_folder",
    "sign",
]


class Folder(msgspec.Struct, frozen=True):
    """An interview folder as it was opened: its path, its document, and the id of its last revision.

    ``interview`` is its random id; ``None`` if an older program made it and nothing has been written since. ``epoch``
    counts withdrawals.
    """

    path: Path
    transcript: Transcript
    head: str
    interview: str | None = None
    epoch: int = 0

    @property
    def history(self) -> tuple[Revision, ...]:
        """Every revision up to the head, read from disk each time.

        :raises FolderError: if the history cannot be read
        """
        return tuple(revision for group in self.groups for revision in group)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The revisions grouped by action.

        :raises FolderError: if the history cannot be read
        """
        return tuple(self._find_groups(""))

    def find_history(self, id_: str) -> tuple[Revision, ...]:
        """The revisions of the actions that name an id, such as a passage's. The others are not decoded.

        :raises FolderError: if the history cannot be read
        """
        return tuple(revision for group in self._find_groups(id_) for revision in group)

    def find_last(self) -> Revision:
        """The revision that is the head. No earlier action is decoded.

        :raises FolderError: if the history cannot be read, or does not have it
        """
        log = read_history(self.path)
        for line in log.backwards:
            group = decode_group(log, line)
            if group[-1].id == self.head:
                return group[-1]
        raise FolderError(log.path, "does not have the last change any more", "open the interview again")

    def _find_groups(self, named: str) -> Iterator[Group]:
        log = read_history(self.path)
        name, head = named.encode(), self.head.encode()
        for line in log.lines:
            if name in line.raw:
                yield decode_group(log, line)
            # Only later lines name it as their parent.
            if head in line.raw:
                return


def open_folder(path: Path, limits: Limits = NO_LIMITS) -> Folder:
    """Open an interview folder, with every acknowledged edit.

    :param limits: size and time limits, for a folder from an unknown source
    :raises FolderError: if there is no interview, it is damaged, a newer program wrote it, or a limit is exceeded
    """
    loaded = load(path, limits)
    header = loaded.end.header
    return Folder(path, loaded.copy.finish(), loaded.head, header.interview, header.epoch)


def create_folder(
    path: Path, transcript: Transcript, author: Author, *, reason: str | None = None, imported: bool = False
) -> Folder:
    """Create an interview folder with this document.

    If the folder already began with the same document by the same author, it is opened with its later edits.

    :param imported: the document was read from a file; passages without ids get ids of this interview
    :raises FolderError: if the document is empty, or the folder has another interview or another program's transcript
    """
    if transcript == Transcript():
        raise FolderError(path, "cannot be made from an empty document")
    if path.exists() and not path.is_dir():
        raise FolderError(path, "is a file", "name a folder")
    with locked(path):
        if is_interview(path):
            return _same_beginning(path, transcript, author)
        refuse_foreign(path)
        header = identified(None)
        if imported:
            segments = with_minted_ids(transcript.segments, header.interview or "")
            transcript = msgspec.structs.replace(transcript, segments=segments)
        revisions = edit.create(transcript, Signature(author, time=now(), reason=reason))
        folder = Folder(path, transcript, revisions[-1].id, header.interview, header.epoch)
        with disk.writing(path):
            disk.make_folder(path / "editions", 0o777)
            start_log(path / HISTORY, "history", [revisions], header)
    keep_snapshot(folder)
    return folder


def is_unfinished(path: Path, besides: Collection[str] = ()) -> bool:
    """Whether a folder is empty, or has only what remains of a run that was killed before there was a history.

    :param besides: names of other files that may be in it
    """
    names = {entry.name for entry in path.iterdir()} - set(besides)
    made = {STORE, "editions", f".{HISTORY}.new"}
    return names <= made and not any((path / "editions").glob("*.json"))


def commit(folder: Folder, revisions: Sequence[Revision]) -> Folder:
    """Append revisions to the history. When this returns, they are saved.

    It is for an edit of the folder as it is; for concurrent edits see :class:`dragoman.folder.session.Session`.

    :raises EditError: if the document cannot take them, or something withdrawn would come back; nothing is written then
    :raises FolderError: if the folder has changed since it was opened, or cannot be written
    """
    if not revisions:
        return folder
    after = apply(folder.transcript, revisions)
    refuse_revival(folder.transcript, after)
    refuse_foreign(folder.path)
    with locked(folder.path):
        log = read_history(folder.path)
        if _last_id(log) != folder.head or revisions[0].parents != (folder.head,):
            raise FolderError(folder.path, "has been changed by another command meanwhile", "run this again")
        header = identified(log.header)
        with disk.writing(log.path):
            groups = [tuple(group) for _, group in groupby(revisions, key=lambda revision: revision.group)]
            append_lines(log, groups, header)
    changed = Folder(folder.path, after, revisions[-1].id, header.interview, header.epoch)
    keep_snapshot(changed)
    return changed


def keep_snapshot(folder: Folder) -> None:
    """Write the snapshot, unless the history has newer revisions or the file cannot be written.

    It never fails: the history contains everything.
    """
    with suppress(FolderError, OSError), views_locked(folder.path):
        if _last_id(read_history(folder.path)) == folder.head:
            write_snapshot(folder.path, folder.head, folder.transcript)


def sign(folder: Folder, author: Author, reason: str | None = None) -> Signature:
    """A signature, with the current time, for an edit of this folder."""
    return Signature(author, time=now(), reason=reason, parent=folder.head, seed=secrets.token_hex(16))


def now() -> str:
    """The current time as in revisions: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _last_id(log: Log) -> str:
    return decode_group(log, next(log.backwards))[-1].id


def _same_beginning(path: Path, transcript: Transcript, author: Author) -> Folder:
    log = read_history(path)
    first = decode_group(log, next(log.lines))[0]
    if first.author != author or _without_ids(first.after) != _without_ids(to_json(transcript)):
        raise FolderError(path, "contains another interview already", "name a new folder")
    return open_folder(path)


def _without_ids(document: Any) -> Any:
    """The JSON of a document without the ids of its passages, which are new in every import."""
    segments = document.get("segments", []) if isinstance(document, dict) else []
    return document | {"segments": [segment | {"id": ""} for segment in segments]} if segments else document
