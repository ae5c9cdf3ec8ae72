"""Lists numbers in supplied words and glosses, which nobody said."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.language.quantities.text_quantities import find_quantities
from dragoman.problems import Problem
from dragoman.transcript.text import Gloss, Supplied, find_marks, plain

__all__ = ["check"]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for supplied words and glosses of the translation that contain a number."""
    for pair in bitext.pairs:
        for words in _find_added(pair):
            # "One" and "the first" are weak: they may be ordinary words.
            if any(not quantity.weak for quantity in find_quantities(words, pair.target.language)):
                yield Problem.of(
                    "number-supplied",
                    "note",
                    "“{words}” contains a figure that the translator supplied",
                    place_of(pair),
                    words=shorten(words),
                )


def _find_added(pair: Pair) -> Iterator[str]:
    for mark in find_marks(pair.target.text or ()):
        if isinstance(mark, Supplied | Gloss):
            yield plain(mark.content)
