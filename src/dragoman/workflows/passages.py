"""Find passages by id or time span, or all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import FolderError
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.span import Span, format_clock

__all__ = ["ALL", "find_passages", "find_within"]

ALL = "all"

# Nobody types milliseconds: passages that exceed the span by this much (ms) at either end are included.
_SLACK = 500


def find_passages(path: Path, transcript: Transcript, wanted: str | Span) -> tuple[Segment, ...]:
    """The passages meant, without withdrawn ones.

    :param path: of the interview, for the error
    :param wanted: an id, a span, or ``ALL``
    :raises FolderError: if there are none
    """
    if isinstance(wanted, Span):
        named = "-".join(format_clock(end) for end in (wanted.start, wanted.end or 0))
        found = tuple(find_within(transcript, wanted))
    else:
        named = wanted
        live = (segment for segment in transcript.segments if segment.withdrawn is None)
        found = tuple(s for s in live if wanted == ALL or (is_segment_id(wanted) and s.id == wanted))
    if not found:
        raise FolderError(path, f"has no passage for {named}", "the interview's page shows ids and times")
    return found


def find_within(transcript: Transcript, stretch: Span) -> Iterator[Segment]:
    """The passages within a span, with half a second of tolerance."""
    first, last = stretch.start - _SLACK, (stretch.end or 0) + _SLACK
    for segment in transcript.segments:
        if segment.span is None or segment.span.end is None or segment.withdrawn is not None:
            continue
        if first <= segment.span.start and segment.span.end <= last:
            yield segment
