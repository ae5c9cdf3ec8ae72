from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.sentences import (
    CLAUSE_ENDS,
    SENTENCE_ENDS,
    ends_clause,
    ends_sentence,
    ends_with_question,
    ends_with_stop,
    find_ends,
    has_question,
    split_sentences,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One. ", "Two? ", "Three!"]),
        ("He said: “No.” Then he left.", ["He said: “No.” ", "Then he left."]),
        ("متى بدأت؟ في رمضان.", ["متى بدأت؟ ", "في رمضان."]),
        ("大家好。今天很好！", ["大家好。", "今天很好！"]),
        ("Well... and then", ["Well... and then"]),
        ("Well… Then", ["Well… ", "Then"]),
        ("Dr. Ruiz and J. Soto", ["Dr. Ruiz and J. Soto"]),
        ("3.50 and 10.000", ["3.50 and 10.000"]),
        ("Sådan gemmer de sig. De ligner os.", ["Sådan gemmer de sig. ", "De ligner os."]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, parts: list[str]) -> None:
    ends = [end for end in find_ends(text) if end < len(text)]
    starts = [0, *ends]
    assert [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)] == parts


def test_a_text_may_end_within_a_sentence() -> None:
    assert ends_sentence("He left. ")
    assert not ends_sentence("He left Mr.")
    assert not ends_sentence("He left")
    assert not ends_sentence("")


@pytest.mark.parametrize(
    "text", ["pan.", "¿qué?", "¡sí!", "«no».", "no.”", "bueno…", "نعم؟", "好。", "हाँ।", "(así).", "այո։"]
)
def test_a_stop_is_known_in_any_script(text: str) -> None:
    assert ends_with_stop(text)


@pytest.mark.parametrize("text", ["pan", "pan,", "43.000", "", "Sr", "…y"])
def test_no_stop_stands_elsewhere(text: str) -> None:
    assert not ends_with_stop(text)


def test_an_abbreviation_ends_with_a_stop_and_ends_no_sentence() -> None:
    assert ends_with_stop("Dr.")
    assert not ends_sentence("Dr.")


@pytest.mark.parametrize("text", ["One,", "uno;", "أولا،", "第一，", "first —", "So:"])
def test_a_clause_ends_in_any_script(text: str) -> None:
    assert ends_clause(text)
    assert not ends_with_stop(text)


def test_nothing_ends_both_a_sentence_and_a_clause() -> None:
    assert not SENTENCE_ENDS & CLAUSE_ENDS


@pytest.mark.parametrize("text", ["When?", "متى؟", "いつ？", "“When?” ", "(When?)"])
def test_a_question_ends_with_its_mark(text: str) -> None:
    assert ends_with_question(text, "en")
    assert has_question(text, None)


def test_a_question_may_stand_inside() -> None:
    assert has_question("When? Today.", "en")
    assert not ends_with_question("When? Today.", "en")


def test_a_semicolon_asks_in_greek_alone() -> None:
    assert ends_with_question("Πότε;", "el")
    assert has_question("Πότε; Σήμερα.", "el-GR")
    assert not ends_with_question("I went;", "en")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. two? Three", ["One.", "two?", "Three"]),
        ("In 1998. Then we left", ["In 1998.", "Then we left"]),
        ("at 3.50 or v. 2", ["at 3.50 or v. 2"]),
        ("Dr. Ruiz came, e.g. late.", ["Dr. Ruiz came, e.g. late."]),
        ("متى بدأت؟ في رمضان.", ["متى بدأت؟", "في رمضان."]),
        ("“Yes.” He left.", ["“Yes.”", "He left."]),
        (" … ", ["…"]),
        ("", []),
    ],
)
def test_every_likely_sentence_is_split_off(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences


@given(st.text(st.sampled_from("aB1 .!?…؟۔।։。！？,\"')”\n"), max_size=40))
def test_no_character_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("اسمي أحمد. جئت من بغداد. ثم؟", ["اسمي أحمد.", "جئت من بغداد.", "ثم؟"]),
        ("نان می‌پختیم. بعد آب آمد!", ["نان می‌پختیم.", "بعد آب آمد!"]),
        ("אפינו לחם. ומה אז?", ["אפינו לחם.", "ומה אז?"]),
        ("وہ گیا۔ پھر آیا۔", ["وہ گیا۔", "پھر آیا۔"]),
        ("वह गया। फिर आया।", ["वह गया।", "फिर आया।"]),
        ("ذَهَبَ. ثُمَّ عَادَ.", ["ذَهَبَ.", "ثُمَّ عَادَ."]),
        ("Ես գնացի։ Հետո եկա։", ["Ես գնացի։", "Հետո եկա։"]),
    ],
)
def test_sentences_are_split_in_any_script(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences


@pytest.mark.parametrize(
    "text", ["Sr. Pérez llegó", "z. B. Brot", "т.е. хлеб", "Mme. Durand", "J. Soto", "Gen. Franco"]
)
def test_an_abbreviation_cuts_no_text(text: str) -> None:
    assert find_ends(text) == []


@pytest.mark.parametrize("text", ["", " ", "سلام", "سلام،", "؟سلام"])
def test_what_does_not_end_with_a_question_mark_asks_nothing(text: str) -> None:
    assert not ends_with_question(text, "fa")
