"""Finds translations under the wrong original: two that are swapped, and runs that are shifted by one passage.

Two passages are reported if each translation fits the other's original much better than its own. Short passages
("Yes.") fit anywhere and are never reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, find_translated, place_of
from dragoman.checks.coverage.fit import Traits, fit, make_traits
from dragoman.checks.coverage.measure import LengthModel, make_length_model
from dragoman.problems import Problem

__all__ = ["check"]

_SWAPPED = 2.0
_SLIPPED = 6.0
_LEAST_RUN = 3
_REACH = 3

_Sides = list[tuple[Traits, Traits]]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for swaps of passages up to three apart, and for shifted runs of three passages or more."""
    pairs = list(find_translated(bitext))
    lengths = make_length_model(pairs)
    sides = [make_traits(pair) for pair in pairs]
    own = [fit(source, target, lengths) for source, target in sides]
    slipped = _find_slips(sides, own, lengths)
    for first, last in slipped:
        message = "from here to {segment}, translations fit the originals of their neighbours"
        yield Problem.of(
            "translations-slipped", "error", message, place_of(pairs[first]), segment=pairs[last].segment.id
        )
    inside = {place for first, last in slipped for place in range(first, last + 1)}
    yield from _find_swaps(pairs, sides, own, lengths, inside)


def _find_slips(sides: _Sides, own: list[float], lengths: LengthModel) -> list[tuple[int, int]]:
    found = []
    for step in (1, -1):
        run: list[tuple[int, float]] = []
        for place in range(len(sides) + 1):
            other = place + step
            gain = -1.0
            if place < len(sides) and 0 <= other < len(sides):
                gain = fit(sides[other][0], sides[place][1], lengths) - own[place]
            if gain > 0:
                run.append((place, gain))
                continue
            if len(run) >= _LEAST_RUN and sum(gain for _, gain in run) > _SLIPPED:
                found.append((run[0][0], run[-1][0]))
            run = []
    return found


def _find_swaps(
    pairs: list[Pair], sides: _Sides, own: list[float], lengths: LengthModel, inside: set[int]
) -> Iterator[Problem]:
    reported: set[int] = set()
    for place in range(len(pairs)):
        for other in range(place + 1, min(place + _REACH + 1, len(pairs))):
            if {place, other} & (reported | inside):
                continue
            gain = fit(sides[place][0], sides[other][1], lengths) + fit(sides[other][0], sides[place][1], lengths)
            if gain - own[place] - own[other] > _SWAPPED:
                reported |= {place, other}
                message = "this translation and that of {segment} seem to be swapped"
                yield Problem.of(
                    "translations-swapped", "error", message, place_of(pairs[place]), segment=pairs[other].segment.id
                )
