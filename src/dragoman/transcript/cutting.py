"""Cuts a segment in two: its texts, its words and its span."""

from __future__ import annotations

import msgspec

from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text, plain, split_text, text_length, tidy

__all__ = ["Cut", "cut_segment"]


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """Where to split a segment.

    ``source`` and ``target`` count characters of the plain texts, ``time`` is in ms of the recording. A part that is
    ``None`` is computed from the others: the time from the words, the place in a text in proportion, at a space.
    """

    source: int | None = None
    target: int | None = None
    time: int | None = None


def cut_segment(segment: Segment, cut: Cut) -> tuple[Segment, Segment]:
    """The two parts of a segment, both with its id.

    :raises ValueError: if the cut lies outside the texts or the span
    """
    cut = _complete(segment, cut)
    sources = _halves(segment.source, cut.source)
    targets = _halves(segment.target, cut.target)
    words = _split_words(segment, cut)
    first_span, second_span = _split_span(segment.span, cut.time)
    common = {"heard_by": segment.heard_by}
    first = msgspec.structs.replace(
        segment, source=sources[0], target=targets[0], words=words[0], span=first_span, **common
    )
    second = msgspec.structs.replace(
        segment, source=sources[1], target=targets[1], words=words[1], span=second_span, **common
    )
    return first, second


def _complete(segment: Segment, cut: Cut) -> Cut:
    """The cut with its unknown parts computed, as far as possible."""
    source, target, time = cut.source, cut.target, cut.time
    if source is None and time is not None and segment.source:
        source = _place_in_source(segment, time)
    if target is None and segment.target:
        share = _share(segment, source, time)
        target = _at_space(plain(segment.target), share)
    if source is None and segment.source:
        source = _at_space(plain(segment.source), _share(segment, None, time))
    if time is None and segment.span and source is not None:
        time = _time_of(segment, source)
    return Cut(source=source, target=target, time=time)


def _share(segment: Segment, source: int | None, time: int | None) -> float:
    if source is not None and segment.source:
        return source / max(1, text_length(segment.source))
    if time is not None and segment.span and segment.span.duration:
        return (time - segment.span.start) / segment.span.duration
    return 0.5


def _at_space(text: str, share: float) -> int:
    wanted = round(len(text) * share)
    places = [0, *(place for place, character in enumerate(text) if character.isspace()), len(text)]
    return min(places, key=lambda place: abs(place - wanted))


def _place_in_source(segment: Segment, time: int) -> int | None:
    text = plain(segment.source or ())
    place = 0
    for word in segment.words:
        found = text.find(word.text, place)
        if word.span is not None and word.span.start >= time:
            return found if found >= 0 else None
        place = found + len(word.text) if found >= 0 else place
    return None


def _time_of(segment: Segment, source: int) -> int | None:
    text = plain(segment.source or ())
    place = 0
    for word in segment.words:
        found = text.find(word.text, place)
        if found >= source and word.span is not None and _lies_in(segment, word):
            return word.span.start
        place = found + len(word.text) if found >= 0 else place
    span = segment.span
    if span is None or span.duration is None:
        return None
    return span.start + round(span.duration * source / max(1, len(text)))


def _halves(text: Text | None, at: int | None) -> tuple[Text | None, Text | None]:
    if text is None or at is None:
        return text, None
    first, second = split_text(text, at)
    return _stripped(first), _stripped(second)


def _stripped(text: Text) -> Text | None:
    parts = list(text)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tidy(tuple(parts)) or None


def _split_words(segment: Segment, cut: Cut) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    if cut.time is not None and any(_lies_in(segment, word) for word in segment.words):
        at = next(
            (place for place, word in enumerate(segment.words) if word.span and word.span.start >= cut.time),
            len(segment.words),
        )
    else:
        at = len(plain(segment.source or ())[: cut.source or 0].split())
    return segment.words[:at], segment.words[at:]


def _lies_in(segment: Segment, word: Word) -> bool:
    # If the segment was moved in time, its words may still have their old times.
    if segment.span is None or word.span is None:
        return False
    return segment.span.start <= word.span.start and (segment.span.end is None or word.span.start < segment.span.end)


def _split_span(span: Span | None, time: int | None) -> tuple[Span | None, Span | None]:
    if span is None or time is None:
        return span, None
    if time < span.start or (span.end is not None and time > span.end):
        raise ValueError(f"cannot be cut at {time} ms, outside its span")
    return Span(span.start, time), Span(time, span.end)
