"""A mutable document, the only one: with it, replaying a history takes linear time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias, get_type_hints

import msgspec

from dragoman.errors import EditError
from dragoman.transcript.document import Facts, Segment, Speaker, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.plain_words import name_subject

__all__ = ["WorkingCopy", "existence", "to_json"]

_Thing: TypeAlias = Segment | Speaker | Term


def to_json(value: object) -> Any:
    """A value as JSON values: lists, dicts, strings and numbers, so that it can be compared with the log's."""
    return msgspec.json.decode(msgspec.json.encode(value))


def existence(things: tuple[Segment, ...] | tuple[Speaker, ...] | tuple[Term, ...], id_: str) -> dict[str, Any]:
    """The value of a segment's, speaker's or term's existence: its JSON, and the id before it in ``behind``."""
    ids = [thing.id for thing in things]
    place = ids.index(id_)
    return {"value": to_json(things[place]), "behind": ids[place - 1] if place else None}


class WorkingCopy:
    """A document to which revisions are applied, one field at a time.

    ``subject`` and ``field`` are those of :class:`~dragoman.transcript.revision.Change`.
    """

    def __init__(self, transcript: Transcript) -> None:
        self._load(transcript)

    def _load(self, transcript: Transcript) -> None:
        self.base = transcript
        self.segments = {segment.id: segment for segment in transcript.segments}
        self.speakers = {speaker.id: speaker for speaker in transcript.speakers}
        self.terms = {term.id: term for term in transcript.glossary}
        self.facts = transcript.facts

    def copy(self) -> WorkingCopy:
        """An independent working copy with the same content."""
        twin = WorkingCopy.__new__(WorkingCopy)
        twin.base, twin.facts = self.base, self.facts
        twin.segments, twin.speakers, twin.terms = self.segments.copy(), self.speakers.copy(), self.terms.copy()
        return twin

    def finish(self) -> Transcript:
        """The document as it is now."""
        return msgspec.structs.replace(
            self.base,
            facts=self.facts,
            segments=tuple(self.segments.values()),
            speakers=tuple(self.speakers.values()),
            glossary=tuple(self.terms.values()),
        )

    def has(self, subject: str) -> bool:
        """Whether the document has a segment, speaker or term; true for ``transcript`` and ``facts``.

        :raises EditError: if revisions cannot change a subject of this kind
        """
        kind, _, id_ = subject.partition(":")
        return kind in ("transcript", "facts") or id_ in self._table(kind)

    def value(self, subject: str, field: str) -> Any:
        """The JSON value of a field, or of the subject's existence if ``field`` is empty.

        :raises EditError: if there is no such subject or field
        """
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
        """Set a field to a JSON value, or add or remove the subject if ``field`` is empty.

        :raises EditError: if there is no such subject or field
        :raises ValueError, KeyError, TypeError, msgspec.ValidationError: if the value is impossible
        """
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
        if kind == "term":
            return self.terms
        raise EditError(kind, "cannot be changed by a revision")

    def _present(self, table: dict[str, Any], subject: str) -> Any:
        id_ = subject.partition(":")[2]
        if id_ not in table:
            raise EditError(name_subject(subject), "is not in this transcript")
        return table[id_]

    def _exist(self, kind: str, id_: str, after: Any) -> None:
        table = self._table(kind)
        table.pop(id_, None)
        if after is None:
            return
        value: Any = msgspec.convert(after["value"], _KINDS[kind])
        if value.id != id_:
            raise ValueError(f"{value.id} is stored under the id {id_}")
        order = list(table.items())
        order.insert(_find_place(list(table.values()), value, after["behind"]), (id_, value))
        table.clear()
        table.update(order)


_KINDS: dict[str, type] = {"segment": Segment, "speaker": Speaker, "term": Term}


def _find_place(order: Sequence[_Thing], value: _Thing, behind: str | None) -> int:
    """The index for a subject: after ``behind``, or by its time if that id is no longer there."""
    if behind is None:
        return 0
    ids = [thing.id for thing in order]
    if behind in ids:
        return ids.index(behind) + 1
    start = _start(value)
    later = (place for place, thing in enumerate(order) if (_start(thing) or 0) > (start or 0))
    return next(later, len(order)) if start is not None else len(order)


def _start(thing: _Thing) -> int | None:
    return thing.span.start if isinstance(thing, Segment) and thing.span else None


# Fields that cannot be changed: an id, and the parts of a document that are subjects themselves.
_HELD = ("id", "segments", "speakers", "facts", "glossary")


def _field(owner: Any, field: str) -> Any:
    if field not in _field_types(type(owner).__name__) or field in _HELD:
        raise EditError(type(owner).__name__.lower(), f"has no field {field} that could change")
    return getattr(owner, field)


def _with_field(owner: Any, field: str, value: Any) -> Any:
    _field(owner, field)
    types = _field_types(type(owner).__name__)
    return msgspec.structs.replace(owner, **{field: msgspec.convert(value, types[field])})


@cache
def _field_types(name: str) -> dict[str, Any]:
    return get_type_hints({kind.__name__: kind for kind in (Transcript, Segment, Speaker, Facts, Term)}[name])
