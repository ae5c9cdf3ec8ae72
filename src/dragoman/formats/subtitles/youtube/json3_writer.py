"""Write captions as YouTube's JSON (``.json3``): an event per passage, a piece for every word with a known time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, PlainLines, find_lines
from dragoman.formats.reading.json_file import write_json
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Transcript, Word
from dragoman.transcript.sides import find_side
from dragoman.transcript.span import Span

__all__ = ["GENERATOR", "write"]

# Says that no caption repeats another, even if people repeated themselves.
GENERATOR = "Dragoman"
# How many words ahead an engine's word is searched for: a person may have removed those before it.
_NEAR = 8


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the passages of ``options.side`` that have a time; for ``"both"``, the translation if there is one.

    The words are those of the text. The engine's words only provide times and are not written.
    """
    is_source = find_side(transcript, options.side) == "source"
    found = find_lines(transcript, options, "YouTube's JSON", *(("words with their times",) if is_source else ()))
    heard = {segment.id: segment.words for segment in transcript.segments} if is_source else {}
    events = [
        _event(line, line.segment.span, heard.get(line.segment.id, ()))
        for line in found.lines
        if line.segment.span is not None
    ]
    file = {
        "wireMagic": "pb3",
        "generator": GENERATOR,
        "pens": [{}],
        "wsWinStyles": [{}],
        "wpWinPositions": [{}],
        "events": events,
    }
    lost = _find_lost(found, [word for words in heard.values() for word in words])
    return Written(write_json(file), (*_untimed(found.lines), *lost, *found.problems))


def _event(line: PlainLine, span: Span, heard: Sequence[Word]) -> dict[str, Any]:
    event: dict[str, Any] = {"tStartMs": span.start}
    if span.duration is not None:
        event["dDurationMs"] = span.duration
    return {**event, "segs": list(_pieces(line, _find_offsets(line.words.split(), heard, span.start)))}


def _pieces(line: PlainLine, offsets: dict[int, int]) -> Iterator[dict[str, str | int]]:
    """The words, with a new piece at each known time; the speaker's name precedes them."""
    name = " ".join((line.speaker or "").split())
    held = [f"{name}:"] if name else []
    piece: dict[str, str | int] = {}
    gap = ""
    for number, word in enumerate(line.words.split()):
        if number in offsets:
            if held:
                yield {"utf8": gap + " ".join(held), **piece}
                gap = " "
            held, piece = [], {"tOffsetMs": offsets[number]}
        held.append(word)
    yield {"utf8": gap + " ".join(held), **piece}


def _find_offsets(shown: Sequence[str], heard: Sequence[Word], start: int) -> dict[int, int]:
    """The start of each unchanged word of the engine, by its number (ms after the start of the passage)."""
    bare = [_bare(word) for word in shown] if heard else []
    offsets: dict[int, int] = {}
    place = latest = 0
    for word in heard:
        sought = _bare(word.text)
        found = next((at for at in range(place, min(place + _NEAR, len(bare))) if sought and bare[at] == sought), None)
        if found is None:
            continue
        place = found + 1
        # An interpolated time would be read back as a measured one.
        if word.span is not None and not word.interpolated and word.span.start - start >= latest:
            latest = offsets[found] = word.span.start - start
    return offsets


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def _untimed(lines: Sequence[PlainLine]) -> Iterator[Problem]:
    for line in lines:
        if line.segment.span is None:
            message = "the passage has no time, so no caption can show it"
            yield Problem("cue-without-time", "warning", message, Place(segment=line.segment.id))


def _find_lost(found: PlainLines, heard: Iterable[Word]) -> Iterator[Problem]:
    if found.title:
        yield Problem(
            "left-out", "note", "YouTube's JSON has no place for the title; keep the interview's folder as well"
        )
    if any(word.span is not None for word in heard):
        message = "YouTube's JSON keeps when words begin, not when they end nor how sure an engine was of them"
        yield Problem("left-out", "note", message)
