"""The podcast namespace's transcript as JSON: speaker, times in seconds, words. One language per file."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, find_lines
from dragoman.formats.reading.imported_cues import ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms, as_text, parse_json, write_json
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Transcript

__all__ = ["read", "write"]

_VERSION = "1.0.0"


class _Segment(msgspec.Struct, frozen=True):
    body: Any = None
    speaker: Any = None
    start: Any = msgspec.field(name="startTime", default=None)
    end: Any = msgspec.field(name="endTime", default=None)


class _File(msgspec.Struct, frozen=True):
    segments: list[_Segment]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the segments as passages; some programs write one for every word.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    passages = [
        ImportedCue(
            start=as_ms(segment.start),
            end=as_ms(segment.end),
            text=as_text(segment.body),
            speaker=as_text(segment.speaker) or None,
        )
        for segment in file.segments
    ]
    return make_document(passages, options, log)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the passages of ``options.side``; for ``"both"``, the translation if there is one."""
    found = find_lines(transcript, options, "The podcast JSON")
    file = {"version": _VERSION, "segments": [_segment(line) for line in found.lines]}
    return Written(write_json(file), found.problems)


def _segment(line: PlainLine) -> dict[str, str | float]:
    segment: dict[str, str | float] = {}
    if line.speaker:
        segment["speaker"] = line.speaker
    span = line.segment.span
    if span is not None:
        segment["startTime"] = span.start / 1000
        if span.end is not None:
            segment["endTime"] = span.end / 1000
    segment["body"] = line.words
    return segment
