"""Times in a recording. No other module parses or formats a timestamp.

All times are integer milliseconds from the start of the whole recording, also in an excerpt.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable

import msgspec

__all__ = [
    "LATEST",
    "Span",
    "as_time",
    "format_clock",
    "format_duration",
    "format_seconds",
    "format_timestamp",
    "guess_frame_rate",
    "parse_clock",
    "parse_duration",
    "parse_time",
    "parse_timestamp",
    "plain_time",
    "to_ms",
]

_CLOCK = re.compile(r"(?:(?:(\d{1,4}):(?=\d{1,2}:))?(\d{1,2}|[1-9]\d{2,3}):)?(\d{1,6})(?:[.,](\d{1,9}))?", re.ASCII)

_DURATION = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?", re.ASCII)

# Times of other programs: f4's tenths (``00:00:05-2``), frames (``00:00:05:12``), ``;`` for drop-frame timecode.
_TENTHS = re.compile(r"(\d{1,4}:\d{1,2}:\d{1,2})-(\d{1,3})", re.ASCII)
_FRAMES = re.compile(r"(\d{1,4})[:;](\d{1,2})[:;](\d{1,2})([:;])(\d{1,3})", re.ASCII)
_FRAME_RATES = (25, 30, 50, 60)
# Invisible characters: direction marks, a byte-order mark, joiners.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_SIGNS = str.maketrans({"：": ":", "∶": ":", "；": ";", "．": ".", "，": ",", "٫": ".", "،": ",", "٬": ",", "‚": ","})
_LONGEST = 200
_LOOSE = re.compile(r"\s*([:;.,])\s*")

_TIMESTAMP = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})", re.ASCII)

LATEST = 10_000 * 3_600_000 - 1
"""The last ms that a clock on a page can show: 9999:59:59.999. A later time in a file is an error."""


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the recording: ``start`` and ``end`` in ms, ``end`` not included.

    ``end`` is ``None`` if only the start is known, as on most published pages. A negative start, or an end before the
    start, is a ValueError.
    """

    start: int
    end: int | None = None

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(f"a span cannot start at {self.start} ms, before the recording")
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a span cannot end at {self.end} ms, before its start at {self.start} ms")

    @property
    def duration(self) -> int | None:
        """Length in ms, ``None`` if the end is not known."""
        return None if self.end is None else self.end - self.start

    def overlap(self, other: Span) -> int:
        """Ms that both spans have in common; 0 if they do not overlap or an end is not known."""
        if self.end is None or other.end is None:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def distance(self, other: Span) -> int:
        """Ms between the spans; 0 if they touch or overlap. A span without an end counts as its start only."""
        return max(0, self.start - (other.end or other.start), other.start - (self.end or self.start))


