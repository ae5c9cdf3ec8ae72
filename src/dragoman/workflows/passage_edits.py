"""Edits of passages in an editor, as data: what the author saw, what they want, and the result.

Texts are as an editor shows them, with the brackets of a profile. An edit includes what its author saw. If the document
still has that, the edit is made; if somebody else has changed it, the whole action is refused with all three texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from dragoman.conventions.field_text import read_in_profile, serialize_in_profile
from dragoman.conventions.profiles import DEFAULT, NOTATION, Profile, find_profile
from dragoman.errors import EditError
from dragoman.folder import Committed, Session, sign
from dragoman.notation import as_typed_text, parse_text, serialize_field
from dragoman.notation.lines import one_line
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Author, Segment, Speaker, State, Transcript
from dragoman.transcript.ids import SegmentIds, SpeakerIds
from dragoman.transcript.merge import Conflict, ConflictError, intend
from dragoman.transcript.revision import Revision, Signature, apply
from dragoman.transcript.sides import Side
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text, plain, text_length

__all__ = [
    "AddPassage",
    "AddSpeaker",
    "EditAction",
    "JoinPassages",
    "PassageEdit",
    "RemovePassage",
    "SetSpan",
    "SetSpeaker",
    "SetState",
    "SetText",
    "SplitPassage",
    "TypedConflict",
    "edit_passages",
    "find_typed_conflicts",
]

# Characters: as many as the field of a name takes.
_LONGEST_LABEL = 500
# The place of a cut in a text: a space, so that brackets beside it mean the same, and one that no text has.
_CUT = "\u1680"


class _Edit(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="verb", omit_defaults=True, forbid_unknown_fields=True
):
    """An edit of one passage."""

    segment: str


class SetText(_Edit, frozen=True, tag="set-text"):
    """Set the text of one side. ``before`` is what the author saw; an empty text is no text.

    It does not mark the passage as translated, because an editor may save half a sentence. ``SetState`` in the same
    action does.
    """

    side: Side
    before: str
    after: str


class SetState(_Edit, frozen=True, tag="set-state"):
    """Set the state of a passage. ``source`` and ``target`` are the texts that the author saw."""

    state: State
    source: str
    target: str


class SetSpeaker(_Edit, frozen=True, tag="set-speaker"):
    """Set the speaker of a passage, by id; ``None`` is nobody."""

    before: str | None
    after: str | None


class AddSpeaker(_Edit, frozen=True, tag="add-speaker"):
    """Give a passage to a speaker who is not in the interview yet, with this label. ``before`` is the speaker that the
    author saw. If there is a speaker with the label, the passage is given to that one.
    """

    before: str | None
    label: str


class SetSpan(_Edit, frozen=True, tag="set-span"):
    """Set the time of a passage, in ms; ``None`` if unknown."""

    before: tuple[int, int | None] | None
    after: tuple[int, int | None] | None


class SplitPassage(_Edit, frozen=True, tag="split"):
    """Split a passage. ``source`` and ``target`` are its texts in two halves; ``None`` keeps a text whole in the first
    part.

    ``time`` is in ms; if ``None``, it is derived from the words.
    """

    source: tuple[str, str] | None = None
    target: tuple[str, str] | None = None
    time: int | None = None


class JoinPassages(_Edit, frozen=True, tag="join"):
    """Join a passage with the next one, ``second``."""

    second: str


class AddPassage(_Edit, frozen=True, tag="add"):
    """Add an empty passage behind this one, or as the first where ``segment`` is empty; ``span`` in ms."""

    span: tuple[int, int | None] | None = None


class RemovePassage(_Edit, frozen=True, tag="remove"):
    """Delete a passage. ``source`` and ``target`` are the texts that the author saw."""

    source: str
    target: str


PassageEdit = (
    SetText | SetState | SetSpeaker | AddSpeaker | SetSpan | SplitPassage | JoinPassages | AddPassage | RemovePassage
)


_AnyEdit = TypeVar("_AnyEdit", bound=msgspec.Struct)


class EditAction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One action, which is made and undone as a whole.

    ``key`` is the client's name for it: an action that is sent again is not made again. ``epoch`` is that of the
    interview when its author saw it, and ``profile`` the bracket profile of its texts.
    """

    key: str
    epoch: int
    edits: tuple[PassageEdit, ...]
    reason: str | None = None
    profile: str = DEFAULT


class TypedConflict(msgspec.Struct, frozen=True, kw_only=True):
    """A field that somebody else has changed too. Texts are as an editor shows them; other values are JSON."""

    segment: str
    field: str
    base: Any
    mine: Any
    theirs: Any


