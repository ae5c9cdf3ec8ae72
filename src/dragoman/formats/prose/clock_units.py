"""Whether times such as ``[01:10]`` are minutes and seconds, or hours and minutes. The whole page tells.

They are minutes and seconds unless that cannot be: nobody says so many words in so short a time, or the stated length
of the recording is far longer than the last time. Then they are hours and minutes if these fit, and otherwise unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span, format_clock
from dragoman.transcript.text import plain

__all__ = ["settle_clocks"]

_LONG_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}:\d{2}(?![\d:])|#\d")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
# Fast speech has four or five words in a second; auctioneers have less than this.
_MOST_WORDS = 8
_FEWEST_WORDS = 60
_FEWEST_TIMES = 3
_LATEST_HOUR = 12
# As minutes and seconds, the times cover less than this share of the stated length; as hours and minutes, more.
_SHORT, _LONG = 0.1, 0.5


def settle_clocks(
    segments: tuple[Segment, ...], texts: Iterable[str], duration: int | None, log: ProblemLog
) -> tuple[Segment, ...]:
    """The passages of a page whose times were read as minutes and seconds, with what they are.

    :param texts: the paragraphs of the page, which say how times are typed
    :param duration: the stated length of the recording in ms
    """
    timed = [place for place, segment in enumerate(segments) if segment.span is not None]
    if len(timed) < _FEWEST_TIMES or not _are_short(texts):
        return segments
    first, last = (segments[place].span for place in (timed[0], timed[-1]))
    if first is None or last is None or last.start <= first.start:
        return segments
    passed = (last.start - first.start) // 1000
    words = sum(_count(segment) for segment in segments[timed[0] : timed[-1]])
    reason = _find_reason(words, passed, last.start, duration)
    if reason is None:
        return segments
    fits = words <= _MOST_WORDS * 60 * passed and (duration is None or last.start * 60 <= duration)
    if fits and last.start < _LATEST_HOUR * 60_000:
        message = "times such as {typed} are read as hours and minutes: {reason}"
        log.add(Problem.of("times-rescaled", "warning", message, typed=_typed(last), reason=reason))
        return tuple(msgspec.structs.replace(segment, span=_scaled(segment.span)) for segment in segments)
    message = "times such as {typed} are left out, for nothing says what they count: {reason}"
    log.add(Problem.of("times-unknown", "warning", message, typed=_typed(last), reason=reason))
    return tuple(msgspec.structs.replace(segment, span=None) for segment in segments)


def _are_short(texts: Iterable[str]) -> bool:
    """Whether all times on a page have two parts, and may be hours and minutes."""
    short = False
    for text in texts:
        if _LONG_CLOCK.search(text):
            return False
        for match in _CLOCK.finditer(text):
            short = True
            if int(match[1]) > _LATEST_HOUR:
                return False
    return short


def _find_reason(words: int, seconds: int, last: int, duration: int | None) -> str | None:
    """Why times cannot be minutes and seconds, if so."""
    if words >= _FEWEST_WORDS and words > _MOST_WORDS * seconds:
        return f"nobody says {words} words in {seconds} seconds"
    if duration is not None and last < _SHORT * duration and _LONG * duration <= last * 60 <= duration:
        return f"the recording is {format_clock(duration, exact=False)} long"
    return None


def _count(segment: Segment) -> int:
    return len(plain(segment.source or segment.target or ()).split())


def _scaled(span: Span | None) -> Span | None:
    return span and Span(span.start * 60, None if span.end is None else span.end * 60)


def _typed(span: Span) -> str:
    minutes, seconds = divmod(span.start // 1000, 60)
    return f"{minutes}:{seconds:02}"
