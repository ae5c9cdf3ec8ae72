from __future__ import annotations

from bitexts import codes

ASKED = ("¿Y usted?", "And you?")


def test_a_question_that_is_lost() -> None:
    assert codes(ASKED, ("¿Viene?", "He is coming."), family="meaning") == ["question-lost"]


def test_a_question_that_nobody_asked() -> None:
    assert codes(ASKED, ("Viene.", "Is he coming?"), family="meaning") == ["question-added"]


def test_arabic_question_marks() -> None:
    assert codes(("من أنت؟", "Who are you?"), family="meaning", languages="ar en") == []


def test_an_original_that_never_marks_questions() -> None:
    rows = [("viene usted", "Are you coming?"), ("cuando", "When?"), ("por que", "Why?")]
    assert codes(*rows, family="meaning") == []
