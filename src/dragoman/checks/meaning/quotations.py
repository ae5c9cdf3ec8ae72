"""Finds quotations that are opened and not closed, so that readers cannot tell whose words follow."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, SideText, place_of
from dragoman.language.folding import primary
from dragoman.problems import Problem

__all__ = ["check"]

_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」"}
_REVERSED = {"»": "«", "„": "“”"}
_FAR = 8


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for quotations that are not closed within the turn; they may continue over several passages of it."""
    for turn in bitext.turns:
        pairs = [bitext.pairs[place] for place in turn]
        yield from _find_open("original", [(pair, pair.source) for pair in pairs])
        yield from _find_open("translation", [(pair, pair.target) for pair in pairs])


def _find_open(name: str, sides: list[tuple[Pair, SideText]]) -> Iterator[Problem]:
    waiting: tuple[Pair, str] | None = None
    for pair, side in sides:
        if waiting is not None and pair.place - waiting[0].place > _FAR:
            yield _open(name, waiting[0])
            waiting = None
        openers = _openers(side)
        for place, character in enumerate(side.said if _has_quotes(side.said) else ""):
            if waiting is not None and character in waiting[1]:
                waiting = None
            elif waiting is None and character in openers:
                waiting = pair, openers[character]
            elif waiting is None and character == '"' and not side.said[place - 1 : place].isdigit():
                waiting = pair, '"'
    if waiting is not None:
        yield _open(name, waiting[0])


def _open(name: str, pair: Pair) -> Problem:
    return Problem.of(
        "quotation-open", "warning", "a quotation of the {side} is opened and not closed", place_of(pair), side=name
    )


def _openers(side: SideText) -> dict[str, str]:
    """Opening mark -> closing marks. German and Danish also use » as the opening mark."""
    first, second = side.said.find("»"), side.said.find("«")
    turned = primary(side.language) in {"de", "da"} and first >= 0 and (second < 0 or first < second)
    return _REVERSED if turned else _PAIRS


def _has_quotes(said: str) -> bool:
    return '"' in said or any(mark in said for mark in "“”«»„「」")
