"""Merges edits that were made on an older document into the current one.

A change is accepted if the field still has the value that it had before, and dropped if it already has the new value.
Otherwise the whole action is refused, and the conflict names the old, the intended and the current value.

``state``, the origins and ``heard_by`` are computed again. The author of a change of a text is its new origin, nobody
has reviewed or listened to the new text, and a passage in the state ``initial`` stays so unless the author says that it
is translated. A review, or the statement that somebody listened, counts only for the texts that it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.errors import EditError
from dragoman.transcript import edit
from dragoman.transcript.document import Author, Engine, Person, Segment, Transcript
from dragoman.transcript.plain_words import name_field, name_subject
from dragoman.transcript.revision import Change, Revision, Signature, Statement
from dragoman.transcript.undo import CLAIMS, DERIVED, SIDES, comparable, derived_state
from dragoman.transcript.working_copy import WorkingCopy, to_json

__all__ = ["Conflict", "ConflictError", "Intent", "bare", "intend", "keep_mine", "keep_theirs", "merge"]

_RANK = ("initial", "translated", "reviewed", "final")
_REVIEWED = ("reviewed", "final")


class Intent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wants to change in the version that they saw. It is data: it can be stored, sent, and sent again.

    ``changes`` are one action, whose ``before`` values are what the person saw. ``judged`` has the original and the
    translation, as JSON values, of each passage that is said to be reviewed or listened to. ``epoch`` is the
    interview's epoch when the person saw it. ``key`` is the client's name for the action: 1 to 64 letters, digits and
    ``-_.:``. It must be random, because the history keeps it.
    """

    author: Author
    changes: tuple[Change, ...]
    epoch: int
    judged: dict[str, tuple[Any, Any]] = {}
    reason: str | None = None
    key: str | None = None


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A field that somebody else has changed meanwhile. The values are JSON; ``None`` is "not there".

    ``base`` is the value that the person saw, ``mine`` the intended value, ``theirs`` the current one. If a text has
    changed since it was reviewed or listened to, ``judged`` is its side, ``"source"`` or ``"target"``; ``base`` and
    ``theirs`` are then the text, and ``mine`` is the intended state or listeners.
    """

    subject: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    judged: str | None = None


class ConflictError(EditError):
    """An action that was refused, with all its conflicts."""

    code = "conflict"

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        first = self.conflicts[0]
        more = f", and {len(conflicts) - 1} more" if len(conflicts) > 1 else ""
        what = first.judged or first.field
        super().__init__(
            name_subject(first.subject),
            f"was changed meanwhile by somebody else{f' in {name_field(what)}' if what else ''}{more}",
        )


def intend(
    seen: Transcript, revisions: Iterable[Revision], by: Signature, *, epoch: int, key: str | None = None
) -> Intent:
    """The intent of the revisions that one edit, or several in turn, made of the document that somebody saw.

    If one action changes a text and marks it as reviewed, pass the revisions of both edits, without regrouping them.
    """
    changes = _gathered(revisions)
    judged = {id_: _texts_seen(seen, id_, changes) for id_ in _find_judged(changes)}
    return Intent(author=by.author, changes=changes, epoch=epoch, judged=judged, reason=by.reason, key=key)


def keep_theirs(intent: Intent, conflicts: Iterable[Conflict]) -> Intent:
    """The intent without the fields that have a conflict."""
    fields = {(conflict.subject, conflict.field) for conflict in conflicts}
    kept = tuple(change for change in intent.changes if (change.subject, change.field) not in fields)
    return msgspec.structs.replace(intent, changes=kept)


def keep_mine(intent: Intent, conflicts: Iterable[Conflict]) -> Intent:
    """The intent of somebody who has seen the conflicts and still wants their own values.

    Reviews and listenings of texts that have changed are left out: nobody has reviewed or listened to the new texts.
    """
    seen = {(conflict.subject, conflict.field): conflict for conflict in conflicts}
    changes: list[Change] = []
    for change in intent.changes:
        conflict = seen.get((change.subject, change.field))
        if conflict is None:
            changes.append(change)
        elif conflict.judged is None:
            theirs = conflict.theirs
            before = {"value": theirs, "behind": None} if not change.field and theirs is not None else theirs
            changes.append(msgspec.structs.replace(change, before=before))
    return msgspec.structs.replace(intent, changes=tuple(changes))


def merge(now: WorkingCopy, intent: Intent) -> tuple[Change, ...]:
    """The changes that an intent makes to the current document; none if it has all of them already.

    :raises ConflictError: if somebody else has changed one of its fields
    :raises EditError: if the document cannot take a change
    """
    try:
        merger = _Merger(now, intent)
        merger.take_fields()
        merger.take_claims()
    except (msgspec.ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EditError("this action", f"says something impossible ({error})") from error
    if merger.conflicts:
        raise ConflictError(merger.conflicts)
    return tuple(merger.changes)


class _Merger:
    """The merge of one intent into one document."""

    def __init__(self, now: WorkingCopy, intent: Intent) -> None:
        self.now = now
        self.draft = now.copy()
        self.intent = intent
        self.split = _find_split(intent.changes)
        self.joined = _find_joined(now, intent)
        self.changes: list[Change] = []
        self.conflicts: list[Conflict] = []

    def take_fields(self) -> None:
        """Apply the changes whose values are compared."""
        for change in self.intent.changes:
            if not _is_derived(change):
                self._take(change)

    def take_claims(self) -> None:
        """Apply the fields that follow from the texts, and the reviews and listenings."""
        if self.conflicts:
            return
        for subject in dict.fromkeys(change.subject for change in self.intent.changes):
            segment = self.draft.segments.get(subject.removeprefix("segment:")) if ":" in subject else None
            if segment is not None and subject.startswith("segment:"):
                self._take_derived(segment)

    def _take(self, change: Change) -> None:
        there = not change.field or self.draft.has(change.subject)
        theirs = self.draft.value(change.subject, change.field) if there else None
        if there and comparable(theirs) == comparable(change.after):
            return
        if not there or comparable(theirs) != comparable(change.before) or self._is_a_persons(change):
            before, after, theirs = (bare(value) for value in (change.before, change.after, theirs))
            self.conflicts.append(
                Conflict(subject=change.subject, field=change.field, base=before, mine=after, theirs=theirs)
            )
            return
        self._put(change.subject, change.field, self._complete(change))

    def _is_a_persons(self, change: Change) -> bool:
        """Whether an engine would overwrite a person's translation."""
        segment = self.draft.segments.get(change.subject.removeprefix("segment:"))
        by_person = segment is not None and isinstance(segment.target_origin, Person)
        return change.field == "target" and by_person and isinstance(self.intent.author, Engine)

    def _complete(self, change: Change) -> Any:
        """The new value of a field. The second half of a split passage gets the passage's current derived fields."""
        if change.field == "speaker" and change.after is not None and change.after not in self.draft.speakers:
            raise EditError(f"speaker {change.after}", "is not in this transcript")
        whole = self.now.segments.get(self.split or "")
        if change.field or change.after is None or whole is None:
            return change.after
        value = {field: content for field, content in change.after["value"].items() if field not in DERIVED}
        return change.after | {"value": value | {field: to_json(getattr(whole, field)) for field in DERIVED}}

    def _put(self, subject: str, field: str, after: Any) -> None:
        before = self.draft.value(subject, field)
        if before == after:
            return
        self.draft.set(subject, field, after)
        self.changes.append(Change(subject, field, before, after))

    def _take_derived(self, segment: Segment) -> None:
        subject = f"segment:{segment.id}"
        own = {change.field: change for change in self.intent.changes if change.subject == subject and change.field}
        if self.joined is not None and segment.id == self.joined.id:
            for field in DERIVED:
                self._put(subject, field, to_json(getattr(self.joined, field)))
            return
        changed = self._changed_sides(segment) if segment.id != self.split else []
        for side in changed:
            author = self.intent.author if getattr(segment, side) is not None else None
            self._put(subject, f"{side}_origin", to_json(author))
        if changed:
            self._put(subject, "heard_by", [])
            before = self.now.segments[segment.id].state
            is_done = "state" in own and _says_translated(own["state"])
            self._put(subject, "state", derived_state(segment, "translated" if is_done else before))
        for change in _find_claims(own):
            self._claim(segment, change)

    def _changed_sides(self, segment: Segment) -> list[str]:
        before = self.now.segments.get(segment.id)
        return [side for side in SIDES if before and getattr(before, side) != getattr(segment, side)]

    def _claim(self, segment: Segment, change: Change) -> None:
        """Apply a review or a listening, if the texts are still those that the person saw."""
        now = self.draft.value(change.subject, change.field)
        after = _risen(change, now) if change.field == "state" else _listeners(change, now)
        if after == now:
            if _is_statement(change):
                self.changes.append(Statement(change.subject, change.field, now, after))
            return
        if _is_judgement(change):
            seen = self.intent.judged.get(segment.id)
            if seen is None:
                raise EditError(f"passage {segment.id}", "cannot be reviewed or listened to without its texts")
            for side, base in zip(SIDES, seen, strict=True):
                theirs = to_json(getattr(segment, side))
                if theirs != base:
                    self.conflicts.append(
                        Conflict(
                            subject=change.subject,
                            field=change.field,
                            base=base,
                            mine=change.after,
                            theirs=theirs,
                            judged=side,
                        )
                    )
                    return
        self._put(change.subject, change.field, after)


