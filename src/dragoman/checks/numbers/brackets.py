"""Finds figures near a bracket without a counterpart: it is not clear whether they were said or supplied.

Balanced brackets became marks when the page was read; brackets in the plain text are unbalanced, or were escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, place_of, shorten
from dragoman.problems import Problem

__all__ = ["check"]

_PAIRS = {")": "(", "]": "[", "）": "（", "］": "［"}
_REACH = 40


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for unbalanced brackets with a figure near them, one for each side of a passage."""
    for pair in bitext.pairs:
        for name, said in (("the original", pair.source.said), ("the translation", pair.target.said)):
            near = next((near for near in _find_near(said) if any(map(str.isdigit, near))), None)
            if near is not None:
                yield Problem.of(
                    "number-at-bracket",
                    "error",
                    "{side} has a figure beside a bracket without its counterpart: “{words}”",
                    place_of(pair),
                    side=name,
                    words=shorten(near),
                )


def _find_near(said: str) -> Iterator[str]:
    """The possible content of each unbalanced bracket: the text after an opening one, or before a closing one."""
    if not any(bracket in said for bracket in "()[]（）［］"):
        return
    waiting: list[int] = []
    for place, character in enumerate(said):
        if character in _PAIRS.values():
            waiting.append(place)
        elif character in _PAIRS:
            if waiting and said[waiting[-1]] == _PAIRS[character]:
                waiting.pop()
            elif not _is_item(said, place):
                yield said[max(0, place - _REACH) : place + 1]
    for place in waiting:
        yield said[place : place + _REACH]


def _is_item(said: str, place: int) -> bool:
    """Whether a closing bracket belongs to the number of an item, as in "1) … 2) …"."""
    words = said[max(0, place - 3) : place].rsplit(None, 1)
    return bool(words) and len(words[-1]) <= 2 and words[-1].isalnum()
