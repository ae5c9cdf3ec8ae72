"""Words of both directions in one text, which a screen will show in another order than they are read.

In a text from left to right, a figure behind a word from right to left is shown before that word (rules W2 and N1 of
the Unicode bidirectional algorithm). Words in a mark are isolated on the page; plain ones are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Side, place_of, shorten
from dragoman.language.direction import direction
from dragoman.problems import Problem

__all__ = ["check"]

_RTL = "\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_BEFORE_FIGURE = re.compile(rf"[{_RTL}]+[^\w{_RTL}]{{1,12}}\d[\d.,:/-]*")
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_CLOSING = "\u202c\u2069"


def check(bitext: Bitext) -> Iterator[Problem]:
    """One problem a side at most."""
    for pair in bitext.pairs:
        for name, side in (("original", pair.source), ("translation", pair.target)):
            fault = _find_fault(side)
            if fault:
                yield Problem(
                    "mixed-direction", "warning", f"the {name} will show out of order: {fault}", place_of(pair)
                )


def _find_fault(side: Side) -> str | None:
    if side.said.isascii():
        return None
    plain = [inline for inline in side.text or () if isinstance(inline, str)]
    if any(_unbalanced(string) for string in plain):
        return "a mark that turns the direction is never closed"
    if direction(side.language) == "ltr" and side.language != "und":
        for string in plain:
            found = _BEFORE_FIGURE.search(string)
            if found:
                return f"“{shorten(found.group())}”"
    return None


def _unbalanced(string: str) -> bool:
    return sum(map(string.count, _OPENING)) != sum(map(string.count, _CLOSING))
