"""Cuts a passage into parts for a model that was trained on single sentences; nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from dragoman.language.folding import primary
from dragoman.language.sentences import CLAUSE_ENDS, find_ends

__all__ = ["cut_sentences", "find_separator", "shorten"]

# Languages that put no space between sentences.
_UNSPACED = frozenset(("zh", "yue", "ja", "th", "lo", "km", "my", "bo"))


def cut_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage, in order, without the space around them."""
    places = [0, *find_ends(text), len(text)]
    return tuple(piece for start, end in pairwise(places) if (piece := text[start:end].strip()))


def shorten(sentence: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """A sentence in parts for which ``fits`` is true, cut near the middle: after a clause if possible, else a word."""
    middle = None if fits(sentence) else _find_middle(sentence)
    if middle is None:
        return (sentence,)
    return (*shorten(sentence[:middle].strip(), fits), *shorten(sentence[middle:].strip(), fits))


def find_separator(tag: str) -> str:
    """The separator between two sentences in a language: a space, or nothing."""
    return "" if primary(tag) in _UNSPACED else " "


def _find_middle(text: str) -> int | None:
    half = len(text) // 2
    words = [match.start() for match in re.finditer(r"\s+", text)]
    clauses = [place for place in words if text[place - 1] in CLAUSE_ENDS and abs(place - half) < len(text) * 0.3]
    return min(clauses or words, key=lambda place: abs(place - half), default=half or None)
