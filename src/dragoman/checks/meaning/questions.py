"""Finds questions that became statements, and statements that became questions, by their question marks."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, SideText, find_translated, place_of
from dragoman.language.sentences import has_question
from dragoman.problems import Problem

__all__ = ["check"]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for passages without gaps, if questions are marked on both sides of the document."""
    pairs = list(find_translated(bitext))
    sources = sum(_asks(pair.source) for pair in pairs)
    targets = sum(_asks(pair.target) for pair in pairs)
    for pair in pairs:
        asked, asks = _asks(pair.source), _asks(pair.target)
        if asked and not asks and targets and not pair.target.gaps:
            yield Problem("question-lost", "warning", "the original asks, the translation does not", place_of(pair))
        elif asks and not asked and sources * 2 >= targets and not pair.source.gaps:
            yield Problem("question-added", "warning", "the translation asks, the original does not", place_of(pair))


def _asks(side: SideText) -> bool:
    return has_question(side.said, side.language)
