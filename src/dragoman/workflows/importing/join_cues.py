"""Join subtitles into sentences or turns. Pure; done only on request.

A subtitle ends where a screen is full. The times of joined subtitles are kept as word times, interpolated by length if
nobody measured them, so that they can be cut again later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.formats.reading.rich_text import join_lines, join_texts, strip_text
from dragoman.formats.recognizers.whisper import interpolate
from dragoman.language.sentences import ends_sentence, find_ends
from dragoman.transcript.document import Segment, Transcript, Word
from dragoman.transcript.ids import with_unique_ids
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text, plain, split_text

__all__ = ["join_sentences", "join_turns"]

# After a pause this long (ms), words are not part of the same sentence, nor of the same turn of an unknown speaker.
_PAUSE = 3000
_DASH = re.compile(r"[-–—‐](?![-–—‐])|>{2,3}")
# How far on, in characters, the next word is looked for.
_NEAR = 200


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a passage, or a part of one; ``number`` is its position in the passage. Times in ms."""

    segment: Segment
    number: int
    text: Text
    words: tuple[Word, ...]
    start: int | None
    end: int | None
    ends: bool
    is_whole: bool


def join_sentences(transcript: Transcript) -> Transcript:
    """The document with its passages joined and cut so that each is one sentence of one speaker.

    The first sentence that begins in a passage keeps its id; further ones get new ids. In a document with both sides,
    no passage is cut, because it is unknown which words belong together.
    """
    side = _find_side(transcript)
    segments: list[Segment] = []
    for run in _find_runs(transcript.segments, _goes_on):
        if side is None:
            segments += (_joined(group) for group in _find_runs(run, lambda a, b: not ends_sentence(_said(a))))
        else:
            segments += _sentences(run, side)
    return msgspec.structs.replace(transcript, segments=with_unique_ids(segments))


def join_turns(transcript: Transcript) -> Transcript:
    """The document with one passage for each turn. Passages of unknown speakers are joined only without a pause."""
    runs = _find_runs(transcript.segments, lambda a, b: _goes_on(a, b, through_pauses=a.speaker is not None))
    return msgspec.structs.replace(transcript, segments=tuple(_joined(run) for run in runs))


def _find_side(transcript: Transcript) -> Literal["source", "target"] | None:
    """The only side with text; ``None`` if both have text."""
    if not any(segment.target for segment in transcript.segments):
        return "source"
    return None if any(segment.source for segment in transcript.segments) else "target"


def _find_runs(segments: Sequence[Segment], together: Callable[[Segment, Segment], bool]) -> Iterator[list[Segment]]:
    run: list[Segment] = []
    for segment in segments:
        if run and not together(run[-1], segment):
            yield run
            run = []
        run.append(segment)
    if run:
        yield run


def _goes_on(first: Segment, second: Segment, *, through_pauses: bool = False) -> bool:
    """Whether the second passage may continue the first."""
    if first.withdrawn or second.withdrawn or (first.source is None) != (second.source is None):
        return False
    same = ("speaker", "language", "state", "source_origin", "target_origin")
    if any(getattr(first, field) != getattr(second, field) for field in same):
        return False
    if (first.target is None) != (second.target is None) or _DASH.match(_said(second)):
        return False
    if first.span is None or second.span is None:
        return first.span is second.span
    pause = second.span.start - (first.span.start if first.span.end is None else first.span.end)
    return second.span.start >= first.span.start and (through_pauses or pause < _PAUSE)


def _said(segment: Segment) -> str:
    return plain(segment.source or segment.target or ()).strip()


def _joined(run: Sequence[Segment]) -> Segment:
    if len(run) == 1:
        return run[0]
    words = tuple(word for segment in run for word in _words(segment)) if run[0].source else ()
    ends = [segment.span.end if segment.span else None for segment in run]
    return msgspec.structs.replace(
        run[0],
        span=_span(run[0].span.start if run[0].span else None, ends[-1]),
        source=_text([segment.source for segment in run]),
        target=_text([segment.target for segment in run]),
        words=words,
        heard_by=tuple(handle for handle in run[0].heard_by if all(handle in other.heard_by for other in run)),
    )


