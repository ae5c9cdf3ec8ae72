"""Finds words of both directions in one text that a screen shows in another order than they are read.

In a text from left to right, a figure after a word from right to left is shown before that word (rules W2 and N1 of
the Unicode bidirectional algorithm). In a text from right to left, a Latin word and a figure after it, with a comma
between them, become one run from left to right (W7 and N1), so that the figure comes first; the same happens to Latin
words with an Arabic comma between them. It does not happen to Arabic figures, but it does to Persian ones. Words in a
mark are isolated on the page; plain words are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, SideText, place_of, shorten
from dragoman.language.direction import direction
from dragoman.problems import Problem

__all__ = ["check"]

_RTL = "\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_BEFORE_FIGURE = re.compile(rf"(?<![{_RTL}])[{_RTL}]+[^\w{_RTL}]{{1,12}}\d[\d.,:/-]*")
_LATIN = "A-Za-z\u00c0-\u024f"
_FIGURE = "0-9\u06f0-\u06f9"
_JOINED = re.compile(
    rf"(?<![{_LATIN}])[{_LATIN}]+ {{0,2}}(?:[\u060c\u061b] {{0,2}}[{_LATIN}{_FIGURE}]+|[,;:–—] {{0,2}}[{_FIGURE}]+)"
)
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_CLOSING = "\u202c\u2069"


_UNCLOSED = "a direction mark is never closed"


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each side of a passage."""
    for pair in bitext.pairs:
        for name, side in (("original", pair.source), ("translation", pair.target)):
            words = _find_words(side)
            if words is not None:
                yield Problem.of(
                    "mixed-direction",
                    "warning",
                    f"the {{side}} will show out of order: {'“{words}”' if words else _UNCLOSED}",
                    place_of(pair),
                    side=name,
                    words=words,
                )


def _find_words(side: SideText) -> str | None:
    """The words that are shown out of order; empty if a direction mark is never closed; or ``None``."""
    if side.said.isascii():
        return None
    plain = [inline for inline in side.text or () if isinstance(inline, str)]
    if any(_unbalanced(string) for string in plain):
        return ""
    runs = {"ltr": _BEFORE_FIGURE, "rtl": _JOINED}[direction(side.language)]
    found = next(filter(None, map(runs.search, plain)), None) if side.language != "und" else None
    return shorten(found.group()) if found else None


def _unbalanced(string: str) -> bool:
    return sum(map(string.count, _OPENING)) != sum(map(string.count, _CLOSING))
