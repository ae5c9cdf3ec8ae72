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
    assert codes((source, target), family="meaning", languages=languages) == ["negation-added"]


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


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("No lo sabíamos [inaudible].", "We knew it.", ["negation-lost"]),
        ("Lo sabíamos.", "We did not know it [inaudible].", ["negation-added"]),
        ("No lo sabíamos.", "We knew [inaudible] it.", []),
        ("Lo [inaudible] sabíamos.", "We did not know it.", []),
    ],
)
def test_a_gap_excuses_only_a_negation_that_it_may_contain(source: str, target: str, expected: list[str]) -> None:
    assert codes((source, target), family="meaning") == expected


def test_sentences_are_compared_one_by_one() -> None:
    texts = ("No vino. No quiso.", "He did not come. He wanted to.")
    assert codes(texts, family="meaning") == ["negation-lost"]


def test_a_negation_that_the_translator_supplied() -> None:
    texts = ("Caro.", "(It is not) expensive.")
    assert codes(texts, family="meaning") == ["negation-supplied"]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "No vino, y no llamó nadie.", "He came, and nobody called."),
        ("fr en", "Je ne savais pas nager et je n'ai rien dit.", "I could swim and I said nothing."),
        ("it en", "Non l'ho letto, ma non lo voglio buttare.", "I have read it, but I do not want to throw it away."),
        ("de en", "Wir haben nicht gefragt, weil wir nicht durften.", "We asked, because we were not allowed to."),
        ("pt en", "Não sabia ler e não tinha vergonha.", "She could not read and she was ashamed."),
        ("ru en", "Он не писал и не звонил.", "He wrote and did not call."),
        ("ar en", "لم أكن أعرف السباحة ولم أقل ذلك.", "I knew how to swim, and I did not say so."),
        ("fa en", "نمی‌دانستیم و کسی هم نمی‌گفت.", "We knew, and nobody told us."),
        ("he en", "הוא לא כתב, ואני לא שאלתי.", "He wrote, and I did not ask."),
        ("tr en", "Yazmadı, telefon da etmedi.", "He wrote, and he did not call."),
    ],
)
def test_one_of_two_negations_is_lost(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == ["negation-lost"]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "No dijo nada a nadie.", "He said nothing to anyone."),
        ("es en", "No dijo nada y nunca volvió.", "He said nothing and never came back."),
        ("fr en", "On ne payait ni loyer ni charbon.", "We paid neither rent nor coal."),
        ("fr en", "Ce n'était pas beaucoup, mais on ne payait ni le loyer ni l'eau.", "Not much, but we paid no rent."),
        ("it en", "Non c'era mai nessuno.", "There was never anybody there."),
        ("ru en", "Никто никогда ничего не сказал.", "Nobody ever said anything."),
        ("he en", "אף אחד לא אמר שום דבר.", "Nobody said anything."),
        ("fa en", "هیچ کس هیچ چیز نمی‌گفت.", "Nobody said anything."),
        ("tr en", "Hiç kimse hiçbir şey demedi.", "Nobody said anything."),
        ("de en", "Weder er noch sie kam.", "Neither he nor she came."),
        ("pt en", "Não veio ninguém, nem o padre.", "Nobody came, not even the priest."),
    ],
)
def test_words_that_only_agree_with_a_negation_do_not_count(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("خسته نباشید، خانم.", "Good day to you, madam."),
        ("ساعت نه و ربع رسیدیم.", "We arrived at a quarter past nine."),
        ("نه نفر بودیم.", "There were nine of us."),
        ("تا ساعت نه ماندیم.", "We stayed until nine."),
    ],
)
def test_a_persian_nine_and_a_greeting_deny_nothing(source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages="fa en") == []


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("tr en", "O zaman kırk liraydı.", "It was not forty lira in those days."),
        ("es en", "El cartero venía los lunes.", "The postman did not come on Mondays."),
        ("fa en", "نود نفرشان زن بودند.", "Ninety of them were not women."),
        ("fr en", "Mon père était malade.", "My father was not ill."),
        ("it en", "Ne rimasero tre.", "Three of them were not left."),
        ("ru en", "Через неделю немцы ушли.", "A week later the Germans did not leave."),
    ],
)
def test_words_that_only_look_like_negations_answer_none(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == ["negation-added"]
