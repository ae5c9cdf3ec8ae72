"""Find passages that share words: those that were split or joined, and older drafts of the same span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dragoman.transcript.document import Segment
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import Text, plain

__all__ = ["find_relatives", "find_segments"]

_SEGMENT = "segment:"
_SIDES = ("source", "target")


def find_relatives(history: Sequence[Revision], ids: frozenset[str], living: frozenset[str]) -> frozenset[str]:
    """The ids of the passages that contain, or once contained, words of these passages.

    :param living: the ids of the passages in the current document
    """
    pairs = [pair for group in _by_group(history) for pair in _ties(group)]
    pairs += _older_drafts(history, ids, living)
    family = set(ids)
    while True:
        grown = {id_ for pair in pairs if family & set(pair) for id_ in pair} | family
        if grown == family:
            return frozenset(family - ids)
        family = grown


def find_segments(revision: Revision) -> Iterator[Segment]:
    """Every complete passage in a revision's values before and after."""
    for value in (revision.before, revision.after):
        if revision.field or value is None:
            continue
        if revision.subject == "transcript":
            yield from msgspec.convert(value.get("segments", []), list[Segment])
        elif revision.subject.startswith(_SEGMENT):
            yield msgspec.convert(value["value"], Segment)


def _by_group(history: Sequence[Revision]) -> Iterable[list[Revision]]:
    groups: dict[str, list[Revision]] = {}
    for revision in history:
        groups.setdefault(revision.group, []).append(revision)
    return groups.values()


def _ties(group: list[Revision]) -> Iterator[tuple[str, str]]:
    """Pairs of passages: one was added or deleted in the same action in which the other, with the same words,
    changed.
    """
    comers = [segment for r in group if r.subject.startswith(_SEGMENT) for segment in find_segments(r)]
    changed = [r for r in group if r.subject.startswith(_SEGMENT) and r.field in _SIDES]
    for segment in comers:
        words = {side: _plain(getattr(segment, side)) for side in _SIDES}
        for revision in changed:
            texts = [_plain(_text(value)) for value in (revision.before, revision.after)]
            if words[revision.field] and any(words[revision.field] in text for text in texts):
                yield segment.id, revision.subject.removeprefix(_SEGMENT)


def _older_drafts(history: Sequence[Revision], ids: frozenset[str], living: frozenset[str]) -> list[tuple[str, str]]:
    """Passages of replaced drafts that overlap these spans. One without a time may be anywhere."""
    ever = {segment.id: segment for revision in history for segment in find_segments(revision)}
    spans = [ever[id_].span for id_ in ids if id_ in ever]
    dead = [segment for segment in ever.values() if segment.id not in living | ids]
    first = next(iter(sorted(ids)), "")
    return [
        (segment.id, first)
        for segment in dead
        if segment.span is None or any(span is None or _meet(segment, span.start, span.end) for span in spans)
    ]


def _meet(segment: Segment, start: int, end: int | None) -> bool:
    span = segment.span
    return span is None or ((end is None or span.start < end) and (span.end is None or span.end > start))


def _text(value: Any) -> Text | None:
    return None if value is None else msgspec.convert(value, Text)


def _plain(text: Text | None) -> str:
    return plain(text or ()).strip()
