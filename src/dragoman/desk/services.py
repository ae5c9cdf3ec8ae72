"""Changes by people at the desk. Every change of an interview is a revision."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.conventions.profiles import DEFAULT
from dragoman.desk.interviews import OpenInterview
from dragoman.desk.people import DeskPerson
from dragoman.desk.realigning import realigner
from dragoman.folder import Committed
from dragoman.folder.interview import now
from dragoman.folder.typing_journal import Typed, Unsynced
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages

__all__ = ["TypingSent", "edit", "keep_typing", "undo"]


class TypingSent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a window sends while somebody types: a side of a passage, the text it started from, and the current text.

    ``text`` is ``None`` if the typing was discarded. ``profile`` is the bracket profile of both texts.
    """

    client: str
    segment: str
    side: str
    before: str = ""
    text: str | None = None
    profile: str = DEFAULT


def keep_typing(interview: OpenInterview, sent: Sequence[TypingSent], person: DeskPerson) -> Unsynced | None:
    """Keep what is being typed. It is on the disk when the value was synced; nobody else has to wait for that.

    :raises FolderError: if it cannot be written
    """
    at = now()
    return interview.typing.write(
        Typed(
            client=one.client,
            segment=one.segment,
            side="source" if one.side == "source" else "target",
            before=one.before,
            text=one.text,
            profile=one.profile,
            by=person.handle,
            time=at,
        )
        for one in sent
    )


def edit(interview: OpenInterview, action: EditAction, person: DeskPerson, client: str) -> Committed:
    """Make an action, and end this window's typing in the same fields.

    :raises ConflictError, EditError, EpochError, BusyError, FolderError: as :func:`edit_passages`
    """
    committed = edit_passages(interview.session, action, person.author)
    fields = {(one.segment, one.side) for one in action.edits if isinstance(one, SetText)}
    at = now()
    interview.typing.add(
        Typed(client=client, segment=entry.segment, side=entry.side, by=person.handle, time=at)
        for entry in interview.typing.find_open()
        if entry.client == client and (entry.segment, entry.side) in fields
    )
    realigner().want(interview, committed)
    return committed


def undo(interview: OpenInterview, person: DeskPerson, change: str | None, key: str) -> Committed:
    """Undo an action: the person's last one, or the one with this id.

    :raises EditError: if there is no such action, or somebody has changed the same fields since
    :raises BusyError, FolderError: as :meth:`Session.commit`
    """
    committed = interview.session.undo(person.author, change, key=key)
    realigner().want(interview, committed)
    return committed
