"""CTM: words with their times, as written by recognizers (NIST, sclite). Read only.

``recording channel start length word [confidence [kind [speaker]]]``; the words of a channel or speaker without a pause
of a second form a segment.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.nist.records import Record, assemble, bad_line, choose_recording, find_lines, parse_span
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.ids import place_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import tidy

__all__ = ["read"]

_PAUSE = 1000
_UNKNOWN = ("<NA>", "NA", "unknown", "")


class _Heard(msgspec.Struct, frozen=True):
    voice: str
    speaker: str | None
    span: Span
    word: Word


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the words as segments with originals and times.

    :raises FormatError: for a line with too few fields, with invalid times, or with alternatives
    """
    lines = [_checked(options, line) for line in find_lines(content, options, most=9)]
    recording = choose_recording(options, {line.fields[0] for line in lines})
    heard = [_heard(options, line) for line in lines if line.fields[0] == recording]
    runs = list(_find_runs(sorted(heard, key=lambda one: (one.voice, one.span.start))))
    return Imported(assemble(options, [_segment(place, run) for place, run in enumerate(runs)]))


def _checked(options: ReadOptions, line: Record) -> Record:
    if len(line.fields) < 5:
        raise bad_line(options, line, f"has {len(line.fields)} fields", "a CTM line has at least five")
    if line.fields[4].startswith("<ALT"):
        raise bad_line(options, line, "gives alternatives", "keep one of them")
    return line


def _heard(options: ReadOptions, line: Record) -> _Heard:
    fields = (*line.fields, *("",) * 8)
    span = parse_span(options, line, fields[2], length=fields[3])
    speaker = None if fields[7] in _UNKNOWN else fields[7]
    word = Word(text=fields[4], span=span, confidence=_confidence(fields[5]))
    return _Heard(voice=f"{fields[1]} {fields[7]}", speaker=speaker, span=span, word=word)


def _confidence(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= 1 else None


def _find_runs(heard: Sequence[_Heard]) -> Iterator[list[_Heard]]:
    run: list[_Heard] = []
    for one in heard:
        if run and (one.voice != run[-1].voice or one.span.start - (run[-1].span.end or 0) >= _PAUSE):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _segment(place: int, run: Sequence[_Heard]) -> Segment:
    span = Span(run[0].span.start, max(one.span.end or 0 for one in run))
    return Segment(
        id=place_id(place),
        speaker=run[0].speaker,
        span=span,
        source=tidy((" ".join(one.word.text for one in run),)),
        words=tuple(one.word for one in run),
    )
