"""Edits: pure functions from a document to the revisions that change it.

None of them changes the document; :func:`dragoman.transcript.revision.apply` applies the revisions. An edit that
changes nothing returns no revisions. Every edit of a segment or a speaker raises EditError if the document does not
have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.errors import EditError
from dragoman.transcript.cutting import Cut, cut_segment
from dragoman.transcript.document import (
    Copy,
    Engine,
    Facts,
    Person,
    Recording,
    Segment,
    Speaker,
    State,
    Transcript,
    find_segment,
    find_speaker,
)
from dragoman.transcript.ids import SegmentIds
from dragoman.transcript.revision import Change, Revision, Signature, Statement, existence, field_change, seal, to_json
from dragoman.transcript.sides import Side
from dragoman.transcript.span import Span
from dragoman.transcript.speaker_names import is_placeholder
from dragoman.transcript.text import Text, joined, tidy
from dragoman.transcript.undo import derived_state

__all__ = [
    "add_segment",
    "add_speaker",
    "create",
    "describe_speaker",
    "join_segments",
    "merge_speakers",
    "move_copy",
    "redraft",
    "remove_segment",
    "rename_speaker",
    "retime",
    "set_facts",
    "set_heard",
    "set_languages",
    "set_source",
    "set_speaker",
    "set_state",
    "set_target",
    "set_text",
    "split_segment",
]

# Languages without a space between sentences.
_UNSPACED = ("zh", "ja", "th", "lo", "my", "km", "yue", "bo")


def create(transcript: Transcript, by: Signature) -> tuple[Revision, ...]:
    """The first revision of a document: a machine's draft or an import, as one change."""
    return seal([Change("transcript", "", None, to_json(transcript))], by)


def redraft(transcript: Transcript, fresh: Transcript, by: Signature) -> tuple[Revision, ...]:
    """Replace the document by a new draft, as one change that can be undone."""
    return seal([Change("transcript", "", to_json(transcript), to_json(fresh))], by)


def set_source(transcript: Transcript, segment_id: str, text: Text | None, by: Signature) -> tuple[Revision, ...]:
    """Correct the original. The words that an engine transcribed are kept.

    :raises EditError: if there is no such segment
    """
    return set_text(transcript, segment_id, "source", text, by)


def set_target(transcript: Transcript, segment_id: str, text: Text | None, by: Signature) -> tuple[Revision, ...]:
    """Translate, or correct a translation; the segment's state becomes ``translated``.

    :raises EditError: if there is no such segment, or an engine would overwrite a person's translation
    """
    segment = _present(transcript, segment_id)
    if isinstance(by.author, Engine) and isinstance(segment.target_origin, Person):
        raise EditError(f"passage {segment_id}", "was translated by a person, and an engine may not overwrite it")
    return seal(_text_changes(segment, "target", text, by, "translated"), by)


def set_text(
    transcript: Transcript, segment_id: str, side: Side, text: Text | None, by: Signature
) -> tuple[Revision, ...]:
    """Set a text, perhaps half typed. A segment in the state ``initial`` stays so: half a translation is none.

    :raises EditError: if there is no such segment
    """
    segment = _present(transcript, segment_id)
    return seal(_text_changes(segment, side, text, by, segment.state), by)


def _text_changes(segment: Segment, side: str, text: Text | None, by: Signature, state: State) -> list[Change]:
    """The changes that set a text of a segment.

    :param state: the segment's state according to the author of the text
    """
    new = (tidy(text) or None) if text is not None else None
    if new == getattr(segment, side):
        return []
    written = msgspec.structs.replace(segment, target=new) if side == "target" else segment
    return [
        field_change(segment, side, new),
        field_change(segment, f"{side}_origin", by.author if new is not None else None),
        field_change(segment, "heard_by", ()),
        field_change(segment, "state", derived_state(written, state)),
    ]


def retime(transcript: Transcript, segment_id: str, span: Span | None, by: Signature) -> tuple[Revision, ...]:
    """Set the time of a segment, or with ``None`` make it unknown.

    :raises EditError: if there is no such segment
    """
    return seal([field_change(_present(transcript, segment_id), "span", span)], by)


def set_state(transcript: Transcript, segment_id: str, state: State, by: Signature) -> tuple[Revision, ...]:
    """Set the state of a segment. ``initial`` sends it back, which is recorded even if that is its state already.

    :raises EditError: if there is no such segment
    """
    change = field_change(_present(transcript, segment_id), "state", state)
    if state == "initial":
        change = Statement(change.subject, change.field, change.before, change.after)
    return seal([change], by)


def set_heard(transcript: Transcript, segment_id: str, handles: tuple[str, ...], by: Signature) -> tuple[Revision, ...]:
    """Set who has listened to a segment and compared its text.

    :raises EditError: if there is no such segment
    """
    return seal([field_change(_present(transcript, segment_id), "heard_by", handles)], by)


