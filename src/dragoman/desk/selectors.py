"""Read-only queries of the desk."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.conventions.field_text import read_in_profile, serialize_in_profile
from dragoman.conventions.profiles import NOTATION, PROFILES, Profile
from dragoman.desk.brackets import describe_profile
from dragoman.desk.interviews import OpenInterview
from dragoman.desk.rows import GridRow, find_rows, find_speakers
from dragoman.folder.review_log import find_stamp
from dragoman.folder.typing_journal import Typed
from dragoman.transcript.document import Person
from dragoman.transcript.revision import Revision

__all__ = ["GridChanges", "GridState", "find_changes", "find_state"]


class GridState(msgspec.Struct, frozen=True, kw_only=True):
    """An interview as a window opens it.

    ``typing`` is what was typed and is not a revision yet. ``review`` changes with the recorded problems and comments.
    ``brackets`` is the profile that texts are shown in and typed with.
    """

    key: str
    head: str
    epoch: int
    speakers: tuple[Any, ...]
    typing: tuple[Typed, ...]
    review: str
    brackets: dict[str, Any]


class GridChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is new since a revision. ``order`` has all ids in order if passages were added, deleted or moved.

    ``reload`` says that the window must open the interview again.
    """

    head: str
    epoch: int
    review: str
    rows: tuple[GridRow, ...] = ()
    order: tuple[str, ...] | None = None
    speakers: tuple[Any, ...] | None = None
    by: tuple[str, ...] = ()
    reload: bool = False


def find_state(interview: OpenInterview, profile: str) -> GridState:
    """The state of the grid except its rows.

    :param profile: the name of the bracket profile
    """
    session = interview.session
    return GridState(
        key=interview.key,
        head=session.head,
        epoch=session.epoch,
        speakers=find_speakers(session.transcript),
        typing=tuple(_in_profile(one, profile) for one in interview.typing.find_open()),
        review=find_stamp(interview.path),
        brackets=describe_profile(profile),
    )


def _in_profile(typed: Typed, profile: str) -> Typed:
    """What a window with another profile has left, with the brackets of this one."""
    if typed.profile == profile or typed.profile not in PROFILES:
        return typed
    own, wanted = PROFILES[typed.profile], PROFILES[profile]

    def convert(said: str) -> str:
        return serialize_in_profile(read_in_profile(said, own)[0], wanted)

    text = None if typed.text is None else convert(typed.text)
    return msgspec.structs.replace(typed, before=convert(typed.before), text=text, profile=profile)


def find_changes(interview: OpenInterview, since: str, epoch: int, profile: Profile = NOTATION) -> GridChanges:
    """What anybody has changed since a window last looked. The database is not used.

    :param profile: whose brackets the texts have
    """
    session = interview.session
    if since == session.head and epoch == session.epoch:
        return GridChanges(head=session.head, epoch=session.epoch, review=find_stamp(interview.path))
    revisions = session.find_since(since) if epoch == session.epoch else None
    if revisions is None:
        return GridChanges(head=session.head, epoch=session.epoch, review=find_stamp(interview.path), reload=True)
    return _changes(interview, revisions, profile)


def _changes(interview: OpenInterview, revisions: tuple[Revision, ...], profile: Profile) -> GridChanges:
    session = interview.session
    subjects = {(revision.subject.partition(":")[0], revision.subject.partition(":")[2]) for revision in revisions}
    if any(kind == "transcript" for kind, _ in subjects):
        return GridChanges(head=session.head, epoch=session.epoch, review=find_stamp(interview.path), reload=True)
    changed = {id_ for kind, id_ in subjects if kind == "segment"}
    moved = any(revision.field == "" and revision.subject.startswith("segment:") for revision in revisions)
    speakers = any(kind == "speaker" for kind, _ in subjects)
    return GridChanges(
        head=session.head,
        epoch=session.epoch,
        review=find_stamp(interview.path),
        rows=tuple(find_rows(session.transcript, changed, profile)),
        order=tuple(segment.id for segment in session.transcript.segments) if moved else None,
        speakers=find_speakers(session.transcript) if speakers else None,
        by=tuple(dict.fromkeys(_handle(revision) for revision in revisions)),
    )


def _handle(revision: Revision) -> str:
    return revision.author.handle if isinstance(revision.author, Person) else revision.author.name
