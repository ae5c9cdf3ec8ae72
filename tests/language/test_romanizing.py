from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.romanizing import romanize


@pytest.mark.parametrize(
    ("text", "language", "latin"),
    [
        ("٤٣٬٠٠٠", "ar", "43,000"),
        ("٢٫٥ جنيه", "ar", "2.5 junayh"),
        ("١٤٠٧ هجرية", "ar", "1407 hijrīyah"),
        ("ثلاثة وعشرون ألف", "ar", "thalāthah wa-ʻishrūn alf"),
        ("بیست و سه هزار تومان", "fa", "bīst va sih hizār tūmān"),
        ("نیم\u200cمیلیون", "fa", "nīmmīlyūn"),
        ("خرداد ۱۳۵۷", "fa-IR", "Khurdād 1357"),
        ("עשרים וחמישה אלף שקל", "he", "ʻeśrim ṿe-ḥamishah elef sheḳel"),
        ("Двадцать пять тысяч рублей", "ru", "Dvadtsatʹ piatʹ tysiach rubleĭ"),
        ("43.000 colmenas", "es", "43.000 colmenas"),
    ],
)
def test_a_quantity_in_latin_letters(text: str, language: str, latin: str) -> None:
    assert romanize(text, language) == latin


def test_written_vowels_and_doubled_letters_are_kept() -> None:
    assert romanize("مُدَّة", "ar") == "muddah"


@pytest.mark.parametrize(("text", "language"), [("三千", "zh"), ("δύο", "el"), ("ثلاثة", "und"), ("سه δύο", "fa")])
def test_what_is_in_no_script_that_is_known_here_has_none(text: str, language: str) -> None:
    assert romanize(text, language) is None


@settings(max_examples=150)
@given(st.text(max_size=40), st.sampled_from(["ar", "fa", "he", "ru", "en", "und", ""]))
def test_no_text_makes_it_raise(text: str, language: str) -> None:
    romanize(text, language)