def set_speaker(transcript: Transcript, segment_id: str, speaker_id: str | None, by: Signature) -> tuple[Revision, ...]:
    """Set the speaker of a segment, or with ``None`` remove it.

    :raises EditError: if there is no such segment or speaker
    """
    if speaker_id is not None and find_speaker(transcript, speaker_id) is None:
        raise EditError(f"speaker {speaker_id}", "is not in this transcript")
    return seal([field_change(_present(transcript, segment_id), "speaker", speaker_id)], by)


def add_speaker(transcript: Transcript, speaker: Speaker, by: Signature) -> tuple[Revision, ...]:
    """Add a speaker after the others.

    :raises EditError: if the document has a speaker with this id
    """
    if find_speaker(transcript, speaker.id) is not None:
        raise EditError(f"speaker {speaker.id}", "is in this transcript already")
    speakers = (*transcript.speakers, speaker)
    return seal([Change(f"speaker:{speaker.id}", "", None, existence(speakers, speaker.id))], by)


def rename_speaker(
    transcript: Transcript, speaker_id: str, label: str, by: Signature, *, name: str | None = None
) -> tuple[Revision, ...]:
    """Set a speaker's label, and the name if one is given. The old label becomes an alias if a person wrote it.

    :raises EditError: if there is no such speaker
    """
    speaker = _speaker(transcript, speaker_id)
    changes = [field_change(speaker, "label", label)]
    if name is not None:
        changes.append(field_change(speaker, "name", name))
    return seal([*changes, *_keep_label(speaker, label)], by)


def describe_speaker(transcript: Transcript, wanted: Speaker, by: Signature) -> tuple[Revision, ...]:
    """Set a speaker's label, name, native name, role and honorific. An old label becomes an alias if a person
    wrote it.

    :param wanted: a speaker with the id of the one to change
    :raises EditError: if there is no such speaker
    """
    speaker = _speaker(transcript, wanted.id)
    fields = ("label", "name", "name_native", "role", "honorific")
    changes = [field_change(speaker, field, getattr(wanted, field)) for field in fields]
    return seal([*changes, *_keep_label(speaker, wanted.label)], by)


def _keep_label(speaker: Speaker, label: str | None) -> Iterator[Change]:
    """The old label as an alias. A program's label is no spelling of anybody's name."""
    old = speaker.label
    if old and old != label and old not in speaker.aliases and not is_placeholder(old):
        yield field_change(speaker, "aliases", (*speaker.aliases, old))


def merge_speakers(transcript: Transcript, same_id: str, into_id: str, by: Signature) -> tuple[Revision, ...]:
    """Assign all segments of one speaker to another, who is the same person, and remove the first speaker.

    The first speaker's names, without programs' labels, become aliases of the other, whose empty fields are filled from
    the first.

    :raises EditError: if one of them does not exist, or both are the same
    """
    same, into = (_speaker(transcript, id_) for id_ in (same_id, into_id))
    if same_id == into_id:
        raise EditError(f"speaker {same_id}", "cannot be merged with itself")
    kept = {field: getattr(into, field) or getattr(same, field) for field in into.__struct_fields__}
    names = (into.label, into.name, *into.aliases, same.label, same.name, *same.aliases)
    own = (None, kept["label"], kept["name"])
    aliases = tuple(name for name in dict.fromkeys(names) if name not in own and not is_placeholder(name or ""))
    whole = msgspec.structs.replace(into, **{**kept, "aliases": aliases})
    return seal(
        [
            *(field_change(s, "speaker", into_id) for s in transcript.segments if s.speaker == same_id),
            *(field_change(into, field, getattr(whole, field)) for field in into.__struct_fields__ if field != "id"),
            Change(f"speaker:{same_id}", "", existence(transcript.speakers, same_id), None),
        ],
        by,
    )


def add_segment(transcript: Transcript, segment: Segment, behind: str | None, by: Signature) -> tuple[Revision, ...]:
    """Add a segment directly after another; ``None`` puts it first.

    :raises EditError: if the document has a segment with this id, or none with the id ``behind``
    """
    if find_segment(transcript, segment.id) is not None:
        raise EditError(f"passage {segment.id}", "is in this transcript already")
    if behind is not None:
        _present(transcript, behind)
    return seal([Change(f"segment:{segment.id}", "", None, {"value": to_json(segment), "behind": behind})], by)


def remove_segment(transcript: Transcript, segment_id: str, by: Signature) -> tuple[Revision, ...]:
    """Remove a segment. The history keeps it, and undo restores it at its place.

    :raises EditError: if there is no such segment
    """
    _present(transcript, segment_id)
    return seal([Change(f"segment:{segment_id}", "", existence(transcript.segments, segment_id), None)], by)


def set_facts(transcript: Transcript, facts: Facts, by: Signature) -> tuple[Revision, ...]:
    """Set the facts of the interview, with a revision for each field that differs."""
    return seal(
        [field_change(transcript.facts, field, getattr(facts, field)) for field in Facts.__struct_fields__],
        by,
    )


