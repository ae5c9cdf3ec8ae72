"""Numbers in the texts of panels; nothing is heard here."""

from __future__ import annotations

import pytest

from benchmarks.omissions import write_digits
from dragoman.language.folding import words


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
