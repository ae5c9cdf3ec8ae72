"""The history of a document: revisions, and how a document is made from them.

A revision records a value before and after a change, who changed it and why. Revisions are append-only; a document is
the result of applying its revisions to an empty one, so any earlier state can be restored, even the first import.
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
    "Statement",
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
    """A change of one field of one subject. ``before`` and ``after`` are JSON values.

    ``subject`` is ``"transcript"``, ``"facts"``, ``"segment:ID"``, ``"speaker:ID"`` or ``"term:ID"``. An empty
    ``field`` is the subject's existence. Its value is ``None`` if the subject is not there; otherwise, for segments,
    speakers and terms, ``{"value": …, "behind": ID or None}``, where ``behind`` is the id before it, and for the
    transcript the whole document.
    """

    subject: str
    field: str
    before: Any
    after: Any


class Statement(Change, frozen=True):
    """A change that is recorded even if the value stays, because somebody says something with it: a reviewer sends back
    a passage that nobody has confirmed.
    """


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A change as it is stored. The revisions of one action share a ``group``; ``time`` is ISO 8601 in UTC.

    ``key`` is the client's name for the action, on its first revision: an action with a known key is not applied again.
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

    @property
    def is_statement(self) -> bool:
        """Whether it leaves the value as it is: only statements (:class:`Statement`) are recorded then."""
        return bool(self.before == self.after)


class Signature(msgspec.Struct, frozen=True):
    """Who makes an edit, when and why, and ``parent``, the revision that it follows (``None`` for the first one).

    ``key`` is the client's name for the action. The ids of new segments are made from ``seed``, which must be random:
    an id made from a revision's id would confirm a guess at withdrawn words.
    """

    author: Author
    time: str | None = None
    reason: str | None = None
    parent: str | None = None
    key: str | None = None
    seed: str | None = None


def seal(changes: Sequence[Change], by: Signature) -> tuple[Revision, ...]:
    """The changes as revisions of one group, each with the one before as its parent.

    Changes that leave a value as it is are left out, except statements.
    """
    real = [change for change in changes if change.before != change.after or isinstance(change, Statement)]
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
    """Whether a revision's id is the hash of its content."""
    return revision.id == _hash(revision)


def apply(transcript: Transcript, revisions: Iterable[Revision]) -> Transcript:
    """The document after these revisions.

    :raises EditError: if a revision names something that is not there, or has an impossible value
    """
    copy = WorkingCopy(transcript)
    apply_to(copy, revisions)
    return copy.finish()


def apply_to(copy: WorkingCopy, revisions: Iterable[Revision]) -> None:
    """Apply these revisions to a working copy. If one fails, the copy has the changes of those before it.

    :raises EditError: if a revision names something that is not there, or has an impossible value
    """
    for revision in revisions:
        try:
            copy.set(revision.subject, revision.field, revision.after)
        except (msgspec.ValidationError, ValueError, KeyError, TypeError) as error:
            raise EditError(f"revision {revision.id[:8]}", f"says something impossible ({error})") from error


def replay(revisions: Iterable[Revision]) -> Transcript:
    """The document of a whole history.

    :raises EditError: if a revision names something that is not there, or has an impossible value
    """
    return apply(Transcript(), revisions)


def find_group(history: Sequence[Revision], revision_id: str | None = None) -> tuple[Revision, ...]:
    """The revisions of one action: the last one, or the one whose group or revision id begins with ``revision_id``.

    :raises EditError: if there is none, or if several actions match
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
    """Several edits in turn as one action. A field that was changed twice has one change."""
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
        kind = Statement if revision.is_statement else Change
        changes.append(kind(revision.subject, revision.field, revision.before, revision.after))
    return seal(changes, by)


def field_change(owner: Segment | Speaker | Term | Facts | Transcript, field: str, value: object) -> Change:
    """The change that sets one field to a new value."""
    return Change(subject_of(owner), field, to_json(getattr(owner, field)), to_json(value))


def subject_of(owner: Segment | Speaker | Term | Facts | Transcript) -> str:
    """The ``subject`` of a revision that changes ``owner``."""
    if isinstance(owner, Facts | Transcript):
        return type(owner).__name__.lower()
    return f"{type(owner).__name__.lower()}:{owner.id}"


def _hash(revision: Revision) -> str:
    """The hash of all fields except the id and the time."""
    return _digest(msgspec.structs.replace(revision, id="", time=None))


def _digest(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:32]