def parse_clock(text: str) -> int:
    """Ms of ``"1:02:10.5"``, ``"12:34"``, ``"105:23"``, ``"754"`` or ``"754,25"`` (seconds if there is no colon).

    :raises ValueError: if the text is not a time, or its minutes or seconds exceed 59 although a larger unit is given
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time such as 12:34.5 or 1:02:10")
    hours, minutes, seconds, fraction = match.groups()
    if (minutes and int(seconds) > 59) or (hours and int(minutes) > 59):
        raise ValueError(f"{text!r} has more than 59 minutes or seconds beside a larger unit")
    ms = int((fraction or "0").ljust(3, "0")[:3])
    return ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)) * 1000 + ms


def plain_time(text: str) -> str:
    """The text of a time in ASCII: digits of any script as 0 to 9, no direction marks, no spaces around signs."""
    text = text.strip()
    if len(text) > _LONGEST:
        return text  # no time is that long
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_SIGNS)
        text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return _LOOSE.sub(r"\1", text.strip())


def parse_time(text: str, frame_rate: int | None = None) -> int:
    """Ms of a time as any program writes it.

    It accepts what :func:`parse_clock` does, digits of any script, direction marks, brackets, f4's ``#00:00:05-2#``,
    and frames (``00:00:05:12``, ``00;00;05;12``). Three digits after the seconds are ms (``00:00:05:120``).

    :param frame_rate: frames a second; if it is not known, a time with frames is truncated to whole seconds
    :raises ValueError: if the text is not a time
    """
    bare = plain_time(text).strip("[](){}#<> ")
    tenths = _TENTHS.fullmatch(bare)
    if tenths:
        return parse_clock(f"{tenths[1]}.{tenths[2]}")
    frames = _FRAMES.fullmatch(bare)
    if frames is None:
        return parse_clock(bare)
    whole, count = parse_clock(":".join(frames.groups()[:3])), int(frames[5])
    if len(frames[5]) == 3:
        return whole + count
    if frame_rate is not None and count >= frame_rate:
        raise ValueError(f"{text!r} has more than {frame_rate} frames in a second")
    return whole + (round(count * 1000 / frame_rate) if frame_rate else 0)


def as_time(text: str, parse: Callable[[str], int] = parse_time) -> int | None:
    """Ms of a time as ``parse`` reads it; ``None`` if the text is not a time."""
    try:
        return parse(text)
    except ValueError:
        return None


def to_ms(seconds: float | None) -> int | None:
    """Seconds as integer ms; ``None`` if the number is not between 0 and :data:`LATEST`."""
    if seconds is None or not math.isfinite(seconds) or not 0 <= seconds * 1000 <= LATEST:
        return None
    return round(seconds * 1000)


def guess_frame_rate(times: Iterable[str]) -> int | None:
    """The lowest of the rates 25, 30, 50 and 60 frames a second that fits all times with frames.

    ``None`` if no time has frames, or no rate fits. Times with ``;`` before the frames are drop-frame timecode
    (SMPTE 12M), at 30 or 60.
    """
    highest, least = -1, 25
    for time in times:
        frames = _FRAMES.fullmatch(plain_time(time)) if ":" in time or ";" in time or not time.isascii() else None
        if frames and len(frames[5]) < 3:
            highest = max(highest, int(frames[5]))
            least = 30 if frames[4] == ";" else least
    rates = (rate for rate in _FRAME_RATES if rate > highest and rate >= least)
    return next(rates, None) if highest >= 0 else None


def parse_timestamp(text: str) -> int:
    """Ms of the fixed-width time of subtitle files, with hours (``"00:12:34.500"``) or without.

    :raises ValueError: if the text has another form
    """
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a time such as 00:12:34.500")
    hours, minutes, seconds, ms = match.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(ms)


def format_clock(ms: int, *, exact: bool = True) -> str:
    """``12:34.5`` or ``1:02:10``: at least minutes and seconds, and no more decimals than needed.

    :param exact: ``False`` truncates to whole seconds, as on a page
    """
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{clock}.{rest:03}".rstrip("0") if exact and rest else clock


def format_duration(ms: int) -> str:
    """The ISO 8601 duration for HTML's ``<time>`` and TEI's ``@dur``: ``PT12M34.5S``."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    whole = f"{seconds}.{rest:03}".rstrip("0") if rest else str(seconds)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{whole}S"


def parse_duration(text: str) -> int:
    """Ms of a duration as :func:`format_duration` writes it.

    :raises ValueError: if the text has another form
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise ValueError(f"{text!r} is not a duration such as PT12M34.5S")
    hours, minutes, seconds = match.groups()
    return (int(hours or 0) * 60 + int(minutes or 0)) * 60_000 + parse_clock(seconds or "0")


def format_seconds(ms: int) -> str:
    """Seconds for media fragments (``#t=12.48``) and scripts, with no more decimals than needed."""
    whole, rest = divmod(ms, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def format_timestamp(ms: int, decimal: str = ".") -> str:
    """The fixed-width time of subtitle files: ``00:12:34.500``. SubRip needs ``","`` as ``decimal``."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{decimal}{rest:03}"
