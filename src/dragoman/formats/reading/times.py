"""Times in files: parsed, or reported if unreadable; lines with two times normalized.

The meaning of a single time is defined in :mod:`dragoman.transcript.span`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.span import as_time, guess_frame_rate, parse_time, plain_time

__all__ = ["ARROW", "CLOCK", "UNSEEN", "find_frame_rate", "read_time", "report_unreadable", "with_plain_times"]

# Direction marks and other invisible characters.
UNSEEN = "\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
# The separator of two times: one to five dashes of any kind and an angle bracket, or an arrow.
ARROW = r"(?:[-‐-―−=]{1,5} ?>|[→⇒➔])"
# A time with at least one colon in text: digits of any script, decimals, frames.
CLOCK = r"\d{1,4}(?:[:;：]\d{1,2}){1,2}(?:[.,٫:;]\d{1,3})?"

_SIGNS = rf"[{UNSEEN} \t]"
_SIGN = rf"[\d:;.,：；．，٫،{UNSEEN} \t]"
_LINE = re.compile(
    rf"^(?P<before>{_SIGNS}*)(?P<start>\d{_SIGN}{{2,48}}?){_SIGNS}*(?P<arrow>{ARROW}){_SIGNS}*"
    rf"(?P<end>\d{_SIGN}{{2,48}}?)(?P<rest>{_SIGNS}*|[ \t]{_SIGNS}*[A-Za-z].*)$",
    re.MULTILINE,
)
_SHORT = re.compile(r"\d{1,4}(?:[:;]\d{1,3}){1,3}(?:[.,]\d{1,9})?", re.ASCII)


def with_plain_times(text: str) -> str:
    """The text with its lines of two times in ASCII: digits, ``-->`` between them, no direction marks.

    Other lines, and the number of lines, stay the same.
    """
    return _LINE.sub(_plain_line, text)


def _plain_line(match: re.Match[str]) -> str:
    start, end = plain_time(match["start"]), plain_time(match["end"])
    if not (_SHORT.fullmatch(start) and _SHORT.fullmatch(end)):
        return match.group()
    if match["arrow"] == "-->" and (start, end) == (match["start"], match["end"]) and match["before"].isascii():
        return match.group()
    rest = match["rest"] if match["rest"].strip(" \t").isascii() else ""
    return f"{start} --> {end}{rest}"


def find_frame_rate(times: Iterable[str], log: ProblemLog, stated: int | None = None) -> int | None:
    """The frame rate of a file's times: as stated, else the lowest possible one, which is reported; ``None`` if no time
    has frames.
    """
    guessed = guess_frame_rate(times)
    if guessed is None or stated is not None:
        return stated
    message = "the times count frames, and the frame rate is not stated; {guessed} per second is assumed"
    log.add(Problem.of("frame-rate-guessed", "warning", message, guessed=guessed))
    return guessed


def read_time(text: str, log: ProblemLog, where: Place, frame_rate: int | None = None) -> int | None:
    """Ms of a time; ``None``, with a problem, if it is unreadable."""
    ms = as_time(text, lambda typed: parse_time(typed, frame_rate))
    if ms is None:
        report_unreadable(text, log, where)
    return ms


def report_unreadable(text: str, log: ProblemLog, where: Place, example: str = "00:12:34.500") -> None:
    """Report that a text is not a time such as the example, so that its passage has none."""
    message = "{words} is not a time such as {example}; the words are kept without it"
    log.add(Problem.of("time-unreadable", "warning", message, where, words=repr(text[:40]), example=example))
