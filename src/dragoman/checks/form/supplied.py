"""Finds many supplied words: whole sentences, long insertions, or a large share of the translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.language.sentences import ends_with_stop
from dragoman.problems import Problem
from dragoman.transcript.text import Supplied, find_marks, plain

__all__ = ["check"]

_LONG = 12
_SHARE = 0.15
_LEAST_WORDS = 100


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for supplied sentences and long insertions, and for a large share of supplied words in the document."""
    supplied = said = 0
    for pair in bitext.pairs:
        said += len(pair.target.words)
        for words in _find_supplied(pair):
            count = len(words.split())
            supplied += count
            if count > 1 and ends_with_stop(words):
                message = "a whole sentence is supplied: “{words}”"
                yield Problem.of("supplied-sentence", "note", message, place_of(pair), words=shorten(words))
            elif count > _LONG:
                message = "{count} words in a row are supplied: “{words}”"
                yield Problem.of("supplied-long", "note", message, place_of(pair), count=count, words=shorten(words))
    if said >= _LEAST_WORDS and supplied > _SHARE * (said + supplied):
        share = round(100 * supplied / (said + supplied))
        yield Problem.of("supplied-share", "note", "{share} % of the translation's words are supplied", share=share)


def _find_supplied(pair: Pair) -> Iterator[str]:
    for mark in find_marks(pair.target.text or ()):
        if isinstance(mark, Supplied):
            yield plain(mark.content).strip()
