"""The same words again and again: how speech models and translators write where they have lost their way."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.language.loops import find_loops
from dragoman.problems import Problem

__all__ = ["check"]

_LEAST_WORDS = 3
_LEAST_TIMES = 3


def check(bitext: Bitext) -> Iterator[Problem]:
    """Loops inside a passage, and passages that are the same three times in a row or more."""
    run: list[Pair] = []
    for pair in bitext.pairs:
        loop = _find_loop(pair)
        if loop:
            yield Problem("repeated-words", "warning", loop, place_of(pair))
        if run and pair.source.words != run[-1].source.words:
            yield from _report_run(run)
            run = []
        if len(pair.source.words) >= _LEAST_WORDS:
            run.append(pair)
    yield from _report_run(run)


def _find_loop(pair: Pair) -> str | None:
    """Where the original has one, the translation's is its echo."""
    for name, words in (("original", pair.source.words), ("translation", pair.target.words)):
        if len(set(words)) * 2 < len(words) or len(words) >= 9:
            loops = find_loops(words)
            if loops:
                return f"the {name} says “{shorten(' '.join(loops[0].words))}” {loops[0].times} times in a row"
    return None


def _report_run(run: list[Pair]) -> Iterator[Problem]:
    if len(run) >= _LEAST_TIMES:
        message = f"{len(run)} passages in a row say “{shorten(run[0].source.said)}”"
        yield Problem("repeated-passage", "warning", message, place_of(run[0]))
