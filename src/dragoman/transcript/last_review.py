"""Finds the texts of a passage as its last reviewer saw them, when they approved it or sent it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from dragoman.transcript.document import Person, Segment
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import Text
from dragoman.transcript.undo import find_standing, find_undone

__all__ = ["LastReview", "find_last_review"]

_APPROVED = ("reviewed", "final")
_SIDES = ("source", "target")


class LastReview(msgspec.Struct, frozen=True, kw_only=True):
    """Who reviewed a passage last, when (ISO 8601), and the texts at that time. ``approved`` is false if sent back."""

    by: str
    time: str | None
    approved: bool
    source: Text | None
    target: Text | None


def find_last_review(history: Iterable[Revision], segment: Segment) -> LastReview | None:
    """The last review of a passage; ``None`` if nobody has reviewed it since it was created.

    A state that is lowered because the same action changes a text is not a review. A review that was undone does not
    count, and an undo is not a review.

    :param history: every revision of the document, in order
    :param segment: the passage as it is now
    """
    own = [revision for revision in history if revision.subject == f"segment:{segment.id}"]
    undone = _find_undone(own)
    places = (place for place in reversed(range(len(own))) if own[place].group not in undone)
    place = next((place for place in places if _is_judgement(own, place)), None)
    if place is None:
        return None
    judged = own[place]
    later = [revision for revision in own[place + 1 :] if revision.group != judged.group]
    if any(not revision.field for revision in later):
        return None
    return LastReview(
        by=judged.author.handle if isinstance(judged.author, Person) else judged.author.name,
        time=judged.time,
        approved=judged.after in _APPROVED,
        source=_find_text(later, "source", segment.source),
        target=_find_text(later, "target", segment.target),
    )


def _is_judgement(own: Sequence[Revision], place: int) -> bool:
    one = own[place]
    if one.field != "state" or not isinstance(one.author, Person):
        return False
    if one.after in _APPROVED:
        return True
    is_written = any(other.group == one.group and other.field in _SIDES for other in own)
    return one.after == "initial" and not is_written


def _find_undone(own: Sequence[Revision]) -> set[str]:
    """The actions that do not count as reviews: those that are undone, and those that undo one."""
    groups = [list(group) for _, group in groupby(own, key=lambda revision: revision.group)]
    standing = find_standing(groups)
    return {group[0].group for group in groups if not standing[group[0].group] or find_undone(group) is not None}


def _find_text(later: Iterable[Revision], side: str, now: Text | None) -> Text | None:
    """A text as it was before the first of these changes; as it is now if none of them changed it."""
    for revision in later:
        if revision.field == side:
            return msgspec.convert(revision.before, Text | None)
    return now
