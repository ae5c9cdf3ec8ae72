"""Amounts that a text states without a number, and words that only seem to."""

import pytest

from dragoman.language.quantities.implied import is_implied
from dragoman.language.quantities.text_quantities import find_quantities


def implied(stated: str, language: str, text: str, other: str) -> bool:
    """Whether ``text`` may state without a number the one quantity of ``stated``."""
    (quantity,) = find_quantities(stated, language)
    return is_implied(quantity, text, other, find_quantities(text, other))


@pytest.mark.parametrize(
    ("stated", "language", "text", "other"),
    [
        ("three months", "en", "un trimestre después", "es"),
        ("three months", "en", "nach einem Quartal", "de"),
        ("six months", "en", "полугодие", "ru"),
        ("five years", "en", "un lustro fa", "it"),
        ("ten years", "en", "una década", "es"),
        ("two weeks", "en", "a fortnight", "en"),
    ],
)
def test_a_noun_may_hold_an_amount(stated: str, language: str, text: str, other: str) -> None:
    assert implied(stated, language, text, other)


@pytest.mark.parametrize(
    ("stated", "language", "text", "other"),
    [
        ("a dozen eggs", "en", "meia dúzia de ovos", "pt"),
        ("a hundred years", "en", "en el siglo XX", "es"),
        ("three months", "en", "un semestre después", "es"),
        ("60 minutes", "en", "الساعة الثالثة", "ar"),
    ],
)
def test_a_noun_in_another_quantity_holds_none(stated: str, language: str, text: str, other: str) -> None:
    assert not implied(stated, language, text, other)
