"""Apply an edited page by ids: from a document and its parsed page to the changes of one action. Pure.

A field counts as edited if the page states it and it differs from how the document would be typed. What the page does
not state, or cannot hold, is unchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from dragoman.folder.mistyped_ids import find_mistyped
from dragoman.notation import NotationRow, Parsed, as_typed
from dragoman.problems import Place, Problem
from dragoman.transcript import edit
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript, display_name, find_speaker
from dragoman.transcript.ids import SegmentIds, SpeakerIds
from dragoman.transcript.revision import Change, Revision, Signature, apply, field_change, regroup, seal, to_json
from dragoman.transcript.span import Span

__all__ = ["Taken", "take_page"]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of a page: the revisions of one action; and the ids of passages that were changed, added, put back
    after a deletion, deleted, or missing from the page.
    """

    revisions: tuple[Revision, ...]
    problems: tuple[Problem, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    put_back: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def take_page(
    transcript: Transcript,
    parsed: Parsed,
    by: Signature,
    *,
    delete_missing: bool = False,
    deleted: Mapping[str, dict[str, Any]] = MappingProxyType({}),
    later: Collection[str] = (),
) -> Taken:
    """The changes of an edited page.

    Rows without an id become new passages after the row above; rows with an unknown id are errors. A passage that is
    not on the page stays, unless ``delete_missing``. A withdrawn passage never changes.

    :param deleted: deleted passages by id, with their value and the passage they followed; one whose id is on the page
        again is put back there, with the page's changes
    :param later: the ids of passages that were added after the page was made
    """
    typed = as_typed(transcript)
    cast, people = _take_speakers(transcript, typed, parsed, by)
    wide = apply(transcript, people)
    rows = [*_take_rows(wide, typed, parsed, cast, by)]
    put_back = tuple(_put_back(wide, deleted, parsed, cast, by))
    whole = apply(wide, seal(put_back, by))
    mistyped = find_mistyped(parsed, _ids(whole.segments), later)
    added = tuple(_take_new(whole, parsed, cast, by, mistyped))
    on_page = {row.id for row in parsed.rows}
    missing = tuple(s.id for s in transcript.segments if s.id not in on_page and not s.withdrawn)
    gone = missing if delete_missing else ()
    revisions = [
        *people,
        *seal([*_take_facts(transcript, typed, parsed)], by),
        *(revision for _, revisions in rows for revision in revisions),
        *seal(put_back, by),
        *seal(added, by),
        *(revision for id_ in gone for revision in edit.remove_segment(wide, id_, by)),
    ]
    return Taken(
        revisions=regroup(revisions, by),
        problems=(*mistyped.values(), *_find_problems(whole, parsed)),
        changed=tuple(id_ for id_, revisions in rows if revisions),
        added=_subjects(added),
        put_back=_subjects(put_back),
        deleted=gone,
        missing=() if delete_missing else missing,
    )


def _take_speakers(
    transcript: Transcript, typed: Transcript, parsed: Parsed, by: Signature
) -> tuple[dict[str, str], tuple[Revision, ...]]:
    """Maps the page's speakers to those of the document, with the changes of speakers."""
    cast: dict[str, str] = {}
    revisions: list[Revision] = []
    ids = SpeakerIds((*(speaker.id for speaker in transcript.speakers), *parsed.declared))
    now = transcript
    for speaker in parsed.transcript.speakers:
        known = _find_known(typed, parsed, speaker)
        if known is None:
            id_ = speaker.id if speaker.id in parsed.declared else ids.mint()
            new = edit.add_speaker(now, msgspec.structs.replace(speaker, id=id_), by)
        else:
            id_ = known.id
            new = _change_speaker(now, known, speaker, by) if speaker.id in parsed.declared else ()
        cast[speaker.id] = id_
        revisions += new
        now = apply(now, new)
    return cast, tuple(revisions)


def _find_known(typed: Transcript, parsed: Parsed, speaker: Speaker) -> Speaker | None:
    """The speaker with the same id if the page declares it; otherwise the only one with the same name."""
    if speaker.id in parsed.declared:
        return find_speaker(typed, speaker.id)
    name = display_name(speaker).casefold()
    found = [s for s in typed.speakers if name in {str(part).casefold() for part in (s.id, s.label, s.name)}]
    return found[0] if len(found) == 1 else None


def _change_speaker(transcript: Transcript, known: Speaker, said: Speaker, by: Signature) -> tuple[Revision, ...]:
    revisions: tuple[Revision, ...] = ()
    owner = find_speaker(transcript, known.id)
    if owner is None:
        return ()
    if said.label != known.label:
        renamed = edit.rename_speaker(transcript, known.id, said.label, by) if said.label else ()
        revisions += renamed or seal([field_change(owner, "label", None)], by)
    if said.name != known.name:
        revisions += seal([field_change(owner, "name", said.name)], by)
    return revisions


def _take_facts(transcript: Transcript, typed: Transcript, parsed: Parsed) -> Iterator[Change]:
    said = parsed.transcript
    for field in Facts.__struct_fields__:
        if field in parsed.carried and getattr(said.facts, field) != getattr(typed.facts, field):
            yield field_change(transcript.facts, field, getattr(said.facts, field))
    if "target_language" in parsed.carried and said.target_language != typed.target_language:
        yield field_change(transcript, "target_language", said.target_language)
    old, new = typed.recording or Recording(), said.recording or Recording()
    fields = [f for f in ("languages", "duration") if f in parsed.carried and getattr(old, f) != getattr(new, f)]
    if fields:
        held = transcript.recording or Recording()
        changed = msgspec.structs.replace(held, **{field: getattr(new, field) for field in fields})
        yield field_change(transcript, "recording", changed)


def _take_rows(
    transcript: Transcript, typed: Transcript, parsed: Parsed, cast: dict[str, str], by: Signature
) -> Iterator[tuple[str, tuple[Revision, ...]]]:
    """The passages that are on the page, each with its changes."""
    owners = {segment.id: segment for segment in transcript.segments if not segment.withdrawn}
    was = {segment.id: segment for segment in typed.segments}
    for row, said in zip(parsed.rows, parsed.transcript.segments, strict=True):
        if row.id in owners and row.id is not None:
            yield row.id, tuple(_take_row(transcript, owners[row.id], was[row.id], _recast(said, cast), row, by))


def _take_row(
    transcript: Transcript, owner: Segment, was: Segment, said: Segment, row: NotationRow, by: Signature
) -> Iterator[Revision]:
    changed = {field for field in row.carried if getattr(was, field) != getattr(said, field)}
    if "source" in changed:
        yield from edit.set_source(transcript, owner.id, said.source, by)
    if "target" in changed:
        yield from edit.set_target(transcript, owner.id, said.target, by)
    if "speaker" in changed:
        yield from seal([field_change(owner, "speaker", said.speaker)], by)
    if "language" in changed:
        yield from seal([field_change(owner, "language", said.language)], by)
    if "span" in changed and said.span:
        yield from seal([field_change(owner, "span", _with_end(said.span, owner.span))], by)


def _with_end(said: Span, before: Span | None) -> Span:
    """A page that gives only a start does not change the end."""
    keeps = said.end is None and before is not None and before.end is not None and before.end >= said.start
    return Span(said.start, before.end) if keeps and before else said


def _recast(said: Segment, cast: dict[str, str]) -> Segment:
    return msgspec.structs.replace(said, speaker=cast.get(said.speaker) if said.speaker else None)


def _take_new(
    transcript: Transcript, parsed: Parsed, cast: dict[str, str], by: Signature, mistyped: Container[int]
) -> Iterator[Change]:
    """New passages from rows without a passage, each after the row above."""
    ids = SegmentIds(_ids(transcript.segments))
    behind: str | None = None
    for place, (row, said) in enumerate(zip(parsed.rows, parsed.transcript.segments, strict=True)):
        if row.id is not None and row.id in ids:
            behind = row.id
            continue
        if place in mistyped:
            continue
        id_ = ids.mint("page", by.seed or by.parent, place)
        segment = msgspec.structs.replace(
            _recast(said, cast),
            id=id_,
            state="initial" if said.target is None else "translated",
            source_origin=by.author if said.source else None,
            target_origin=by.author if said.target else None,
        )
        yield Change(f"segment:{id_}", "", None, {"value": to_json(segment), "behind": behind})
        behind = id_


def _put_back(
    transcript: Transcript,
    deleted: Mapping[str, dict[str, Any]],
    parsed: Parsed,
    cast: dict[str, str],
    by: Signature,
) -> Iterator[Change]:
    """Deleted passages whose ids are on the page, put back with the page's changes."""
    there = _ids(transcript.segments)
    speakers = {speaker.id for speaker in transcript.speakers}
    for row, said in zip(parsed.rows, parsed.transcript.segments, strict=True):
        if row.id is None or row.id in there or row.id not in deleted:
            continue
        was = msgspec.convert(deleted[row.id]["value"], Segment)
        if was.speaker not in speakers:
            was = msgspec.structs.replace(was, speaker=None)
        alone = msgspec.structs.replace(transcript, segments=(was,))
        edits = tuple(_take_row(alone, was, as_typed(alone).segments[0], _recast(said, cast), row, by))
        value = to_json(apply(alone, edits).segments[0])
        yield Change(f"segment:{row.id}", "", None, {"value": value, "behind": deleted[row.id]["behind"]})


def _subjects(changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(change.subject.partition(":")[2] for change in changes)


def _ids(segments: Iterable[Segment]) -> set[str]:
    return {segment.id for segment in segments}


def _find_problems(transcript: Transcript, parsed: Parsed) -> Iterator[Problem]:
    """Problems of applying the page, beside those of its parser."""
    ids = _ids(transcript.segments)
    if parsed.rows and ids and not any(row.id in ids for row in parsed.rows):
        message = "no passage on this page has an id of this interview; check whether it is the right page"
        yield Problem("foreign-page", "error", message, Place(line=parsed.rows[0].line))
    order = {segment.id: place for place, segment in enumerate(transcript.segments)}
    places = [order[row.id] for row in parsed.rows if row.id in order]
    if places != sorted(places):
        yield Problem("moved-passages", "warning", "passages were moved; they stay in the interview's order")
    yield from _find_withdrawn(transcript, parsed)


def _find_withdrawn(transcript: Transcript, parsed: Parsed) -> Iterator[Problem]:
    gone = {segment.id for segment in transcript.segments if segment.withdrawn}
    for row, said in zip(parsed.rows, parsed.transcript.segments, strict=True):
        if row.id in gone and (said.source or said.target):
            message = "this passage was withdrawn; the text typed there is left out"
            yield Problem("withdrawn-passage", "warning", message, Place(row.id, row.line))
