"""The history of a document: revisions, and how they make it.

A revision says what one thing was before and after, who changed it and why. Revisions are append-only; a
document is what its revisions make of nothing, so any of them can be brought back, the first import included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, get_type_hints

import msgspec

from dragoman.errors import EditError
from dragoman.transcript.document import Author, Facts, Segment, Speaker, Transcript

__all__ = [
    "Change",
    "Revision",
    "Signature",
    "apply",
    "existence",
    "field_change",
    "find_group",
    "is_genuine",
    "regroup",
    "replay",
    "seal",
    "subject_of",
    "to_json",
    "undo",
]


class Change(msgspec.Struct, frozen=True):
    """One field of one subject, before and after, as JSON values.

    ``subject`` is ``"transcript"``, ``"facts"``, ``"segment:ID"`` or ``"speaker:ID"``. An empty ``field`` means
    the subject's existence: ``None`` where it is not there, else ``{"value": …, "behind": ID or None}`` for
    segments and speakers (what it stands behind) and the whole document for the transcript.
    """

    subject: str
    field: str
    before: Any
    after: Any


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A change as it is kept. ``group`` is shared by the revisions of one action; ``time`` is ISO 8601 in UTC."""

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


class Signature(msgspec.Struct, frozen=True):
    """Who makes an edit, when and why, and the revision that it stands on (``None``: the first one)."""

    author: Author
    time: str | None = None
    reason: str | None = None
    parent: str | None = None


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
        )
        revisions.append(msgspec.structs.replace(unsigned, id=_hash(unsigned)))
        parent = revisions[-1].id
    return tuple(revisions)


def is_genuine(revision: Revision) -> bool:
    """Whether a revision's id is the hash of what it says."""
    return revision.id == _hash(revision)


def apply(transcript: Transcript, revisions: Iterable[Revision]) -> Transcript:
    """The document after these revisions.

    :raises EditError: where a revision speaks of something that is not there
    """
    draft = _Draft(transcript)
    for revision in revisions:
        draft.take(revision)
    return draft.finish()


def replay(revisions: Iterable[Revision]) -> Transcript:
    """The document that a whole history makes."""
    return apply(Transcript(), revisions)


