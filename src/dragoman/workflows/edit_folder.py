"""One owner of what every edit of an interview does: open, refuse edited views, commit, write the views."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from dragoman.folder import Committed, Folder, Session
from dragoman.folder.views import refuse_edited, write_latest_views

__all__ = ["Edited", "edit_folder"]


class Edited(msgspec.Struct, frozen=True):
    """An interview behind an edit, what became of the edit, and the views that were written."""

    folder: Folder
    committed: Committed
    written: tuple[Path, ...]


def edit_folder(path: Path, do: Callable[[Session], Committed], *, accept: Collection[str] = ()) -> Edited:
    """Commit an edit to an interview, and write its views again. No lock is held but while the edit is committed.

    :param do: commits to the session, by the document as it is then
    :param accept: SHA-256 of edited views whose edits this takes in
    :raises EditedViewError: where a view holds other edits; nothing is committed then
    :raises DragomanError: as :class:`dragoman.folder.session.Session` and :func:`dragoman.folder.views.write_views`
    """
    with Session(path) as session:
        refuse_edited(session.folder, accept=accept)
        committed = do(session)
        written = write_latest_views(session, accept=accept)
        return Edited(session.folder, committed, written)
