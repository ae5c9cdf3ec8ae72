"""RTTM: who spoke when, and nothing else (NIST, Rich Transcription). Read only.

``SPEAKER recording channel start length <NA> <NA> speaker <NA> <NA>``; other kinds of records are skipped.
"""

from __future__ import annotations

from dragoman.formats.nist.records import Record, assemble, bad_line, choose_recording, find_lines, parse_span
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Segment
from dragoman.transcript.ids import place_id

__all__ = ["read"]

_KINDS = frozenset(
    [
        "A/P",
        "CB",
        "EDIT",
        "FILLER",
        "IP",
        "LEXEME",
        "NON-LEX",
        "NON-SPEECH",
        "NOSCORE",
        "NO_RT_METADATA",
        "SEGMENT",
        "SPEAKER",
        "SPKR-INFO",
        "SU",
    ]
)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the turns as segments without text.

    :raises FormatError: for a line that is not RTTM
    """
    turns: list[Record] = []
    for line in find_lines(content, options, most=11):
        if line.fields[0] not in _KINDS:
            raise bad_line(options, line, "is not an RTTM record", "each begins with its kind, such as SPEAKER")
        if line.fields[0] == "SPEAKER":
            turns.append(_checked(options, line))
    recording = choose_recording(options, {line.fields[1] for line in turns})
    segments = [_segment(options, place, line) for place, line in enumerate(turns) if line.fields[1] == recording]
    return Imported(assemble(options, segments))


def _checked(options: ReadOptions, line: Record) -> Record:
    if len(line.fields) < 8:
        raise bad_line(options, line, f"has {len(line.fields)} fields", "a SPEAKER record has nine or ten")
    return line


def _segment(options: ReadOptions, place: int, line: Record) -> Segment:
    span = parse_span(options, line, line.fields[3], length=line.fields[4])
    speaker = line.fields[7]
    return Segment(id=place_id(place), speaker=speaker, span=span)
