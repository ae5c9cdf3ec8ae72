from __future__ import annotations

from bitexts import bitext, codes, found


def test_words_again_and_again() -> None:
    texts = ("Gracias por venir.", "Thank you for coming. Thank you for coming. Thank you for coming. Thank you.")
    assert codes(texts, family="speech") == ["repeated-words"]


def test_people_do_say_no_four_times() -> None:
    assert codes(("No, no, no, no, así no.", "No, no, no, no, not like that."), family="speech") == []


def test_passages_that_are_the_same_three_times() -> None:
    same = ("Gracias por ver el vídeo.", "Thanks for watching.")
    document = bitext(("Hola.", "Hello."), same, same, same, ("Adiós.", "Goodbye."))
    assert found(document, "speech") == [("repeated-passage", "01")]


def test_short_answers_may_be_the_same() -> None:
    same = ("Sí.", "Yes.")
    assert codes(same, same, same, family="speech") == []
