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


@pytest.mark.parametrize(
    ("stated", "language", "text", "other"),
    [
        ("one house", "en", "una casa", "es"),
        ("two men", "en", "جاء رجلان", "ar"),
        ("two eyes", "en", "עיניים", "he"),
        ("two of them", "en", "هر دو آمدند", "fa"),
        ("two of them", "en", "ambos vinieron", "es"),
        ("two of them", "en", "обе пришли", "ru"),
        ("two of them", "en", "beide kamen", "de"),
        ("ten years", "en", "in einem Jahrzehnt", "de"),
        ("a hundred years", "en", "در یک قرن", "fa"),
        ("fifty years", "en", "יובל", "he"),
        ("twelve eggs", "en", "une douzaine d'œufs", "fr"),
        ("three months", "en", "un trimestre", "fr"),
        ("two or three days", "en", "چند روز", "fa"),
        ("two or three days", "en", "birkaç gün", "tr"),
        ("three or four times", "en", "несколько раз", "ru"),
        ("two or three", "en", "unos pocos", "es"),
    ],
)
def test_a_text_may_state_an_amount_without_a_number(stated: str, language: str, text: str, other: str) -> None:
    assert implied(stated, language, text, other)


@pytest.mark.parametrize(
    ("stated", "language", "text", "other"),
    [
        ("three men", "en", "جاء رجلان", "ar"),
        ("2 men", "en", "beide kamen", "de"),
        ("twenty or thirty", "en", "چند نفر", "fa"),
        ("ten percent", "en", "una década", "es"),
        ("ten years", "en", "un siglo", "es"),
        ("at 3 pm", "en", "la tarde", "es"),
        ("1979", "en", "ese año", "es"),
        ("two men", "en", "los hombres", "es"),
    ],
)
def test_other_words_state_no_such_amount(stated: str, language: str, text: str, other: str) -> None:
    assert not implied(stated, language, text, other)


def test_dari_and_old_tags_go_by_their_language() -> None:
    assert implied("two or three days", "en", "چند روز", "prs")
    assert implied("two eyes", "en", "עיניים", "iw")
