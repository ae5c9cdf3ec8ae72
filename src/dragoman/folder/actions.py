"""Describe an interview's history: what each action did, and which actions were undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.errors import EditError
from dragoman.language.plural import counted
from dragoman.transcript.document import Author, Engine, Person, Segment, Transcript
from dragoman.transcript.plain_words import name_field
from dragoman.transcript.revision import Revision, find_group
from dragoman.transcript.text import Text, plain
from dragoman.transcript.undo import find_standing, find_undone

__all__ = ["Action", "author_name", "find_undoable", "list_actions", "refuse_revival", "refuse_revived"]

# Characters of a passage's first words by which it is named, at most.
_FIRST_WORDS = 40
# Fields that change whenever a text does, and are not mentioned then.
_QUIET = ("source_origin", "target_origin", "heard_by", "state", "words", "aliases")


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One action: the id of its group, its author and time, and a description.

    ``undoes`` is the action that it undid; ``undone`` says whether it was undone itself.
    """

    id: str
    author: Author
    time: str | None
    what: str
    passages: tuple[str, ...] = ()
    reason: str | None = None
    undoes: str | None = None
    undone: bool = False


def list_actions(groups: Sequence[Sequence[Revision]]) -> tuple[Action, ...]:
    """The actions of a history, in order."""
    standing = find_standing(groups)
    told = {group[0].group: _tell(group) for group in groups}
    return tuple(_action(group, told, standing) for group in groups)


def find_undoable(
    groups: Sequence[Sequence[Revision]], wanted: str | None, author: Author, handles: Collection[str] = ()
) -> tuple[tuple[Revision, ...], tuple[Revision, ...]]:
    """The revisions of the action to undo, and those after it in the history.

    :param wanted: the beginning of its id; ``None`` is the author's own last edit that is not undone
    :param handles: all handles with which the author has signed
    :raises EditError: if there is no such action, it is undone already, or it is a withdrawal
    """
    group = _find_wanted(groups, wanted) if wanted is not None else _find_own(groups, author, handles)
    place = next(place for place, other in enumerate(groups) if other[0].group == group[0].group)
    return tuple(group), tuple(revision for other in groups[place + 1 :] for revision in other)


def _find_wanted(groups: Sequence[Sequence[Revision]], wanted: str) -> Sequence[Revision]:
    group = find_group([revision for group in groups for revision in group], wanted)
    if not find_standing(groups)[group[0].group]:
        raise EditError(f"change {group[0].group[:8]}", "has been undone already")
    if _is_withdrawal(group):
        raise EditError(f"change {group[0].group[:8]}", "is a withdrawal, which cannot be undone")
    return group


def _find_own(groups: Sequence[Sequence[Revision]], author: Author, handles: Collection[str]) -> Sequence[Revision]:
    standing = find_standing(groups)
    # The first action created the document; it is undone only if named.
    own = [group for group in groups[1:] if _is_by(group[0].author, author, handles)]
    if own and _is_withdrawal(own[-1]):
        raise EditError("your last change", "is a withdrawal, which cannot be undone; name the change to undo")
    edits = [
        group for group in own if standing[group[0].group] and find_undone(group) is None and not _is_withdrawal(group)
    ]
    if not edits:
        raise EditError(
            "history", f"contains no edit by {author_name(author)} that could be undone; name the change to undo"
        )
    return edits[-1]


def _is_by(other: Author, author: Author, handles: Collection[str]) -> bool:
    return other == author or (isinstance(other, Person) and isinstance(author, Person) and other.handle in handles)


def refuse_revival(before: Transcript, after: Transcript) -> None:
    """Refuse an edit that brings back something withdrawn, or that removes its tombstone.

    :raises EditError: if the second document lacks a tombstone of the first, or has words in a withdrawn passage
    """
    tables = [{segment.id: segment for segment in transcript.segments} for transcript in (before, after)]
    refuse_revived(tables[0], tables[1], tables[0])


def refuse_revived(before: Mapping[str, Segment], after: Mapping[str, Segment], ids: Iterable[str]) -> None:
    """As :func:`refuse_revival`, for the passages with these ids.

    :raises EditError: as :func:`refuse_revival`
    """
    for id_ in ids:
        grave = before[id_].withdrawn if id_ in before else None
        if grave is None:
            continue
        segment = after.get(id_)
        if segment is None or segment.withdrawn != grave:
            raise EditError(f"passage {id_}", "was withdrawn, and a withdrawal cannot be undone")
        if segment.source or segment.target:
            raise EditError(f"passage {id_}", "was withdrawn, and cannot get new words")


def author_name(author: Author) -> str:
    """A person's handle, or an engine with its model."""
    if isinstance(author, Engine):
        return f"{author.name} {author.model}" if author.model else author.name
    return author.handle


def _is_withdrawal(group: Sequence[Revision]) -> bool:
    return any(revision.field == "withdrawn" and revision.after is not None for revision in group)


def _action(group: Sequence[Revision], told: dict[str, str], standing: dict[str, bool]) -> Action:
    first = group[0]
    undoes = find_undone(group)
    undoes = undoes if undoes in told else None
    passages = {revision.subject: None for revision in group if revision.subject.startswith("segment:")}
    return Action(
        id=first.group,
        author=first.author,
        time=first.time,
        what=f"took back: {told[undoes]}" if undoes else told[first.group],
        passages=tuple(subject.partition(":")[2] for subject in passages),
        reason=None if undoes else first.reason,
        undoes=undoes,
        undone=not standing[first.group],
    )


