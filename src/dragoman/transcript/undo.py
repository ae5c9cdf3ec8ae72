"""Undoes one action: its fields get their previous values, if nobody has changed them since.

``state``, the origins and ``heard_by`` follow from the texts. They never prevent an undo, and a review or a listening
is restored only together with the texts that it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.errors import EditError
from dragoman.transcript.document import Segment, State, Transcript
from dragoman.transcript.plain_words import name_field, name_subject
from dragoman.transcript.revision import Change, Revision, Signature, Statement, seal
from dragoman.transcript.text import is_untranslated
from dragoman.transcript.working_copy import WorkingCopy, to_json

__all__ = [
    "CLAIMS",
    "DERIVED",
    "SIDES",
    "UNDO",
    "comparable",
    "derived_state",
    "find_standing",
    "find_undone",
    "undo",
    "undo_reason",
]

UNDO = "undo of "
"""The beginning of the reason of revisions that undo an action; the id of its group follows."""
SIDES = ("source", "target")
# What people say about the texts of a passage; DERIVED adds who wrote them.
CLAIMS = ("state", "heard_by")
DERIVED = (*CLAIMS, "source_origin", "target_origin")


def undo(
    transcript: Transcript, group: Sequence[Revision], by: Signature, later: Sequence[Revision] = ()
) -> tuple[Revision, ...]:
    """The revisions that undo one action.

    :param transcript: the current document
    :param group: the revisions of the action
    :param later: the revisions after the action, in order
    :raises EditError: if a value that would be restored has been changed since
    """
    revisions = seal([*_taken_back(WorkingCopy(transcript), group, later)], by)
    if group and not revisions:
        raise _changed_since(group[0])
    return revisions


def undo_reason(group: Sequence[Revision]) -> str:
    """The reason in the revisions that undo an action."""
    return f"{UNDO}{group[0].group}"


def find_undone(group: Sequence[Revision]) -> str | None:
    """The id of the action that this one undoes; ``None`` if it undoes none."""
    reason = group[0].reason or ""
    return reason.removeprefix(UNDO) if reason.startswith(UNDO) else None


def find_standing(groups: Iterable[Sequence[Revision]]) -> dict[str, bool]:
    """Whether each action is in effect, by its id. Undoing an undo puts its action into effect again."""
    undoes: dict[str, str | None] = {}
    standing: dict[str, bool] = {}
    for group in groups:
        earlier = find_undone(group)
        undoes[group[0].group] = earlier if earlier in undoes else None
        earlier, stands = undoes[group[0].group], False
        while earlier is not None:
            standing[earlier] = stands
            earlier, stands = undoes[earlier], not stands
        standing[group[0].group] = True
    return standing


def comparable(value: Any) -> Any:
    """The part of a JSON value that matters in a comparison.

    The id before it and the fields derived from the texts do not matter; an empty document equals ``None``.
    """
    if value == {}:
        return None
    if isinstance(value, dict) and set(value) == {"value", "behind"}:
        return {field: content for field, content in value["value"].items() if field not in DERIVED}
    return value


def derived_state(segment: Segment, before: State) -> State:
    """The state of a passage whose text was just changed: at most ``translated``, and ``initial`` if it was so before.

    A text alone does not show that a translation is complete: its author has to say so.
    """
    return "initial" if before == "initial" or is_untranslated(segment.target) else "translated"


def _taken_back(draft: WorkingCopy, group: Sequence[Revision], later: Sequence[Revision]) -> Iterator[Change]:
    for revision in reversed(group):
        if _is_derived(revision):
            continue
        if revision.field and not draft.has(revision.subject):
            raise _changed_since(revision)
        now = draft.value(revision.subject, revision.field)
        if comparable(now) != comparable(revision.after):
            raise _changed_since(revision)
        change = Change(revision.subject, revision.field, now, revision.before)
        draft.set(change.subject, change.field, change.after)
        yield change
    for subject in dict.fromkeys(r.subject for r in reversed(group) if r.subject.startswith("segment:") and r.field):
        segment = draft.segments.get(subject.removeprefix("segment:"))
        if segment is not None:
            own = [revision for revision in group if revision.subject == subject]
            yield from _derived(segment, own, [*own, *(r for r in later if r.subject == subject)])


def _is_derived(revision: Revision) -> bool:
    return revision.subject.startswith("segment:") and revision.field in DERIVED


def _derived(segment: Segment, own: Sequence[Revision], since: Sequence[Revision]) -> Iterator[Change]:
    """The changes of the derived fields of a passage, depending on whether its texts are the earlier ones again.

    :param own: the action's revisions of this passage
    :param since: the same, and those after them
    """
    same = all(_then(segment, side, since) == _now(segment, side) for side in SIDES)
    sides = [revision.field for revision in own if revision.field in SIDES]
    if not sides:
        yield from _claims(segment, own, same=same)
        return
    for field in (*(f"{side}_origin" for side in sides), *CLAIMS):
        keeps = same or field not in CLAIMS
        then = _then(segment, field, since)
        after = then if keeps else _fresh(segment, field, then)
        yield Change(own[0].subject, field, _now(segment, field), after)


def _claims(segment: Segment, own: Sequence[Revision], *, same: bool) -> Iterator[Change]:
    """The changes that undo an action's statements about texts that it did not change."""
    for revision in own:
        now, before, after = _now(segment, revision.field), revision.before or (), revision.after or ()
        if revision.field == "heard_by":
            back = [handle for handle in before if same and handle not in (*after, *now)]
            yield Change(revision.subject, "heard_by", now, [h for h in now if h in before or h not in after] + back)
        elif _is_derived(revision) and now == revision.after and (same or revision.before not in ("reviewed", "final")):
            kind = Statement if revision.is_statement else Change
            yield kind(revision.subject, revision.field, now, revision.before)


def _fresh(segment: Segment, field: str, then: Any) -> Any:
    """The state or the listeners of a passage whose text was just changed."""
    if field != "state":
        return []
    return derived_state(segment, "initial" if then == "initial" else segment.state)


def _now(segment: Segment, field: str) -> Any:
    return to_json(getattr(segment, field))


def _then(segment: Segment, field: str, since: Sequence[Revision]) -> Any:
    """The value that a field had before the first of these revisions."""
    return next((revision.before for revision in since if revision.field == field), _now(segment, field))


def _changed_since(revision: Revision) -> EditError:
    place = f" in {name_field(revision.field)}" if revision.field else ""
    return EditError(name_subject(revision.subject), f"has changed since{place}; undo the later change first")
