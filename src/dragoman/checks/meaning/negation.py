"""Finds negations on one side only. They reverse the meaning, and are easy to overlook."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, place_of, shorten
from dragoman.checks.meaning.signs import find_turned
from dragoman.checks.meaning.tables import NEGATION, has_sure
from dragoman.language.folding import fold, primary
from dragoman.problems import Problem
from dragoman.transcript.text import Gloss, Supplied, find_marks, plain

__all__ = ["check"]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for negations on one side only, and for negations in supplied words and glosses."""
    for pair, how, words in find_turned(bitext, NEGATION, counted=True):
        if how == "lost":
            message = "the original negates, the translation does not: “{words}”"
            yield Problem.of("negation-lost", "warning", message, place_of(pair), words=shorten(words))
        else:
            message = "the translation negates, the original does not: “{words}”"
            yield Problem.of("negation-added", "warning", message, place_of(pair), words=shorten(words))
    for pair in bitext.pairs:
        signs = NEGATION.get(primary(pair.target.language))
        for mark in find_marks(pair.target.text or ()) if signs else ():
            if isinstance(mark, Supplied | Gloss) and signs:
                words = plain(mark.content)
                if has_sure(signs, fold(words, pair.target.language)):
                    message = "“{words}” negates, and the translator supplied it"
                    yield Problem.of("negation-supplied", "note", message, place_of(pair), words=shorten(words))