def _is_derived(change: Change) -> bool:
    return change.subject.startswith("segment:") and change.field in DERIVED


def bare(value: Any) -> Any:
    """The value of a segment, speaker or term without its position; any other value unchanged."""
    return value["value"] if isinstance(value, dict) and set(value) == {"value", "behind"} else value


def _gathered(revisions: Iterable[Revision]) -> tuple[Change, ...]:
    """A change for each field, from its first value to its last."""
    changes: dict[tuple[str, ...], Change] = {}
    for number, revision in enumerate(revisions):
        key = (revision.subject, revision.field) if revision.field else (revision.subject, "", str(number))
        before = changes[key].before if key in changes else revision.before
        changes[key] = Change(revision.subject, revision.field, before, revision.after)
    return tuple(changes.values())


def _find_claims(own: Mapping[str, Change]) -> Iterator[Change]:
    """The changes of state and listeners that an action makes, except those that follow from its changes of texts."""
    has_texts = any(side in own for side in SIDES)
    for field in CLAIMS:
        if field in own and not has_texts:
            yield own[field]
        elif field in own and not _follows(own[field]):
            yield msgspec.structs.replace(own[field], before=[] if field == "heard_by" else "initial")


def _is_judgement(change: Change) -> bool:
    """Whether a change says that somebody has reviewed a passage, or listened to it."""
    if change.field == "state":
        return change.after in _REVIEWED and _RANK.index(change.after) > _RANK.index(change.before or "initial")
    return change.field == "heard_by" and any(handle not in (change.before or ()) for handle in change.after or ())


