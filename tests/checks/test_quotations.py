from __future__ import annotations

from bitexts import bitext, codes, found


def test_a_quotation_that_is_never_closed() -> None:
    texts = ("Decía: «El pan espera».", "She said: “Bread waits.")
    assert codes(texts, family="meaning") == ["quotation-open"]


def test_it_may_be_closed_in_a_later_passage_of_the_turn() -> None:
    document = bitext(("A: Decía: «El pan", "She said: “Bread"), ("A: espera».", "waits.”"))
    assert found(document, "meaning") == []


def test_but_not_in_another_turn() -> None:
    document = bitext(("A: Decía: «El pan»", "She said: “Bread"), ("B: espera.", "waits.”"))
    assert found(document, "meaning") == [("quotation-open", "00")]


def test_german_marks_turned_round() -> None:
    assert codes(("Er sagte: »Brot.«", 'He said: "Bread."'), family="meaning", languages="de en") == []