def _tell(group: Sequence[Revision]) -> str:
    """A description of an action."""
    return _tell_shape(group) or "; ".join(_tell_parts(group)) or "changed nothing visible"


def _tell_shape(group: Sequence[Revision]) -> str | None:
    """A description of a split or join: one passage is added or deleted, and only one other changes."""
    existence = [revision for revision in group if not revision.field]
    changed = {revision.subject.partition(":")[2] for revision in group if revision.field}
    if len(existence) != 1 or len(changed) != 1 or not existence[0].subject.startswith("segment:"):
        return None
    (passage,), (whole,) = changed, existence
    if any(not revision.subject.startswith("segment:") for revision in group):
        return None
    if whole.before is None and isinstance(whole.after, dict) and whole.after.get("behind") == passage:
        return f"split passage {_name_passage(group, passage)}"
    if whole.after is None and isinstance(whole.before, dict) and whole.before.get("behind") == passage:
        joined = whole.subject.partition(":")[2]
        return f"joined passage {_name_passage(group, joined)} to {_name_passage(group, passage)}"
    return None


def _name_passage(group: Sequence[Revision], id_: str) -> str:
    """A passage by its first words before the action, or by its id if the action changed no words of it."""
    for revision in group:
        if revision.subject == f"segment:{id_}" and revision.field in ("source", "target", ""):
            values = {revision.field: revision.before} if revision.field else (revision.before or {}).get("value", {})
            text = values.get("source") or values.get("target")
            words = " ".join(plain(msgspec.convert(text, Text)).split()) if text else ""
            if words:
                return f"“{words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(' ', 1)[0] + ' …'}”"
    return id_


def _tell_parts(group: Sequence[Revision]) -> Iterator[str]:
    for revision in group:
        if revision.subject == "transcript" and not revision.field:
            yield _tell_document(revision)
    yield from _tell_comings(group)
    yield from _tell_passages(group)
    yield from _tell_speakers(group)
    yield from _tell_terms(group)
    facts = [name_field(r.field) for r in group if r.subject == "facts" or (r.subject == "transcript" and r.field)]
    if facts:
        yield f"changed the facts: {', '.join(facts)}"


def _tell_document(revision: Revision) -> str:
    if not isinstance(revision.after, dict):
        return "removed the whole document"
    count = len(revision.after.get("segments", ()))
    return f"{'drafted' if isinstance(revision.author, Engine) else 'imported'} {counted(count, 'passage')}"


def _tell_comings(group: Sequence[Revision]) -> Iterator[str]:
    for verb, is_it in (("added", _comes), ("deleted", _goes)):
        passages = sum(is_it(revision) for revision in group if revision.subject.startswith("segment:"))
        if passages:
            yield f"{verb} {counted(passages, 'passage')}"
        for revision in group:
            if revision.subject.startswith("speaker:") and is_it(revision):
                yield f"{verb} speaker {_speaker_name(revision)}"


def _comes(revision: Revision) -> bool:
    return not revision.field and revision.before is None


def _goes(revision: Revision) -> bool:
    return not revision.field and revision.after is None


def _tell_passages(group: Sequence[Revision]) -> Iterator[str]:
    fields = Counter(r.field for r in group if r.field and r.subject.startswith("segment:"))
    if fields["withdrawn"]:
        yield f"withdrew {counted(fields.pop('withdrawn'), 'passage')}"
    told = [field for field in fields if field not in _QUIET and fields[field]]
    for field in told:
        yield f"changed {name_field(field)} of {counted(fields[field], 'passage')}"
    if not told and fields["state"]:
        states = {str(r.after) for r in group if r.field == "state"}
        yield f"set {counted(fields['state'], 'passage')} to {', '.join(sorted(states))}"
    elif not told and fields["heard_by"]:
        yield f"recorded who listened to {counted(fields['heard_by'], 'passage')}"


def _tell_speakers(group: Sequence[Revision]) -> Iterator[str]:
    for revision in group:
        kind, _, id_ = revision.subject.partition(":")
        if kind != "speaker" or not revision.field or revision.field in _QUIET:
            continue
        if revision.field == "label":
            yield f"called speaker {id_} {_said(revision.after)}"
        else:
            field = name_field(revision.field)
            yield f"changed the {field} of speaker {id_} to {_said(revision.after)}"


def _tell_terms(group: Sequence[Revision]) -> Iterator[str]:
    own = [revision for revision in group if revision.subject.startswith("term:")]
    changed = {revision.subject for revision in own if revision.field}
    for verb, count in (
        ("added", sum(map(_comes, own))),
        ("took out", sum(map(_goes, own))),
        ("changed", len(changed)),
    ):
        if count:
            yield f"{verb} {count} name{'' if count == 1 else 's'} of the ledger"


def _speaker_name(revision: Revision) -> str:
    held = revision.after or revision.before
    value = held.get("value", {}) if isinstance(held, dict) else {}
    return str(value.get("label") or value.get("name") or revision.subject.partition(":")[2])


def _said(value: object) -> str:
    return "nothing" if value is None else f"“{value}”" if isinstance(value, str) else str(value)
