"""Runs of words that are left out; nothing is heard here."""

from __future__ import annotations

import pytest

from benchmarks.omissions import find_runs

TRUTH = "uno dos tres cuatro cinco seis siete"


@pytest.mark.parametrize(
    ("heard", "gaps", "unmarked", "marked"),
    [
        ("uno dos tres cuatro cinco seis siete", (), (), ()),
        ("uno siete", (), (5,), ()),
        ("uno siete", (1,), (), (5,)),
        ("uno siete", (0,), (5,), ()),
        ("uno dos tres cuatro cinco", (), (), ()),
        ("", (0,), (), (7,)),
    ],
)
def test_runs_of_three_words_are_counted(
    heard: str, gaps: tuple[int, ...], unmarked: tuple[int, ...], marked: tuple[int, ...]
) -> None:
    assert find_runs(TRUTH, heard, "es", gaps) == (unmarked, marked)
