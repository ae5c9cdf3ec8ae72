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


def test_the_same_words_cut_otherwise() -> None:
    other = bitext(("Llegamos en tren por la", None), ("mañana y mi abuela hizo pan", None))
    assert find_problems(OURS, ("speech",), second=other) == ()
