from __future__ import annotations

import pytest

from dragoman.notation import parse_text, serialize_text
from dragoman.pipeline.translate.marks import find_invented, find_lost, put_back, words_only
from dragoman.transcript.text import Text


def typed(text: str) -> Text:
    return parse_text(text)[0]


def test_an_engine_of_plain_words_gets_the_words_alone() -> None:
    text = "[laughs] Yo tenía (?nueve) años ~~creo~~ [pause 4s] y una *miel* [= honey]."
    assert words_only(typed(text)) == "Yo tenía nueve años y una miel ."


@pytest.mark.parametrize(
    ("source", "target", "whole"),
    [
        ("[laughs] Sí, claro.", "Yes, of course.", "[laughs] Yes, of course."),
        ("Sí, claro. [phone rings]", "Yes, of course.", "Yes, of course. [phone rings]"),
        ("// Sí, claro.", "Yes, of course.", "// Yes, of course."),
        ("Se fue. [pause 3s] No volvió.", "He left. He did not return.", "He left. [pause 3s] He did not return."),
        ("[cries] Se fue. [inaudible] No.", "He left. No.", "[cries] He left. [inaudible] No."),
    ],
)
def test_marks_are_put_back_where_they_stood(source: str, target: str, whole: str) -> None:
    text, sure = put_back(typed(source), typed(target))
    assert (serialize_text(text), sure) == (whole, True)


def test_a_mark_inside_a_sentence_stands_behind_it_and_is_not_sure() -> None:
    text, sure = put_back(typed("Se fue [laughs] a casa. No volvió."), typed("He went home. He did not return."))
    assert (serialize_text(text), sure) == ("He went home. [laughs] He did not return.", False)


def test_a_mark_is_put_at_the_end_where_the_sentences_differ() -> None:
    text, sure = put_back(typed("Se fue. [laughs] No volvió."), typed("He left and did not return."))
    assert (serialize_text(text), sure) == ("He left and did not return. [laughs]", False)


def test_a_translation_with_its_marks_stays_as_it_is() -> None:
    target = typed("He [laughs] left.")
    assert put_back(typed("Se [laughs] fue."), target) == (target, True)


def test_only_a_translators_own_marks_may_be_added() -> None:
    assert find_invented(typed("La miel."), typed("The (pale) *miel* [= honey] of Ruiz [ph].")) is None
    assert find_invented(typed("La miel."), typed("The honey [redacted].")) == "redacted"


def test_lost_marks_are_named() -> None:
    assert find_lost(typed("[laughs] La [inaudible] miel."), typed("The honey. [laughs]")) == ("inaudible",)


def test_a_gap_stands_for_no_gap_of_another_reason() -> None:
    assert find_invented(typed("La [inaudible] miel."), typed("The […] honey.")) == "omitted"
