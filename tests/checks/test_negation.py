from __future__ import annotations

import pytest

from bitexts import codes


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "No lo sabíamos.", "We knew it."),
        ("fa en", "ما نمی‌دانستیم.", "We knew."),
        ("ar en", "لم نكن نعرف ذلك.", "We knew that."),
        ("ru en", "Мы этого не знали.", "We knew that."),
        ("fr en", "Je ne le savais pas.", "I knew it."),
        ("de en", "Wir haben es nicht gewusst.", "We knew it."),
        ("pt en", "Nós não sabíamos.", "We knew."),
        ("it en", "Non lo sapevamo.", "We knew it."),
        ("he en", "לא ידענו את זה.", "We knew that."),
        ("tr en", "Bunu bilmiyorduk.", "We knew that."),
    ],
)
def test_a_negation_that_is_lost(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == ["negation-lost"]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "Lo sabíamos.", "We did not know it."),
        ("fa en", "ما می‌دانستیم.", "We didn't know."),
        ("en es", "We knew it.", "No lo sabíamos."),
        ("ru en", "Мы это знали.", "We never knew that."),
    ],
)
def test_a_negation_that_nobody_said(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == ["negation-won"]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "No tenía casa.", "He was without a home."),
        ("es en", "Es difícil, ¿no?", "It is hard, isn't it?"),
        ("es en", "No solo pan, también sal.", "Bread, and salt as well."),
        ("fr en", "Vous êtes venu, n'est-ce pas ?", "You came, right?"),
        ("fa en", "بدون آب ماندیم.", "We had no water left."),
        ("tr en", "Konuşmadan gitti.", "He left without speaking."),
        ("es en", "No he estado allí.", "I have never been there."),
    ],
)
def test_a_turn_of_phrase_is_no_fault(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == []


def test_sentences_are_compared_one_by_one() -> None:
    texts = ("No vino. No quiso.", "He did not come. He wanted to.")
    assert codes(texts, family="meaning") == ["negation-lost"]


def test_a_negation_that_the_translator_supplied() -> None:
    texts = ("Caro.", "(It is not) expensive.")
    assert codes(texts, family="meaning") == ["negation-supplied"]