def edit_passages(session: Session, action: EditAction, author: Author) -> Committed:
    """Make an action in an open interview. When this returns, the action is saved.

    :raises ConflictError: if somebody else has changed the same values; see :func:`find_typed_conflicts`
    :raises EditError: if the document cannot take the edit
    :raises SettingsError: if there is no such bracket profile
    :raises EpochError, BusyError, FolderError: as :meth:`Session.commit`
    """
    session.refresh()
    now = session.transcript
    by = msgspec.structs.replace(sign(session.folder, author), reason=action.reason, key=action.key)
    profile = find_profile(action.profile)
    edits = tuple(_in_notation(one, profile) for one in action.edits)
    seen = _as_seen(now, edits)
    revisions: list[Revision] = []
    current = seen
    for one in edits:
        made = tuple(_MAKERS[type(one)](current, one, by))
        revisions += made
        current = apply(current, made)
    return session.commit(intend(seen, revisions, by, epoch=action.epoch, key=action.key))


def find_typed_conflicts(error: ConflictError, profile: Profile = NOTATION) -> tuple[TypedConflict, ...]:
    """The conflicts of an action as an editor shows them, with the brackets of a profile."""
    return tuple(_typed_conflict(conflict, profile) for conflict in error.conflicts)


def _typed_conflict(conflict: Conflict, profile: Profile) -> TypedConflict:
    field = conflict.judged or conflict.field
    typed = field in ("source", "target")
    return TypedConflict(
        segment=conflict.subject.removeprefix("segment:"),
        field=field,
        base=_typed(conflict.base, profile) if typed else conflict.base,
        mine=_typed(conflict.mine, profile) if typed and conflict.judged is None else conflict.mine,
        theirs=_typed(conflict.theirs, profile) if typed else conflict.theirs,
    )


def _typed(value: Any, profile: Profile) -> str:
    return serialize_in_profile(msgspec.convert(value, Text), profile) if value else ""


def _in_notation(one: PassageEdit, profile: Profile) -> PassageEdit:
    """An edit with its texts in the notation."""
    if profile is NOTATION:
        return one
    if isinstance(one, SetText):
        return _with_notation(one, ("before", "after"), profile)
    if isinstance(one, SetState | RemovePassage):
        return _with_notation(one, ("source", "target"), profile)
    if isinstance(one, SplitPassage):
        halves = {side: found and _split_in_notation(found, profile) for side, found in _halves(one)}
        return msgspec.structs.replace(one, **halves)
    return one


def _with_notation(one: _AnyEdit, fields: Sequence[str], profile: Profile) -> _AnyEdit:
    texts = {field: serialize_field(read_in_profile(getattr(one, field), profile)[0]) for field in fields}
    return msgspec.structs.replace(one, **texts)


def _split_in_notation(halves: tuple[str, str], profile: Profile) -> tuple[str, str]:
    """Both halves of a text in the notation. What a bracket means may depend on the half that it is not in."""
    marked = read_in_profile(_CUT.join(halves), profile)[0]
    place = next((index for index, one in enumerate(marked) if isinstance(one, str) and _CUT in one), None)
    if place is None or any(_CUT in half for half in halves):
        raise EditError("split", "cuts a mark in two; put the cursor outside its brackets")
    first, _cut, second = str(marked[place]).partition(_CUT)
    before, behind = halves
    # A text has no spaces at its edges; here they are between two words.
    return (
        serialize_field((*marked[:place], first)) + before[len(before.rstrip()) :],
        behind[: len(behind) - len(behind.lstrip())] + serialize_field((second, *marked[place + 1 :])),
    )


def _find(transcript: Transcript, id_: str) -> Segment:
    for segment in transcript.segments:
        if segment.id == id_:
            return segment
    raise EditError(f"passage {id_}", "is not in this interview any more")


def _as_seen(now: Transcript, edits: Sequence[PassageEdit]) -> Transcript:
    """The document as the author of an action saw it: the current one with the values that they saw.

    Only the first edit of a field counts: later edits of the same action build on it.
    """
    seen: dict[tuple[str, str], Any] = {}
    for one in edits:
        for field, value in _find_seen(one):
            seen.setdefault((one.segment, field), value)
    for (id_, field), value in seen.items():
        now = _with_text(now, id_, field, value) if field in ("source", "target") else _with(now, id_, **{field: value})
    return now


def _find_seen(one: PassageEdit) -> Iterator[tuple[str, Any]]:
    """The fields for which an edit says what its author saw."""
    if isinstance(one, SetText):
        yield one.side, one.before
    elif isinstance(one, SetState | RemovePassage):
        yield from (("source", one.source), ("target", one.target))
    elif isinstance(one, SplitPassage):
        yield from ((side, "".join(halves)) for side, halves in _halves(one) if halves is not None)
    elif isinstance(one, SetSpeaker | AddSpeaker):
        yield "speaker", one.before
    elif isinstance(one, SetSpan):
        yield "span", _span(one.before)


