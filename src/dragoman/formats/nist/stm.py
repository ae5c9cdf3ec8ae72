"""STM: who said what, from when to when (NIST, sclite). Read only.

``recording channel speaker start end [<labels>] words``; stretches that scoring ignores are skipped.
"""

from __future__ import annotations

from dragoman.formats.nist.records import Record, assemble, bad_line, choose_recording, find_lines, parse_span
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Segment
from dragoman.transcript.ids import place_id
from dragoman.transcript.text import tidy

__all__ = ["read"]

_IGNORED = "ignore_time_segment_in_scoring"


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the stretches as segments with their originals.

    :raises FormatError: for a line with too few fields, or with invalid times
    """
    lines = [_checked(options, line) for line in find_lines(content, options, most=6)]
    recording = choose_recording(options, {line.fields[0] for line in lines})
    mine = [line for line in lines if line.fields[0] == recording]
    segments = [_segment(options, place, line) for place, line in enumerate(mine) if not _is_ignored(line)]
    return Imported(assemble(options, segments), tuple(_ignored(line) for line in mine if _is_ignored(line)))


def _checked(options: ReadOptions, line: Record) -> Record:
    if len(line.fields) < 5:
        raise bad_line(
            options, line, f"has {len(line.fields)} fields", "an STM line has recording, channel, speaker, start, end"
        )
    return line


def _is_ignored(line: Record) -> bool:
    return _words(line).casefold() == _IGNORED


def _ignored(line: Record) -> Problem:
    return Problem("stm-ignored", "note", "a stretch that scoring is to ignore is left out", Place(line=line.number))


def _segment(options: ReadOptions, place: int, line: Record) -> Segment:
    _, _, speaker, start, end = line.fields[:5]
    span = parse_span(options, line, start, end=end)
    return Segment(
        id=place_id(place),
        speaker=speaker,
        span=span,
        source=tidy((_words(line),)) or None,
    )


def _words(line: Record) -> str:
    rest = line.fields[5] if len(line.fields) > 5 else ""
    if rest.startswith("<") and ">" in rest:
        rest = rest.partition(">")[2]
    return rest.strip()
