"""What NIST's line formats (RTTM, STM, CTM) share: one record per line, with fields separated by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.errors import Fix, FormatError
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import with_unique_ids
from dragoman.transcript.span import Span, parse_clock

__all__ = ["Record", "assemble", "bad_line", "choose_recording", "find_lines", "parse_span"]

_MOST_BYTES = 16 * 1024 * 1024
_MOST_SECONDS = 10_000_000
_SECONDS = re.compile(r"(\d{1,8})(?:\.(\d*))?", re.ASCII)


class Record(msgspec.Struct, frozen=True):
    """A record: its 1-based number in the file, and its fields."""

    number: int
    fields: tuple[str, ...]


def find_lines(content: bytes, options: ReadOptions, *, most: int) -> Iterator[Record]:
    """The records of a file, without comments and empty lines; at most ``most`` fields, the last of which has the rest.

    :raises FormatError: if the file is too large or is not UTF-8
    """
    if len(content) > _MOST_BYTES:
        raise FormatError(options.path, "is larger than 16 MiB", "give only the part to be read")
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        try:
            text = raw.decode().strip()
        except UnicodeDecodeError:
            raise FormatError(options.path, "is not UTF-8", "save it as UTF-8", line=number) from None
        if text and not text.startswith(";;"):
            yield Record(number, tuple(text.split(maxsplit=most - 1)))


def bad_line(options: ReadOptions, line: Record, fault: str, fix: str | None = None) -> FormatError:
    """The error for a record that cannot be read."""
    return FormatError(options.path, fault, fix, line=line.number)


def parse_span(options: ReadOptions, line: Record, start: str, *, end: str | None = None, length: str = "0") -> Span:
    """A span from its start and its end, or its start and its length, all in seconds.

    :raises FormatError: if one is not a number of seconds, or the end is before the start
    """
    begin = _parse_seconds(options, line, start)
    finish = begin + _parse_seconds(options, line, length) if end is None else _parse_seconds(options, line, end)
    if finish < begin:
        raise bad_line(options, line, f"ends at {end}, before its start at {start}")
    return Span(begin, finish)


def choose_recording(options: ReadOptions, names: set[str]) -> str | None:
    """The only recording of the file, or the requested one; ``None`` for an empty file.

    :raises FormatError: if there are several and none was requested, or the requested one is missing
    """
    shown = ", ".join(sorted(names)[:5]) + (" …" if len(names) > 5 else "")
    if options.recording is None and len(names) > 1:
        fix = Fix("name one", options={"recording": None})
        raise FormatError(options.path, f"contains several recordings ({shown})", fix)
    if options.recording is not None and options.recording not in names:
        raise FormatError(
            options.path, f"contains no recording {options.recording}", f"it has {shown}" if names else None
        )
    return options.recording or next(iter(names), None)


def assemble(options: ReadOptions, segments: list[Segment]) -> Transcript:
    """A document of these segments in order of time, with their speakers in the order in which they speak."""
    # Among hundreds of thousands of segments, two may get the same id.
    ordered = with_unique_ids(sorted(segments, key=lambda segment: segment.span.start if segment.span else 0))
    ids = dict.fromkeys(segment.speaker for segment in ordered if segment.speaker is not None)
    return Transcript(
        recording=Recording(languages=(options.language,)) if options.language else None,
        speakers=tuple(Speaker(id=id_, label=id_) for id_ in ids),
        segments=ordered,
    )


def _parse_seconds(options: ReadOptions, line: Record, text: str) -> int:
    match = _SECONDS.fullmatch(text)
    if match is None or int(match[1]) > _MOST_SECONDS:
        raise bad_line(options, line, f"{text[:40]} is not a time in seconds", "write it like 12.34")
    whole, fraction = match.groups()
    # Times are as programs print them, with any number of digits.
    return int(whole) * 1000 + parse_clock("0." + (fraction or "0")[:9])
