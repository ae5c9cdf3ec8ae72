"""Times on a page: one time, or two with a dash between them."""

from __future__ import annotations

import re

from dragoman.transcript.span import Span, format_clock, parse_clock

__all__ = ["format_span", "parse_span"]


def parse_span(text: str) -> Span | None:
    """The span of ``1:02:10-1:21:40`` or ``12:34.5``, in digits and dashes of any script; ``None`` for other texts."""
    ascii_digits = "".join(str(int(character)) if character.isdecimal() else character for character in text)
    start, dash, end = re.sub(r"-->|[–—→]", "-", ascii_digits.replace("٫", ".").replace("：", ":")).partition("-")
    try:
        return Span(parse_clock(start), parse_clock(end) if dash else None)
    except ValueError:
        return None


def format_span(span: Span) -> str:
    """``12:34.5-12:40.25``, or the start alone for a span without an end."""
    end = "" if span.end is None else f"-{format_clock(span.end)}"
    return format_clock(span.start) + end