def find_group(history: Sequence[Revision], revision_id: str | None = None) -> tuple[Revision, ...]:
    """The revisions of one action: of the last one, or of the one whose id, or a revision's, begins like this.

    :raises EditError: where there is none, or where the beginning fits several
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
        raise EditError(f"change {revision_id}", "could be several changes; give more of its letters")
    return tuple(revision for revision in history if revision.group == groups[-1])


def undo(transcript: Transcript, group: Sequence[Revision], by: Signature) -> tuple[Revision, ...]:
    """The revisions that take one action back.

    :raises EditError: where something it changed has been changed again since
    """
    changes: list[Change] = []
    draft = _Draft(transcript)
    for revision in reversed(group):
        now = draft.value(revision.subject, revision.field)
        if _comparable(now) != _comparable(revision.after):
            raise EditError(
                revision.subject.replace(":", " "),
                f"has changed since{' in ' + revision.field if revision.field else ''}; undo the later change first",
            )
        change = Change(revision.subject, revision.field, revision.after, revision.before)
        changes.append(change)
        draft.set(change.subject, change.field, change.after)
    return seal(changes, by)


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


def field_change(owner: Segment | Speaker | Facts | Transcript, field: str, value: object) -> Change:
    """The change that gives one field of a segment, a speaker or the facts a new value."""
    return Change(subject_of(owner), field, to_json(getattr(owner, field)), to_json(value))


def to_json(value: object) -> Any:
    """A value as the log will give it back: lists, dicts, strings and numbers, so that both can be compared."""
    return msgspec.json.decode(msgspec.json.encode(value))


def subject_of(owner: Segment | Speaker | Facts | Transcript) -> str:
    """The name under which revisions speak of it."""
    if isinstance(owner, Facts | Transcript):
        return type(owner).__name__.lower()
    return f"{'segment' if isinstance(owner, Segment) else 'speaker'}:{owner.id}"


def _comparable(value: Any) -> Any:
    # Neighbours may have come and gone; what counts is the thing itself. An empty document is as good as none.
    if value == {}:
        return None
    return value["value"] if isinstance(value, dict) and set(value) == {"value", "behind"} else value


def _hash(revision: Revision) -> str:
    """Of all but the id and the time."""
    return _digest(msgspec.structs.replace(revision, id="", time=None))


def _digest(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:32]


@cache
def _field_types(name: str) -> dict[str, Any]:
    return get_type_hints({kind.__name__: kind for kind in (Transcript, Segment, Speaker, Facts)}[name])


class _Draft:
    """A document being rebuilt: the one place where it is mutable, so that long histories replay in linear time."""

    def __init__(self, transcript: Transcript) -> None:
        self._load(transcript)

    def _load(self, transcript: Transcript) -> None:
        self.base = transcript
        self.segments = {segment.id: segment for segment in transcript.segments}
        self.speakers = {speaker.id: speaker for speaker in transcript.speakers}
        self.facts = transcript.facts

    def finish(self) -> Transcript:
        return msgspec.structs.replace(
            self.base,
            facts=self.facts,
            segments=tuple(self.segments.values()),
            speakers=tuple(self.speakers.values()),
        )

    def take(self, revision: Revision) -> None:
        try:
            self.set(revision.subject, revision.field, revision.after)
        except (msgspec.ValidationError, ValueError, KeyError, TypeError) as error:
            raise EditError(f"revision {revision.id[:8]}", f"says something impossible ({error})") from error

    def value(self, subject: str, field: str) -> Any:
        kind, _, id_ = subject.partition(":")
        if kind == "transcript":
            whole = self.finish()
            return to_json(_field(whole, field) if field else whole)
        if kind == "facts":
            return to_json(_field(self.facts, field))
        table = self._table(kind)
        if not field:
            return existence(tuple(table.values()), id_) if id_ in table else None
        return to_json(_field(self._present(table, subject), field))

    def set(self, subject: str, field: str, after: Any) -> None:
        kind, _, id_ = subject.partition(":")
        if kind == "transcript" and not field:
            self._load(msgspec.convert(after, Transcript) if after is not None else Transcript())
        elif kind == "transcript":
            self.base = _with_field(self.base, field, after)
        elif kind == "facts":
            self.facts = _with_field(self.facts, field, after)
        elif not field:
            self._exist(kind, id_, after)
        else:
            table = self._table(kind)
            table[id_] = _with_field(self._present(table, subject), field, after)

    def _table(self, kind: str) -> dict[str, Any]:
        if kind == "segment":
            return self.segments
        if kind == "speaker":
            return self.speakers
        raise EditError(kind, "is nothing that a revision can change")

    def _present(self, table: dict[str, Any], subject: str) -> Any:
        id_ = subject.partition(":")[2]
        if id_ not in table:
            raise EditError(subject.replace(":", " "), "is not in this transcript")
        return table[id_]

    def _exist(self, kind: str, id_: str, after: Any) -> None:
        table = self._table(kind)
        table.pop(id_, None)
        if after is None:
            return
        value: Any = msgspec.convert(after["value"], Segment if kind == "segment" else Speaker)
        if value.id != id_:
            raise ValueError(f"{value.id} stands under the id {id_}")
        order = list(table.items())
        order.insert(_find_place(list(table.values()), value, after["behind"]), (id_, value))
        table.clear()
        table.update(order)


def existence(things: tuple[Segment, ...] | tuple[Speaker, ...], id_: str) -> dict[str, Any]:
    """The value of a segment's or speaker's existence: what it is and what it stands behind."""
    ids = [thing.id for thing in things]
    place = ids.index(id_)
    return {"value": to_json(things[place]), "behind": ids[place - 1] if place else None}


def _find_place(order: Sequence[Segment | Speaker], value: Segment | Speaker, behind: str | None) -> int:
    """Where something belongs: behind its old neighbour, or by its time where that one has gone."""
    if behind is None:
        return 0
    ids = [thing.id for thing in order]
    if behind in ids:
        return ids.index(behind) + 1
    start = _start(value)
    later = (place for place, thing in enumerate(order) if (_start(thing) or 0) > (start or 0))
    return next(later, len(order)) if start is not None else len(order)


def _start(thing: Segment | Speaker) -> int | None:
    return thing.span.start if isinstance(thing, Segment) and thing.span else None


# What is never changed as a field: an id, and the parts of a document that have subjects of their own.
_HELD = ("id", "segments", "speakers", "facts")


def _field(owner: Any, field: str) -> Any:
    if field not in _field_types(type(owner).__name__) or field in _HELD:
        raise EditError(type(owner).__name__.lower(), f"has no field {field} that could change")
    return getattr(owner, field)


def _with_field(owner: Any, field: str, value: Any) -> Any:
    _field(owner, field)
    types = _field_types(type(owner).__name__)
    return msgspec.structs.replace(owner, **{field: msgspec.convert(value, types[field])})