def _text(texts: Sequence[Text | None]) -> Text | None:
    found = [text for text in texts if text]
    if not found:
        return None
    joined = join_texts([("".join(map(str, text)) if _is_plain(text) else text) for text in found])
    return strip_text((join_lines(joined),) if isinstance(joined, str) else joined)


def _is_plain(text: Text) -> bool:
    return all(isinstance(inline, str) for inline in text)


def _span(start: int | None, end: int | None) -> Span | None:
    if start is None:
        return None
    return Span(start, end if end is not None and end >= start else None)


def _words(segment: Segment) -> tuple[Word, ...]:
    """The words with their times; if there are none, the words of the text, which share the passage's time."""
    if segment.words:
        return segment.words
    span = segment.span
    words = [Word(text=word) for word in _said(segment).split()]
    if len(words) == 1:
        return (Word(text=words[0].text, span=span),)
    return interpolate(words, span.start, span.end) if span else tuple(words)


def _sentences(run: Sequence[Segment], side: Literal["source", "target"]) -> Iterator[Segment]:
    pieces: list[_Piece] = []
    for piece in (piece for segment in run for piece in _cut(segment, side)):
        pieces.append(piece)
        if piece.ends:
            yield _sentence(pieces, side)
            pieces = []
    if pieces:
        yield _sentence(pieces, side)


def _sentence(pieces: Sequence[_Piece], side: Literal["source", "target"]) -> Segment:
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 and first.is_whole:
        return first.segment
    id_ = first.segment.id if first.number == 0 else ""
    text = _text([piece.text for piece in pieces])
    words = tuple(word for piece in pieces for word in piece.words) if side == "source" else ()
    changed = msgspec.structs.replace(first.segment, id=id_, span=_span(first.start, last.end), words=words)
    if side == "source":
        return msgspec.structs.replace(changed, source=text)
    return msgspec.structs.replace(changed, target=text)


def _cut(segment: Segment, side: Literal["source", "target"]) -> Iterator[_Piece]:
    """The parts of a passage, cut at the ends of sentences."""
    text = segment.source if side == "source" else segment.target
    said = plain(text or ())
    ends = [end for end in find_ends(said) if end < len(said)]
    texts = _split(text or (), ends)
    words = _split_words(_words(segment), said, ends)
    starts = [_start(part) for part in words]
    for number, (part, part_words) in enumerate(zip(texts, words, strict=True)):
        is_last = number == len(texts) - 1
        start = starts[number] if number or segment.span is None else segment.span.start
        end = (segment.span.end if segment.span else None) if is_last else starts[number + 1]
        yield _Piece(
            segment=segment,
            number=number,
            text=part,
            words=part_words,
            start=start,
            end=end,
            ends=not is_last or ends_sentence(said),
            is_whole=len(texts) == 1,
        )


def _start(words: Sequence[Word]) -> int | None:
    return next((word.span.start for word in words if word.span), None)


def _split(text: Text, ends: Sequence[int]) -> list[Text]:
    """The text cut at several places, by halves, to avoid quadratic time."""
    if not ends:
        return [text]
    middle = len(ends) // 2
    before, after = split_text(text, ends[middle])
    shifted = [end - ends[middle] for end in ends[middle + 1 :]]
    return [*_split(before, ends[:middle]), *_split(after, shifted)]


def _split_words(words: Sequence[Word], said: str, ends: Sequence[int]) -> list[tuple[Word, ...]]:
    """The words of each part, by their position in the text."""
    parts: list[list[Word]] = [[] for _ in range(len(ends) + 1)]
    place, part = 0, 0
    for word in words:
        found = said.find(word.text, place, place + _NEAR + len(word.text)) if word.text else -1
        if found >= 0:
            place = found + len(word.text)
            while part < len(ends) and ends[part] <= found:
                part += 1
        parts[part].append(word)
    return [tuple(part_words) for part_words in parts]
