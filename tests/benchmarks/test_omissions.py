"""Runs of words that are left out; nothing is heard here."""

from __future__ import annotations

import pytest

from benchmarks.omissions import find_runs, write_digits
from dragoman.language.folding import words

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
    assert find_runs(TRUTH, heard, gaps, language="es") == (unmarked, marked)


@pytest.mark.parametrize(("gap", "marked"), [(0, True), (2, True), (3, False)])
def test_a_run_of_the_same_words_may_be_left_out_at_any_place_of_it(gap: int, marked: bool) -> None:
    unmarked = find_runs("si si si si si no", "si si no", (gap,), language="es")[0]
    assert unmarked == (() if marked else (3,))


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("ru", "Один два, нет, три", ["1", "2", "нет", "3"]),
        ("es", "cero, uno y 25", ["0", "1", "y", "25"]),
        ("en", "in May 1999", ["in", "may", "1999"]),
    ],
)
def test_plain_numbers_are_written_in_digits(language: str, text: str, written: list[str]) -> None:
    assert list(words(write_digits(text, language), language)) == written
