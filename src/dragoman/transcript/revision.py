"""The history of a document: revisions, and how they make it.

A revision says what one thing was before and after, who changed it and why. Revisions are append-only; a
document is what its revisions make of nothing, so any of them can be brought back, the first import included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dragoman.errors import EditError
from dragoman.transcript.document import Author, Facts, Segment, Speaker, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.working_copy import WorkingCopy, existence, to_json

__all__ = [
    "Change",
    "Revision",
    "Signature",
    "apply",
    "apply_to",
    "existence",
    "field_change",
    "find_group",
    "is_genuine",
    "regroup",
    "replay",
    "seal",
    "subject_of",
    "to_json",
]


class Change(msgspec.Struct, frozen=True):
    """One field of one subject, before and after, as JSON values.

    ``subject`` is ``"transcript"``, ``"facts"``, ``"segment:ID"``, ``"speaker:ID"`` or ``"term:ID"``. An empty
    ``field`` means the subject's existence: ``None`` if it is not there, else ``{"value": …, "behind": ID or None}``
    for segments, speakers and terms (what it stands behind) and the whole document for the transcript.
    """

    subject: str
    field: str
    before: Any
    after: Any


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A change as it is kept. ``group`` is shared by the revisions of one action; ``time`` is ISO 8601 in UTC.

    ``key`` is the name that a client gave the action, on its first revision: sent again, it is not made again.
    """

    id: str
    parents: tuple[str, ...] = ()
    group: str
    subject: str
    field: str = ""
    before: Any = None
    after: Any = None
    author: Author
    time: str | None = None
    reason: str | None = None
    key: str | None = None


class Signature(msgspec.Struct, frozen=True):
    """Who makes an edit, when and why, and the revision that it stands on (``None``: the first one).

    ``key`` is the client's name for the action. ``seed`` is what the ids of new segments are made from. It has to be
    random: an id made from a revision's would let anybody who guesses withdrawn words see that the guess is right.
    """

    author: Author
    time: str | None = None
    reason: str | None = None
    parent: str | None = None
    key: str | None = None
    seed: str | None = None


def seal(changes: Sequence[Change], by: Signature) -> tuple[Revision, ...]:
    """Changes as the revisions of one group, each standing on the one before. Those that change nothing go."""
    real = [change for change in changes if change.before != change.after]
    if not real:
        return ()
    group = _digest([real, by.author, by.parent])[:16]
    revisions: list[Revision] = []
    parent = by.parent
    for change in real:
        unsigned = Revision(
            id="",
            parents=(parent,) if parent else (),
            group=group,
            subject=change.subject,
            field=change.field,
            before=change.before,
            after=change.after,
            author=by.author,
            time=by.time,
            reason=by.reason,
            key=None if revisions else by.key,
        )
        revisions.append(msgspec.structs.replace(unsigned, id=_hash(unsigned)))
        parent = revisions[-1].id
    return tuple(revisions)


def is_genuine(revision: Revision) -> bool:
    """Whether a revision's id is the hash of what it says."""
    return revision.id == _hash(revision)


def apply(transcript: Transcript, revisions: Iterable[Revision]) -> Transcript:
    """The document after these revisions.

    :raises EditError: if a revision speaks of something that is not there
    """
    copy = WorkingCopy(transcript)
    apply_to(copy, revisions)
    return copy.finish()


def apply_to(copy: WorkingCopy, revisions: Iterable[Revision]) -> None:
    """Make the changes of these revisions in a working copy. Where one fails, the copy holds those before it.

    :raises EditError: if a revision speaks of something that is not there
    """
    for revision in revisions:
        try:
            copy.set(revision.subject, revision.field, revision.after)
        except (msgspec.ValidationError, ValueError, KeyError, TypeError) as error:
            raise EditError(f"revision {revision.id[:8]}", f"says something impossible ({error})") from error


def replay(revisions: Iterable[Revision]) -> Transcript:
    """The document that a whole history makes."""
    return apply(Transcript(), revisions)


def find_group(history: Sequence[Revision], revision_id: str | None = None) -> tuple[Revision, ...]:
    """The revisions of one action: of the last one, or of the one whose id, or a revision's, begins like this.

    :raises EditError: if there is none, or if the beginning fits several
    """
    if revision_id is None:
        groups = [revision.group for revision in history[-1:]]
    else:
        groups = [
            revision.group
            for revision in history
            if revision.group.startswith(revision_id) or revision.id.startswith(revision_id)
        ]
    if not groups:
        raise EditError(f"change {revision_id or ''}".strip(), "is not in this history")
    if len(set(groups)) > 1:
        raise EditError(f"change {revision_id}", "matches several changes; give more characters")
    return tuple(revision for revision in history if revision.group == groups[-1])


def regroup(revisions: Iterable[Revision], by: Signature) -> tuple[Revision, ...]:
    """Several edits, each made on the one before, as one action. A field changed twice is changed once."""
    changes: list[Change] = []
    places: dict[tuple[str, str], int] = {}
    for revision in revisions:
        key = (revision.subject, revision.field)
        if not revision.field:
            places = {other: place for other, place in places.items() if other[0] != revision.subject}
        elif key in places:
            changes[places[key]] = msgspec.structs.replace(changes[places[key]], after=revision.after)
            continue
        else:
            places[key] = len(changes)
        changes.append(Change(revision.subject, revision.field, revision.before, revision.after))
    return seal(changes, by)


def field_change(owner: Segment | Speaker | Term | Facts | Transcript, field: str, value: object) -> Change:
    """The change that gives one field of a segment, a speaker, a term or the facts a new value."""
    return Change(subject_of(owner), field, to_json(getattr(owner, field)), to_json(value))


def subject_of(owner: Segment | Speaker | Term | Facts | Transcript) -> str:
    """The name under which revisions speak of it."""
    if isinstance(owner, Facts | Transcript):
        return type(owner).__name__.lower()
    return f"{type(owner).__name__.lower()}:{owner.id}"


def _hash(revision: Revision) -> str:
    """Of all but the id and the time."""
    return _digest(msgspec.structs.replace(revision, id="", time=None))


def _digest(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:32]
