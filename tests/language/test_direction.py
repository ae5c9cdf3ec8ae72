import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.direction import (
    count_letters_by_script,
    direction,
    foreign_tag,
    is_written_in_latin,
    text_direction,
)


@pytest.mark.parametrize("tag", ["ar", "fa", "he", "ur", "ckb", "arz", "yi", "ar-EG", "AR_eg", "pa-PK", "uz-AF"])
def test_right_to_left_by_language(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "es", "uz", "pa", "sd-IN", "und", "", None, "x-private"])
def test_left_to_right_by_language(tag: str | None) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(("tag", "expected"), [("fa-Latn", "ltr"), ("tr-Arab", "rtl"), ("zh-yue-Hebr-HK", "rtl")])
def test_the_script_outranks_the_language(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_private_use_is_no_script() -> None:
    assert direction("en-x-arab") == "ltr"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("— (hello)", "ltr"), ("«سلام»", "rtl"), ("2019 ?", None), ("", None), ("\u2067שלום\u2069 then", "ltr")],
)
def test_direction_of_the_first_strong_character(text: str, expected: str | None) -> None:
    assert text_direction(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "velāyat-e faqih", "fa-Latn"),
        ("fa", "ولایت", "fa"),
        ("ar", "anwāʾ", "ar-Latn"),
        ("ru", "perestroika", "ru-Latn"),
        ("es", "sobremesa", "es"),
        ("fa-IR", "1357", "fa-IR"),
        (None, "word", None),
        ("und", "word", None),
    ],
)
def test_a_transliterated_word_says_so_in_its_tag(language: str | None, text: str, expected: str | None) -> None:
    assert foreign_tag(language, text) == expected


@given(st.text(max_size=40))
def test_any_text_has_a_direction(text: str) -> None:
    assert direction(text) in ("ltr", "rtl")
    assert text_direction(text) in ("ltr", "rtl", None)


@pytest.mark.parametrize(
    ("language", "latin"), [("es", True), ("he", False), ("sr-Latn", True), ("ru", False), ("zh", False), ("vi", True)]
)
def test_a_language_is_usually_written_in_latin_letters_or_not(language: str, latin: bool) -> None:
    assert is_written_in_latin(language) is latin


def test_letters_are_counted_by_script_without_digits_and_signs() -> None:
    assert count_letters_by_script("BBC הודיע ב-1999, ʿAlī") == (6, 6)
