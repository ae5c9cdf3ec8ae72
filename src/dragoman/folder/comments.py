"""Comments on an interview: threads beside passages. They are never part of an edition or an exported file."""

from __future__ import annotations

import secrets
import unicodedata
from pathlib import Path

import msgspec

from dragoman.errors import Fix, FolderError, SettingsError
from dragoman.folder.interview import Folder, now
from dragoman.folder.lock import locked
from dragoman.folder.review_log import Commented, Resolved, add_events, read_events
from dragoman.transcript.document import Person

__all__ = ["MOST_LETTERS", "Comment", "Thread", "add_comment", "load_threads", "resolve_thread"]

MOST_LETTERS = 5000


class Comment(msgspec.Struct, frozen=True):
    """A comment and its time; ``by`` is the author's handle."""

    id: str
    words: str
    by: str
    time: str


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A comment on a passage with its answers, in order; its id is that of the first comment.

    ``resolved_by`` is the handle of the person who resolved it; ``None`` while it is open. An answer opens it again.
    """

    id: str
    segment: str
    comments: tuple[Comment, ...]
    resolved_by: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not resolved."""
        return self.resolved_by is None


def load_threads(path: Path) -> tuple[Thread, ...]:
    """Every thread of an interview, in the order of their beginnings, including those of deleted passages.

    :raises FolderError: if the file is damaged
    """
    threads: dict[str, Thread] = {}
    for event in read_events(path):
        if isinstance(event, Commented):
            comment = Comment(event.id, event.words, _name(event.by), event.time)
            # An answer to a withdrawn comment begins its own thread.
            first = threads.get(event.answers or "") or Thread(id=event.id, segment=event.segment, comments=())
            threads[first.id] = msgspec.structs.replace(first, comments=(*first.comments, comment), resolved_by=None)
        elif isinstance(event, Resolved) and event.id in threads:
            by = _name(event.by) if event.resolved else None
            threads[event.id] = msgspec.structs.replace(threads[event.id], resolved_by=by)
    return tuple(threads.values())


def add_comment(folder: Folder, segment: str, words: str, by: Person, answers: str | None = None) -> Thread:
    """Add a comment on a passage, or an answer to a thread; return the thread.

    :raises SettingsError: if there are no words, or too many
    :raises FolderError: if there is no such thread on this passage
    """
    words = unicodedata.normalize("NFC", words).strip()
    if not words:
        raise SettingsError("comment", None, "has no words", "write what you want to say")
    if len(words) > MOST_LETTERS:
        raise SettingsError("comment", None, f"has more than {MOST_LETTERS} letters", "write it in two")
    event = Commented(id=f"c{secrets.token_hex(8)}", segment=segment, words=words, by=by, time=now(), answers=answers)
    with locked(folder.path):
        if answers is not None:
            _find(folder, answers, segment)
        add_events(folder.path, [event])
    return _find(folder, answers or event.id, segment)


def resolve_thread(folder: Folder, id_: str, by: Person, *, resolved: bool = True) -> Thread:
    """Mark a thread as resolved, or as open again; return it.

    :raises FolderError: if there is no such thread
    """
    with locked(folder.path):
        thread = _find(folder, id_)
        if thread.is_open == resolved:
            add_events(folder.path, [Resolved(id=id_, resolved=resolved, by=by, time=now())])
    return _find(folder, id_)


def _find(folder: Folder, id_: str, segment: str | None = None) -> Thread:
    for thread in load_threads(folder.path):
        if thread.id == id_ and segment in (None, thread.segment):
            return thread
    raise FolderError(folder.path, f"has no comment {id_}", Fix("list its comments", "comment", (str(folder.path),)))


def _name(author: object) -> str:
    return author.handle if isinstance(author, Person) else str(getattr(author, "name", ""))
