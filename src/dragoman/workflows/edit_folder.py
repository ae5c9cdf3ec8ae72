"""The steps of every edit of an interview: open it, refuse edited views, commit, write the views."""

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
    """An interview after an edit, the commit, the written views, and the error if they could not be written.

    What was committed is safe, even if the views could not be written: they can be written at any time.
    """

    folder: Folder
    committed: Committed
    written: tuple[Path, ...]
    unwritten: FolderError | None = None


def edit_folder(path: Path, do: Callable[[Session], Committed]) -> Edited:
    """Commit an edit to an interview, and write its views again. The lock is held only during the commit.

    :param do: commits to the session, based on the document at that time
    :raises EditedViewError: if a view has edits that were not applied; nothing is committed then
    :raises DragomanError: as the commit of a session
    """
    with Session(path) as session:
        return edit_session(session, do)


def edit_session(session: Session, do: Callable[[Session], Committed], *, accept: Collection[str] = ()) -> Edited:
    """As :func:`edit_folder`, in an open interview.

    :param accept: SHA-256 of edited views whose edits this commit contains
    :raises EditedViewError: if another view has edits that were not applied
    :raises DragomanError: as the commit of a session
    :raises FolderError: if another file has the name of a view
    """
    refuse_edited(session.folder, accept=accept)
    committed = do(session)
    written, unwritten = write_rest(session, accept=accept)
    return Edited(session.folder, committed, written, unwritten)


def rewrite_folder(path: Path, do: Callable[[Folder], T]) -> tuple[Folder, T]:
    """Rewrite an interview's history, and write its views again; return the interview and the result of ``do``.

    The lock is held while the history is rewritten, not for the views.

    :param do: rewrites the history
    :raises EditedViewError: if a view has edits that were not applied; nothing is done then
    :raises FolderError: if there is no interview, it is damaged, another program holds its lock, or it cannot be
        written
    """
    with locked(path):
        folder = open_folder(path)
        refuse_edited(folder)
        done = do(folder)
    with Session(path) as session:
        # Twice, so that not even the hash of the old views is kept.
        for _ in range(2):
            write_latest_views(session)
        return session.folder, done
