"""One owner of what every edit of an interview does: open, refuse edited views, commit, write the views."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.errors import FolderError
from dragoman.folder import Committed, Folder, Session, locked, open_folder
from dragoman.folder.views import refuse_edited, write_latest_views, write_rest

__all__ = ["Edited", "edit_folder", "edit_session", "rewrite_folder"]

T = TypeVar("T")


class Edited(msgspec.Struct, frozen=True):
    """An interview behind an edit, what became of the edit, the views that were written, and why they were not.

    What was committed is safe, whatever becomes of the views: they can be written at any time.
    """

    folder: Folder
    committed: Committed
    written: tuple[Path, ...]
    unwritten: FolderError | None = None


def edit_folder(path: Path, do: Callable[[Session], Committed]) -> Edited:
    """Commit an edit to an interview, and write its views again. No lock is held but while the edit is committed.

    :param do: commits to the session, by the document as it is then
    :raises EditedViewError: where a view holds other edits; nothing is committed then
    :raises DragomanError: as a session's commit
    """
    with Session(path) as session:
        return edit_session(session, do)


def edit_session(session: Session, do: Callable[[Session], Committed], *, accept: Collection[str] = ()) -> Edited:
    """The same in an interview that is open.

    :param accept: SHA-256 of edited views whose edits this takes in
    """
    refuse_edited(session.folder, accept=accept)
    committed = do(session)
    written, unwritten = write_rest(session, accept=accept)
    return Edited(session.folder, committed, written, unwritten)


def rewrite_folder(path: Path, do: Callable[[Folder], T]) -> tuple[Folder, T]:
    """Take something out of an interview's history, and write its views again: the interview then, and what was done.

    The lock is held while the history is written anew, and not for the views.

    :param do: writes the history anew
    :raises EditedViewError: where a view holds edits; nothing is done then
    """
    with locked(path):
        folder = open_folder(path)
        refuse_edited(folder)
        done = do(folder)
    with Session(path) as session:
        # Twice, so that not even the hash of the views of before is kept.
        for _ in range(2):
            write_latest_views(session)
        return session.folder, done
