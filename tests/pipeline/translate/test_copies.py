"""Originals that come back as translations, and names that are the same in both languages."""

from __future__ import annotations

import pytest

from dragoman.notation import parse_text
from dragoman.pipeline.translate import copies


def is_copied(original: str, answer: str, source: str | None, target: str) -> bool:
    return copies.is_copied(parse_text(original)[0], parse_text(answer)[0], source, target)


@pytest.mark.parametrize(
    "original", ["¿Y antes?", "Sí, señor.", "Unas trescientas barras.", "Antes, más: 500 barras. [laughs]", "bueno"]
)
def test_a_copy_of_ordinary_words_is_one_however_short(original: str) -> None:
    assert is_copied(original, original, "es", "en")


def test_a_copy_with_other_capitals_and_stops_is_one() -> None:
    assert is_copied("¿Y antes?", "y ANTES", "es", "en")


@pytest.mark.parametrize(
    "original", ["No.", "Ana Ruiz.", "Osama bin Laden.", "Radio Sur", "500", "Juan del Río", "[laughs]", "محمد رضا"]
)
def test_names_and_figures_are_the_same_in_both_languages(original: str) -> None:
    assert not is_copied(original, original, "es", "en")


def test_words_in_another_language_may_stay() -> None:
    assert not is_copied("[in English: human rights] [laughs]", "[in English: human rights] [laughs]", "es", "en")


def test_a_translation_is_no_copy() -> None:
    assert not is_copied("¿Y antes?", "And before?", "es", "en")


@pytest.mark.parametrize(("source", "target"), [("es", "gl"), ("nb", "da"), ("en", "en-GB"), (None, "en")])
def test_near_languages_may_say_the_same(source: str | None, target: str) -> None:
    assert not is_copied("para comer", "para comer", source, target)
