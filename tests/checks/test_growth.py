"""Texts made to be slow take the checks, and the table of figures, no more time than in proportion to their size."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dragoman.checks import find_problems
from dragoman.press.figures import find_figures
from dragoman.transcript.document import Recording, Segment, Transcript

# What a quadratic reader takes for twice the text is four times as long.
GROWTH = 2.6


def other_numbers(count: int) -> Transcript:
    """A passage with numbers that its translation does not have."""
    source, target = (", ".join(str(first + place) for place in range(count)) for first in (10_000, 50_000))
    return passage(source, target)


def same_numbers(count: int) -> Transcript:
    return passage("1,2 " * count, "1,2 " * count)


def brackets(count: int) -> Transcript:
    return passage("a] " * count * 8, "b] " * count * 8)


def passage(source: str, target: str) -> Transcript:
    segment = Segment(id="s00000001", source=(source,), target=(target,))
    return Transcript(recording=Recording(languages=("es",)), segments=(segment,), target_language="en")


def least(work: Callable[[], object]) -> float:
    """The least processor time of three runs, in seconds."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("make", [other_numbers, same_numbers, brackets])
def test_twice_the_text_takes_about_twice_the_time(make: Callable[[int], Transcript]) -> None:
    for work in (find_problems, lambda document: find_figures(document, {})):
        small, large = make(500), make(1000)
        assert any(least(lambda: work(large)) <= GROWTH * least(lambda: work(small)) + 0.01 for _ in range(3))  # noqa: B023
