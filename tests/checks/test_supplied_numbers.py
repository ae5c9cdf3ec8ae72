from __future__ import annotations

from bitexts import codes


def test_a_figure_in_supplied_words_is_listed() -> None:
    texts = ("Éramos muchos.", "There were many (some 300) of us.")
    assert codes(texts, family="numbers") == ["number-supplied"]


def test_supplied_words_without_a_figure_are_not() -> None:
    assert codes(("Cuesta caro.", "(The first one) is expensive."), family="numbers") == []
