from __future__ import annotations

from bitexts import bitext
from dragoman.checks import find_problems

OURS = bitext(
    ("Llegamos en tren por la mañana.", "We came by train."), ("Y mi abuela hizo pan.", "And she made bread.")
)


def test_a_passage_in_other_words() -> None:
    other = bitext(("Llegamos en tren por la mañana.", None), ("Llave, paloma y dos pies.", None))
    [problem] = find_problems(OURS, ("speech",), second=other)
    assert (problem.code, problem.where.segment) == ("transcripts-disagree", "s00000001")
    assert problem.message == (
        "the other transcript lacks 80 % of these words: “mi”, “abuela”, “hizo”, “pan”,"
        " and has “llave”, “paloma”, “dos”, “pies”"
    )


def test_one_word_is_named_in_a_note() -> None:
    other = bitext(("Llegamos en tren por la mañana.", None), ("Y mi abuela hizo pana.", None))
    [problem] = find_problems(OURS, ("speech",), second=other)
    assert (problem.code, problem.severity, problem.where.segment) == ("other-words", "note", "s00000001")
    assert problem.message == "the other transcript lacks “pan”, and has “pana”"


def test_a_word_said_twice_and_heard_once() -> None:
    ours = bitext(("No, no vino.", "No, he did not come."))
    [problem] = find_problems(ours, ("speech",), second=bitext(("No vino.", None)))
    assert problem.message == "the other transcript lacks “no”"


def test_many_words_are_counted() -> None:
    ours = bitext(("uno dos tres cuatro cinco seis siete ocho", None))
    [problem] = find_problems(ours, ("speech",), second=bitext(("nada", None)))
    assert problem.message == (
        "the other transcript lacks 100 % of these words: “uno”, “dos”, “tres”, “cuatro”, “cinco” and 3 more,"
        " and has “nada”"
    )


def test_arabic_is_compared_without_vowel_signs() -> None:
    ours = bitext(("وَصَلْنا في القِطار", None), languages="ar en")
    assert find_problems(ours, ("speech",), second=bitext(("وصلنا في القطار", None), languages="ar en")) == ()


def test_the_same_words_cut_otherwise() -> None:
    other = bitext(("Llegamos en tren por la", None), ("mañana y mi abuela hizo pan", None))
    assert find_problems(OURS, ("speech",), second=other) == ()
