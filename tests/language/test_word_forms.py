"""The forms of a word, and what is taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.word_forms import find_stems, word_forms


def test_a_russian_surname_is_declined() -> None:
    assert {"горбачев", "горбачева", "горбачеву", "горбачевым", "горбачеве"} <= word_forms(
        "Горбачёв", "ru", is_name=True
    )


def test_a_name_takes_fewer_endings_than_a_word() -> None:
    assert "تهرانی" not in word_forms("تهران", "fa", is_name=True)
    assert "زندانی" in word_forms("زندان", "fa", is_name=False)


def test_a_language_without_a_table_has_the_word_alone() -> None:
    assert word_forms("Praha", "cs", is_name=True) == {"praha"}


@pytest.mark.parametrize(("word", "stem"), [("وبالقاهره", "قاهره"), ("للقاهره", "القاهره"), ("فبغداد", "بغداد")])
def test_arabic_writes_onto_the_word(word: str, stem: str) -> None:
    assert find_stems(word, "ar")[stem]


def test_three_letters_behind_one_are_not_sure() -> None:
    assert find_stems("بسام", "ar") == {"بسام": True, "سام": False}


def test_hebrew_writes_several_onto_the_word() -> None:
    assert {"ושבירושלימ", "ירושלימ", "בירושלימ"} <= find_stems("ושבירושלימ", "he").keys()


@given(st.text(max_size=12), st.sampled_from(["ar", "fa", "he", "ru", "de", "tr", "en", "es", "fr", "it", "cs", "und"]))
def test_no_text_makes_it_raise(word: str, language: str) -> None:
    assert all(word_forms(word, language, is_name=False))
    assert word in find_stems(word, language)