def _halves(one: SplitPassage) -> tuple[tuple[str, tuple[str, str] | None], ...]:
    return ("source", one.source), ("target", one.target)


def _with_text(now: Transcript, id_: str, side: str, typed: str) -> Transcript:
    """The document with a text as its author saw it; unchanged if it is the same in the notation."""
    there = getattr(_find(now, id_), side)
    seen = _read(typed)
    return now if as_typed_text(there or ()) == (seen or ()) else _with(now, id_, **{side: seen})


def _with(now: Transcript, id_: str, **fields: Any) -> Transcript:
    _find(now, id_)
    segments = (msgspec.structs.replace(s, **fields) if s.id == id_ else s for s in now.segments)
    return msgspec.structs.replace(now, segments=tuple(segments))


def _read(typed: str) -> Text | None:
    return (parse_text(typed)[0] or None) if typed.strip() else None


def _span(pair: tuple[int, int | None] | None) -> Span | None:
    try:
        return None if pair is None else Span(*pair)
    except ValueError as error:
        raise EditError("time", str(error)) from error


def _set_text(now: Transcript, one: SetText, by: Signature) -> Sequence[Revision]:
    return edit.set_text(now, one.segment, one.side, _read(one.after), by)


def _set_state(now: Transcript, one: SetState, by: Signature) -> Sequence[Revision]:
    return edit.set_state(now, one.segment, one.state, by)


def _set_speaker(now: Transcript, one: SetSpeaker, by: Signature) -> Sequence[Revision]:
    return edit.set_speaker(now, one.segment, one.after, by)


def _add_speaker(now: Transcript, one: AddSpeaker, by: Signature) -> Iterator[Revision]:
    label = one_line(one.label)[:_LONGEST_LABEL]
    if not label:
        raise EditError("speaker", "has no name; type one")
    there = next((speaker for speaker in now.speakers if speaker.label == label), None)
    speaker = there or Speaker(id=SpeakerIds(other.id for other in now.speakers).mint(), label=label)
    if there is None:
        added = edit.add_speaker(now, speaker, by)
        yield from added
        now = apply(now, added)
    yield from edit.set_speaker(now, one.segment, speaker.id, by)


def _set_span(now: Transcript, one: SetSpan, by: Signature) -> Sequence[Revision]:
    return edit.retime(now, one.segment, _span(one.after), by)


def _split(now: Transcript, one: SplitPassage, by: Signature) -> Iterator[Revision]:
    segment = _find(now, one.segment)
    cut = Cut(
        source=_place(segment.source, one.source),
        # If the translation is not cut, it stays whole, and the second part has none.
        target=_place(segment.target, one.target) if one.target else text_length(segment.target or ()),
        time=one.time,
    )
    yield from edit.split_segment(now, one.segment, cut, by)


def _place(text: Text | None, halves: tuple[str, str] | None) -> int | None:
    """The end of the first half of a text, in characters of its plain words."""
    if text is None or halves is None:
        return None
    first, second = (parse_text(half)[0] for half in halves)
    if "".join(plain(first).split()) + "".join(plain(second).split()) != "".join(plain(text).split()):
        raise EditError("split", "cuts a mark in two; put the cursor outside its brackets")
    said = plain(text)
    wanted = len("".join(plain(first).split()))
    seen = 0
    for place, character in enumerate(said):
        if seen == wanted:
            return place
        seen += not character.isspace()
    return len(said)


def _join(now: Transcript, one: JoinPassages, by: Signature) -> Sequence[Revision]:
    return edit.join_segments(now, one.segment, one.second, by)


def _add(now: Transcript, one: AddPassage, by: Signature) -> Sequence[Revision]:
    before = _find(now, one.segment) if one.segment else None
    ids = SegmentIds(other.id for other in now.segments)
    id_ = ids.mint(by.seed or by.parent, one.segment or "first")
    fresh = Segment(id=id_, speaker=before.speaker if before else None, span=_span(one.span))
    return edit.add_segment(now, fresh, before.id if before else None, by)


def _remove(now: Transcript, one: RemovePassage, by: Signature) -> Sequence[Revision]:
    return edit.remove_segment(now, one.segment, by)


_MAKERS: dict[type, Callable[[Transcript, Any, Signature], Any]] = {
    SetText: _set_text,
    SetState: _set_state,
    SetSpeaker: _set_speaker,
    AddSpeaker: _add_speaker,
    SetSpan: _set_span,
    SplitPassage: _split,
    JoinPassages: _join,
    AddPassage: _add,
    RemovePassage: _remove,
}
