"""Praat's TextGrid, in its long and its short form, in UTF-8, UTF-16 or Latin-1. Read only.

A tier is a speaker, or what its name says: words, a translation, notes. In a text file, Praat only interprets strings,
free-standing numbers, and flags, so both forms can be read in the same way.

Source: www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.errors import FormatError
from dragoman.formats.annotation.tiers import Interval, NamedTier, make_tier_cues
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number, decode
from dragoman.formats.reading.imported_cues import Heading, make_document
from dragoman.problems import ProblemLog
from dragoman.transcript.span import to_ms

__all__ = ["read"]

# Nothing in a string is tried in two ways (``+``): a long one would take a hundred times its size in memory.
_TOKEN = re.compile(r'"((?:[^"]++|"")*+)"|<([^<>\n]{1,40})>|!([^\n]*)|(?<!\S)([-+]?\d[\d.eE+-]{0,40})(?!\S)')
_MOST_TIERS = 1000


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the intervals of all tiers with words as passages in order of time.

    :raises FormatError: if the file is not a TextGrid, ends too early, or holds no words
    """
    decoded = decode(content, options)
    check_number(decoded.text.count('"'), options)
    log = ProblemLog()
    log.add(*decoded.problems)
    tokens = _find_tokens(decoded.text)
    try:
        tiers = _read_tiers(tokens)
    except (StopIteration, _UnlikeTextGridError):
        fault = "is not a readable TextGrid, or ends too early"
        raise FormatError(options.path, fault, "save it with Praat again, as a text file", line=1, column=1) from None
    if not any(tier.intervals for tier in tiers):
        raise FormatError(options.path, "contains no words", "check whether it is the right file", line=1, column=1)
    cues, language = make_tier_cues(tiers, log)
    return make_document(cues, options, log, Heading(other_language=language))


class _UnlikeTextGridError(Exception):
    """The order of the tokens is not a TextGrid's."""


def _find_tokens(text: str) -> Iterator[str | float]:
    """The strings and numbers in order; a flag is a string in angle brackets."""
    for match in _TOKEN.finditer(text):
        if match[1] is not None:
            yield match[1].replace('""', '"')
        elif match[2] is not None:
            yield f"<{match[2]}>"
        elif match[4] is not None:
            yield _number(match[4])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _read_tiers(tokens: Iterator[str | float]) -> list[NamedTier]:
    if _string(tokens) != "ooTextFile" or not _string(tokens).startswith("TextGrid"):
        raise _UnlikeTextGridError
    _float(tokens), _float(tokens)
    if _string(tokens) != "<exists>":
        return []
    return [_read_tier(tokens) for _ in range(_count(tokens, _MOST_TIERS))]


def _read_tier(tokens: Iterator[str | float]) -> NamedTier:
    kind, name = _string(tokens), _string(tokens)
    _float(tokens), _float(tokens)
    intervals: list[Interval] = []
    for _ in range(_count(tokens, 10**7)):
        start = to_ms(max(0.0, _float(tokens)))
        # A point has one time.
        end = to_ms(_float(tokens)) if kind == "IntervalTier" else None
        intervals.append(
            Interval(start, end if end is None or start is None or end >= start else None, _string(tokens))
        )
    return NamedTier(name if kind == "IntervalTier" else f"{name} events", intervals)


def _string(tokens: Iterator[str | float]) -> str:
    token = next(tokens)
    if not isinstance(token, str):
        raise _UnlikeTextGridError
    return token


def _float(tokens: Iterator[str | float]) -> float:
    token = next(tokens)
    if isinstance(token, str):
        raise _UnlikeTextGridError
    return token


def _count(tokens: Iterator[str | float], most: int) -> int:
    number = _float(tokens)
    if not 0 <= number <= most:
        raise _UnlikeTextGridError
    return int(number)