def set_languages(
    transcript: Transcript, spoken: tuple[str, ...], target: str | None, by: Signature
) -> tuple[Revision, ...]:
    """Set the languages that are spoken, and the language of the translation, as BCP 47 tags.

    :param target: ``None`` if it is not known
    """
    held = transcript.recording or Recording()
    recording = transcript.recording if held.languages == spoken else msgspec.structs.replace(held, languages=spoken)
    changes = [
        field_change(transcript, "target_language", target),
        field_change(transcript, "recording", recording),
    ]
    return seal(changes, by)


def set_recording(transcript: Transcript, recording: Recording, by: Signature) -> tuple[Revision, ...]:
    """Set the recording of the interview."""
    return seal([field_change(transcript, "recording", recording)], by)


def move_copy(transcript: Transcript, old: Copy, new: Copy, by: Signature) -> tuple[Revision, ...]:
    """Set the new address of a copy of the recording.

    :raises EditError: if the recording has no such copy any more
    """
    recording = transcript.recording
    if recording is None or old not in recording.copies:
        raise EditError("recording", f"has no copy at {old.address} any more")
    copies = tuple(new if copy == old else copy for copy in recording.copies)
    return seal([field_change(transcript, "recording", msgspec.structs.replace(recording, copies=copies))], by)


def split_segment(transcript: Transcript, segment_id: str, cut: Cut, by: Signature) -> tuple[Revision, ...]:
    """Split a segment in two. The first part keeps the id; the second gets a new one, made from the signature's seed.

    :raises EditError: if there is no such segment, or the cut lies outside the texts or the span
    """
    segment = _present(transcript, segment_id)
    try:
        first, second = cut_segment(segment, cut)
    except ValueError as error:
        raise EditError(f"passage {segment_id}", str(error)) from error
    ids = SegmentIds(other.id for other in transcript.segments)
    new_id = ids.mint(by.seed or by.parent, segment_id, cut.source, cut.target, cut.time)
    second = msgspec.structs.replace(second, id=new_id)
    return seal(
        [
            *_changed_fields(segment, first),
            Change(f"segment:{new_id}", "", None, {"value": to_json(second), "behind": segment_id}),
        ],
        by,
    )


def join_segments(transcript: Transcript, first_id: str, second_id: str, by: Signature) -> tuple[Revision, ...]:
    """Join a segment with the next one. The first one's id, speaker and language are kept.

    :raises EditError: if one of them does not exist, or the second does not directly follow the first
    """
    first, second = _present(transcript, first_id), _present(transcript, second_id)
    ids = [segment.id for segment in transcript.segments]
    if ids.index(second_id) != ids.index(first_id) + 1:
        raise EditError(f"passage {second_id}", f"does not directly follow passage {first_id}")
    return seal(
        [
            *_changed_fields(first, _joined(first, second, transcript)),
            Change(f"segment:{second_id}", "", existence(transcript.segments, second_id), None),
        ],
        by,
    )


def _joined(first: Segment, second: Segment, transcript: Transcript) -> Segment:
    span = first.span
    if first.span and second.span:
        ends = [end for end in (first.span.end, second.span.end) if end is not None]
        known = second.span.end is not None
        span = Span(min(first.span.start, second.span.start), max(ends) if known else None)
    source_space = _separator(first.language or transcript.source_language)
    return msgspec.structs.replace(
        first,
        span=span or second.span,
        source=joined(first.source, second.source, source_space),
        target=joined(first.target, second.target, _separator(transcript.target_language)),
        words=first.words + second.words,
        state=min(first.state, second.state, key=("initial", "translated", "reviewed", "final").index),
        heard_by=tuple(handle for handle in first.heard_by if handle in second.heard_by),
        source_origin=_person_first(first.source_origin, second.source_origin),
        target_origin=_person_first(first.target_origin, second.target_origin),
    )


def _person_first(first: Any, second: Any) -> Any:
    # If a person wrote either half, no engine may overwrite the whole.
    return second if isinstance(second, Person) else first or second


def _separator(language: str | None) -> str:
    return "" if language and language.split("-")[0] in _UNSPACED else " "


def _speaker(transcript: Transcript, speaker_id: str) -> Speaker:
    speaker = find_speaker(transcript, speaker_id)
    if speaker is None:
        raise EditError(f"speaker {speaker_id}", "is not in this transcript")
    return speaker


def _present(transcript: Transcript, segment_id: str) -> Segment:
    segment = find_segment(transcript, segment_id)
    if segment is None:
        raise EditError(f"passage {segment_id}", "is not in this transcript")
    return segment


def _changed_fields(before: Segment, after: Segment) -> list[Change]:
    return [
        field_change(before, field, getattr(after, field))
        for field in Segment.__struct_fields__
        if getattr(before, field) != getattr(after, field)
    ]
