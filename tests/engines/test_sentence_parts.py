"""Passages cut into what a model reads at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.sentence_parts import cut_sentences, find_separator, shorten


def test_a_passage_is_cut_behind_its_sentences() -> None:
    assert cut_sentences(" Llegó. ¿Quién? El Sr. Pérez, a las 5. ") == ("Llegó.", "¿Quién?", "El Sr. Pérez, a las 5.")


@given(text=st.text(max_size=200))
def test_no_word_is_lost_by_cutting(text: str) -> None:
    assert " ".join(cut_sentences(text)).split() == text.split() or "".join(cut_sentences(text)) == "".join(
        text.split()
    )
    parts = [part for sentence in cut_sentences(text) for part in shorten(sentence, lambda part: len(part) <= 5)]
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(text=st.text(min_size=1, max_size=200))
def test_every_part_fits(text: str) -> None:
    assert all(len(part) <= 10 for part in shorten(text, lambda part: len(part) <= 10))


def test_a_long_sentence_is_cut_behind_a_clause() -> None:
    text = "vino de la sierra con su madre, y se quedó en el pueblo"
    assert shorten(text, lambda part: len(part) < 40) == ("vino de la sierra con su madre,", "y se quedó en el pueblo")


def test_one_without_clauses_is_cut_between_words() -> None:
    assert shorten("uno dos tres cuatro", lambda part: len(part) < 12) == ("uno dos", "tres cuatro")


@pytest.mark.parametrize(("tag", "separator"), [("en", " "), ("zh-Hant", ""), ("ar", " "), ("ja", "")])
def test_sentences_are_joined_as_the_language_does(tag: str, separator: str) -> None:
    assert find_separator(tag) == separator