def _is_statement(change: Change) -> bool:
    """Whether a change sends back a passage that nobody had confirmed when its author saw it."""
    return change.field == "state" and change.before == change.after == "initial"


def _find_judged(changes: Sequence[Change]) -> Iterator[str]:
    segments: dict[str, dict[str, Change]] = {}
    for change in changes:
        if change.subject.startswith("segment:") and change.field:
            segments.setdefault(change.subject.removeprefix("segment:"), {})[change.field] = change
    for id_, own in segments.items():
        if any(map(_is_judgement, _find_claims(own))):
            yield id_


def _texts_seen(seen: Transcript, id_: str, changes: Sequence[Change]) -> tuple[Any, Any]:
    segment = next((segment for segment in seen.segments if segment.id == id_), None)
    own = {change.field: change.after for change in changes if change.subject == f"segment:{id_}"}
    source, target = (own[side] if side in own else to_json(getattr(segment, side, None)) for side in SIDES)
    return source, target


def _follows(change: Change) -> bool:
    """Whether a claim only follows from a change of the text."""
    return change.after in ("initial", "translated") if change.field == "state" else not change.after


def _says_translated(change: Change) -> bool:
    """Whether an action that changes texts says that the translation is complete now."""
    return (change.before, change.after) == ("initial", "translated")


def _risen(change: Change, now: str) -> str:
    """The wanted state, unless the passage has it already or is beyond it in the same direction."""
    wanted: str = change.after
    rises = _RANK.index(wanted) > _RANK.index(change.before or "initial")
    return (max if rises else min)(now, wanted, key=_RANK.index)


def _listeners(change: Change, now: list[str]) -> list[str]:
    before, after = change.before or [], change.after or []
    kept = [handle for handle in now if handle in after or handle not in before]
    return kept + [handle for handle in after if handle not in (*before, *kept)]


def _find_split(changes: Sequence[Change]) -> str | None:
    """The id of the passage that an action splits: its second half is the text that the first half lost."""
    fields = {change.field: change for change in changes if change.field}
    comes = [change for change in changes if not change.field]
    if len(comes) != 1 or comes[0].before is not None or not comes[0].subject.startswith("segment:"):
        return None
    behind, second = comes[0].after["behind"], comes[0].after["value"]
    own = {change.subject for change in changes if change.field}
    cuts = [fields[side] for side in SIDES if side in fields]
    if own != {f"segment:{behind}"} or not cuts:
        return None
    whole = all(_squeezed(c.before) == _squeezed(c.after) + _squeezed(second.get(c.field)) for c in cuts)
    return str(behind) if whole else None


def _squeezed(text: Any) -> str:
    """The characters of a text in JSON, without spaces and marks."""
    if isinstance(text, str):
        return "".join(text.split())
    if isinstance(text, dict):
        return _squeezed(text.get("content"))
    return "".join(map(_squeezed, text or ()))


def _find_joined(now: WorkingCopy, intent: Intent) -> Segment | None:
    """The passage that results if the two that an action joins are joined now; ``None`` for any other action."""
    goes = [change for change in intent.changes if not change.field]
    own = {change.subject.removeprefix("segment:") for change in intent.changes if change.field}
    if len(goes) != 1 or goes[0].after is not None or not goes[0].subject.startswith("segment:") or len(own) != 1:
        return None
    (first,), second = own, goes[0].subject.removeprefix("segment:")
    if goes[0].before["behind"] != first or not {first, second} <= now.segments.keys():
        return None
    copy = now.copy()
    try:
        for revision in edit.join_segments(now.finish(), first, second, Signature(intent.author)):
            copy.set(revision.subject, revision.field, revision.after)
    except EditError:
        return None
    joined = copy.segments[first]
    wanted = {change.field: change.after for change in intent.changes if change.field in SIDES}
    same = all(to_json(getattr(joined, side)) == after for side, after in wanted.items())
    return joined if wanted and same else None
