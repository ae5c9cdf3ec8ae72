"""Finds words that are repeated many times, a typical failure of speech models and translators."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.language.loops import find_loops, find_repeated_part
from dragoman.problems import Problem

__all__ = ["check"]

_LEAST_WORDS = 3
_LEAST_TIMES = 3


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for loops inside a passage, and for the same passage three times in a row or more."""
    run: list[Pair] = []
    for pair in bitext.pairs:
        yield from _find_loop(pair)
        if run and pair.source.words != run[-1].source.words:
            yield from _report_run(run)
            run = []
        if len(pair.source.words) >= _LEAST_WORDS:
            run.append(pair)
    yield from _report_run(run)


def _find_loop(pair: Pair) -> Iterator[Problem]:
    """At most one problem: if the original loops, the translation's loop is only its consequence."""
    for name, words in (("original", pair.source.words), ("translation", pair.target.words)):
        if part := find_repeated_part(words):
            message = "the {side} says “{words}” {times} times inside a word"
            yield Problem.of(
                "repeated-words", "warning", message, place_of(pair), side=name, words=part[0], times=part[1]
            )
            return
        if len(set(words)) * 2 < len(words) or len(words) >= 9:
            loops = find_loops(words)
            if loops:
                message = "the {side} says “{words}” {times} times in a row"
                said, times = shorten(" ".join(loops[0].words)), loops[0].times
                yield Problem.of(
                    "repeated-words", "warning", message, place_of(pair), side=name, words=said, times=times
                )
                return


def _report_run(run: list[Pair]) -> Iterator[Problem]:
    if len(run) >= _LEAST_TIMES:
        message = "{count} passages in a row say “{words}”"
        yield Problem.of(
            "repeated-passage", "warning", message, place_of(run[0]), count=len(run), words=shorten(run[0].source.said)
        )
