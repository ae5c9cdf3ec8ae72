"""An interview that several programs edit at once. A session holds it open and follows the other programs.

A session reads what was appended to the history since it last looked. A commit holds the lock while it reads that,
applies the edit to the current document, and writes a line. An edit of an older document is merged by the rule in
:mod:`dragoman.transcript.merge`.

A session is for one thread.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from types import TracebackType

import msgspec

from dragoman import disk
from dragoman.errors import EditError, FolderError
from dragoman.folder.actions import find_undoable, refuse_revived
from dragoman.folder.identity import identified, refuse_old_epoch
from dragoman.folder.interview import Folder, now
from dragoman.folder.jsonl_log import LIMIT, Log, append_lines, read_more
from dragoman.folder.known_keys import KnownKeys, is_key
from dragoman.folder.line_places import LinePlaces
from dragoman.folder.loading import (
    NO_LIMITS,
    Group,
    Limits,
    Loaded,
    decode_group,
    load,
    refuse_deep,
    take_groups,
)
from dragoman.folder.lock import locked, views_locked
from dragoman.folder.people import find_handles
from dragoman.folder.snapshot import find_snapshot_head, is_due, refuse_foreign, write_snapshot
from dragoman.transcript.document import Author, Person, Transcript
from dragoman.transcript.merge import Conflict, ConflictError, Intent, merge
from dragoman.transcript.revision import Revision, Signature, apply_to, seal
from dragoman.transcript.undo import undo, undo_reason
from dragoman.transcript.working_copy import WorkingCopy

__all__ = ["Committed", "Refreshed", "Session"]

# Seconds without a change after which a snapshot is written.
_REST = 30.0
# Bytes of the history. Changes that take more are not reported one by one.
_MOST_SINCE = 4 << 20

Edit = Callable[[Transcript, Signature], Sequence[Revision]]


class Committed(msgspec.Struct, frozen=True):
    """A committed action: its saved revisions, and the interview's head and epoch after it.

    There are no revisions if the document already had all changes. ``repeated`` says that the client's key was in the
    history; the revisions are the earlier ones.
    """

    revisions: tuple[Revision, ...]
    head: str
    epoch: int
    repeated: bool = False


class Refreshed(msgspec.Struct, frozen=True):
    """What others have done since the last look. ``reopened`` says that the history was replaced."""

    groups: tuple[Group, ...] = ()
    reopened: bool = False


class Session:
    """An interview open for editing. Its document is always what :func:`open_folder` would return."""

    head: str
    _copy: WorkingCopy
    _transcript: Transcript | None
    _end: Log
    _snapshot: int
    _changed: float
    _keys: KnownKeys
    _held: disk.Held
    _places: LinePlaces

    def __init__(self, path: Path, limits: Limits = NO_LIMITS) -> None:
        """Open an interview.

        :param limits: size and time limits, for a folder from an unknown source
        :raises FolderError: as :func:`open_folder`
        """
        self.path = path
        self._limits = limits
        self._may_write = False
        self._open()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def transcript(self) -> Transcript:
        """The document at the last look."""
        if self._transcript is None:
            self._transcript = self._copy.finish()
        return self._transcript

    @property
    def interview(self) -> str | None:
        """The interview's id; ``None`` if an older program made it and nothing has been written since."""
        return self._end.header.interview

    @property
    def epoch(self) -> int:
        """The number of withdrawals."""
        return self._end.header.epoch

    @property
    def folder(self) -> Folder:
        """The interview at the last look, as a value."""
        return Folder(self.path, self.transcript, self.head, self.interview, self.epoch)

    def refresh(self) -> Refreshed:
        """Read what others have appended to the history.

        :raises FolderError: if it cannot be read, or is damaged
        """
        more = read_more(self._end) if self._held.is_open else None
        if more is None:
            return self._reopen()
        try:
            groups = tuple(decode_group(more, line) for line in more.lines)
        except FolderError:
            # The history may have been restored; if it is damaged, opening it raises the error.
            return self._reopen()
        if groups and groups[0][0].parents != (self.head,):
            return self._reopen()
        if groups:
            copy = self._copy.copy()
            head = take_groups(copy, more, groups)
            refuse_deep(more, [copy.segments[id_] for id_ in _touched(groups, copy) if id_ in copy.segments])
            self._move(copy, head or self.head)
            for line, group in zip(more.lines, groups, strict=True):
                self._places.add(group[-1].id, line.start + len(line.raw) + 1)
        self._keep_end(more.end())
        return Refreshed(groups)

    def find_since(self, head: str) -> tuple[Revision, ...] | None:
        """All changes since a revision that was the head while this session was open, read from the history.

        ``None`` if it was not, or if there are too many.

        :raises FolderError: if the history cannot be read
        """
        if head == self.head:
            return ()
        place = next(self._places.find(head), None)
        if place is None or self._end.size - place > _MOST_SINCE:
            return None
        later = read_more(msgspec.structs.replace(self._end, begin=place))
        if later is None:
            return None
        groups = [decode_group(later, line) for line in later.lines if line.start < self._end.size]
        return tuple(revision for group in groups for revision in group)

    def commit(self, intent: Intent) -> Committed:
        """Commit an edit by the merge rule. When this returns, it is saved.

        :raises ConflictError: if somebody else has changed one of its fields; nothing is written then
        :raises EpochError: if something has been withdrawn since the author saw the interview
        :raises EditError: if the document cannot take it, or something withdrawn would come back
        :raises BusyError: if another program holds the folder for more than two seconds
        :raises FolderError: if it cannot be written
        """

        def make(_: Refreshed) -> Sequence[Revision]:
            refuse_old_epoch(self.path, intent.epoch, self.epoch)
            return seal(merge(self._copy, intent), self._sign(intent.author, intent.reason, intent.key))

        return self._write(make, intent.key)

    def find_conflicts(self, intent: Intent) -> tuple[Conflict, ...]:
        """The fields of an intent that somebody else has changed, at the last look. Nothing is written.

        :raises EpochError, EditError: as :meth:`commit`
        """
        refuse_old_epoch(self.path, intent.epoch, self.epoch)
        try:
            merge(self._copy, intent)
        except ConflictError as error:
            return error.conflicts
        return ()

    def edit(self, make: Edit, author: Author, *, reason: str | None = None, key: str | None = None) -> Committed:
        """Make an edit of the current document under the lock, for edits that do not depend on an earlier look.

        :param make: returns the revisions, from the document and a signature; it must be quick
        :raises EditError, BusyError, FolderError: as :meth:`commit`
        """
        return self._write(lambda _: make(self.transcript, self._sign(author, reason, key)), key)

    def undo(self, author: Author, change: str | None = None, *, key: str | None = None) -> Committed:
        """Undo an action: the author's own last one that is not undone, or the one whose id begins with ``change``.

        :raises EditError: if there is none, or a field that it would restore has changed since
        :raises BusyError, FolderError: as :meth:`commit`
        """
        self.refresh()
        before = self.folder.groups
        handles = find_handles(self.folder, author.handle) if isinstance(author, Person) else ()

        def make(since: Refreshed) -> Sequence[Revision]:
            groups = self.folder.groups if since.reopened else (*before, *since.groups)
            group, later = find_undoable(groups, change, author, handles)
            return undo(self.transcript, group, self._sign(author, undo_reason(group), key), later)

        return self._write(make, key)

    def rest(self) -> bool:
        """Write the snapshot if it is behind and nothing has changed for 30 seconds; return whether it was written.

        The holder of a session calls this from time to time.
        """
        is_at_rest = time.monotonic() - self._changed >= _REST
        return is_at_rest and self._snapshot < self._end.size and self._keep_snapshot()

    def close(self) -> None:
        """Write the snapshot if it is behind, and close the history. A session that is used again reads it again."""
        if self._held.is_open and self._snapshot < self._end.size:
            self._keep_snapshot()
        self._held.close()

    def _sign(self, author: Author, reason: str | None, key: str | None) -> Signature:
        return Signature(author, now(), reason, self.head, key, secrets.token_hex(16))

    def _open(self) -> None:
        loaded, self._held = _load_held(self.path, self._limits)
        self._copy = loaded.copy
        self._transcript = None
        self.head = loaded.head
        self._end = loaded.end
        self._snapshot = loaded.snapshot
        self._changed = time.monotonic()
        self._keys = KnownKeys(self._end.path)
        self._places = LinePlaces()
        self._places.add(self.head, self._end.size)

    def _reopen(self) -> Refreshed:
        before = self._held
        self._open()
        before.close()
        return Refreshed(reopened=True)

    def _write(self, make: Callable[[Refreshed], Sequence[Revision]], key: str | None) -> Committed:
        self._prepare(key)
        with locked(self.path):
            since = self.refresh()
            known = self._keys.find(key, self._end) if key else None
            if known is not None:
                return Committed(known, self.head, self.epoch, repeated=True)
            revisions = tuple(make(since))
            if revisions:
                self._append(revisions)
        if is_due(self.path, self._end.size - self._snapshot):
            self._keep_snapshot(due=True)
        return Committed(revisions, self.head, self.epoch)

    def _prepare(self, key: str | None) -> None:
        """What must be known before the lock is taken."""
        if key is not None:
            if not is_key(key):
                raise EditError("key", "has to be 1 to 64 letters, digits and -_.:")
            self._keys.learn(self._end)
        if not self._may_write:
            refuse_foreign(self.path)
            self._may_write = True

    def _append(self, revisions: tuple[Revision, ...]) -> None:
        copy = self._copy.copy()
        apply_to(copy, revisions)
        refuse_revived(self._copy.segments, copy.segments, _touched([revisions], self._copy))
        groups = [tuple(group) for _, group in groupby(revisions, key=lambda revision: revision.group)]
        with disk.writing(self._end.path):
            self._keep_end(append_lines(self._end, groups, identified(self._end.header)))
        self._move(copy, revisions[-1].id)
        self._places.add(self.head, self._end.size)

    def _keep_end(self, end: Log) -> None:
        if end.header != self._end.header:
            # Lines before a new header are read by the one before it, which is not kept.
            self._places = LinePlaces()
            self._places.add(self.head, end.size)
        self._end = end

    def _move(self, copy: WorkingCopy, head: str) -> None:
        self._copy, self._transcript, self.head = copy, None, head
        self._changed = time.monotonic()

    def _keep_snapshot(self, *, due: bool = False) -> bool:
        """Write the snapshot unless another program did; return whether it was written. It never waits.

        :param due: only if the existing one is far enough behind
        """
        with suppress(FolderError, OSError), views_locked(self.path, wait=0):
            self.refresh()
            self._snapshot = self._find_place(find_snapshot_head(self.path))
            behind = self._end.size - self._snapshot
            if behind and (not due or is_due(self.path, behind)):
                write_snapshot(self.path, self.head, self.transcript)
                self._snapshot = self._end.size
                return True
        return False

    def _find_place(self, head: str | None) -> int:
        """The offset in the history after a revision, at least that of the known snapshot."""
        if head == self.head:
            return self._end.size
        later = disk.read_tail(self._end.path, self._snapshot, LIMIT)
        found = later.content.find(b'"id":"%s"' % (head or "").encode()) if later and head else -1
        return self._snapshot if later is None or found < 0 else self._snapshot + later.content.index(b"\n", found) + 1


def _load_held(path: Path, limits: Limits) -> tuple[Loaded, disk.Held]:
    """The interview, and an open handle of the file that it was read from."""
    while True:
        loaded = load(path, limits)
        with suppress(FileNotFoundError):
            held = disk.Held(loaded.end.path)
            if held.is_file(loaded.end.file):
                return loaded, held
            held.close()


def _touched(groups: Iterable[Sequence[Revision]], copy: WorkingCopy) -> set[str]:
    """The ids of the passages that these actions may have changed."""
    changed = {(revision.subject, revision.field) for group in groups for revision in group}
    if ("transcript", "") in changed:
        return set(copy.segments)
    return {subject.removeprefix("segment:") for subject, _ in changed if subject.startswith("segment:")}
