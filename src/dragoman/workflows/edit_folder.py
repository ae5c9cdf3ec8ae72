"""One owner of what every edit of an interview does: open, refuse edited views, commit, write the views."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.folder import Committed, Folder, Session
from dragoman.folder.views import refuse_edited, write_rest

__all__ = ["Edited", "edit_folder"]


class Edited(msgspec.Struct, frozen=True):
    """An interview behind an edit, what became of the edit, the views that were written, and why they were not.

    What was committed is safe, whatever becomes of the views: they can be written at any time.
    """

    folder: Folder
    committed: Committed
    written: tuple[Path, ...]
    unwritten: FolderError | None = None


def edit_folder(path: Path, do: Callable[[Session], Committed], *, accept: Collection[str] = ()) -> Edited:
    """Commit an edit to an interview, and write its views again. No lock is held but while the edit is committed.

    :param do: commits to the session, by the document as it is then
    :param accept: SHA-256 of edited views whose edits this takes in
    :raises EditedViewError: where a view holds other edits; nothing is committed then
    :raises DragomanError: as :class:`dragoman.folder.session.Session`
    """
    with Session(path) as session:
        refuse_edited(session.folder, accept=accept)
        committed = do(session)
        folder = session.folder
    return Edited(folder, committed, *write_rest(folder, accept=accept))
