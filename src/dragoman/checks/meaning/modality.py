"""Finds expressions of doubt ("perhaps") or duty ("must") on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, place_of, shorten
from dragoman.checks.meaning.signs import find_turned
from dragoman.checks.meaning.tables import DOUBT, DUTY
from dragoman.problems import Problem

__all__ = ["check"]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for doubt, and then for duty, on one side only."""
    for what, table in (("doubt", DOUBT), ("duty", DUTY)):
        for pair, how, words in find_turned(bitext, table):
            if how == "lost":
                message = f"the original expresses {what}, the translation does not: “{{words}}”"
                yield Problem.of("modality-lost", "warning", message, place_of(pair), words=shorten(words))
            else:
                message = f"the translation expresses {what}, the original does not: “{{words}}”"
                yield Problem.of("modality-added", "warning", message, place_of(pair), words=shorten(words))
