from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.folding import fold
from dragoman.language.name_sounds import same_script_skeleton, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "محمد"),
        ("Karimi", "کریمی"),
        ("Shirazi", "شیرازی"),
        ("Netanyahu", "נתניהו"),
        ("Lavrov", "Лавров"),
        ("Tehran", "Téhéran"),
    ],
)
def test_a_name_meets_its_transliteration(one: str, other: str) -> None:
    assert skeleton(fold(one, "und")) == skeleton(fold(other, "und")) != ""


@pytest.mark.parametrize(("one", "other"), [("Karimi", "Rahimi"), ("Baghdad", "Basra"), ("Mehdi", "Mahmud")])
def test_two_names_have_two_skeletons(one: str, other: str) -> None:
    assert skeleton(fold(one, "und")) != skeleton(fold(other, "und"))
    assert same_script_skeleton(fold(one, "und")) != same_script_skeleton(fold(other, "und"))


@pytest.mark.parametrize(
    ("one", "other"), [("Karimi", "Kareemi"), ("Mohammad", "Muhammed"), ("Qaddafi", "Gaddafi"), ("Akhtar", "Aktar")]
)
def test_spellings_in_one_script_meet(one: str, other: str) -> None:
    assert same_script_skeleton(fold(one, "und")) == same_script_skeleton(fold(other, "und"))


def test_names_that_begin_with_a_vowel_and_without_are_two() -> None:
    assert same_script_skeleton("akar") == "akr"
    assert same_script_skeleton("kar") == "kr"
    assert skeleton("akar") == skeleton("kar") == "kr"


@given(st.text(max_size=40))
def test_no_text_makes_them_raise(text: str) -> None:
    assert len(skeleton(fold(text, "und"))) <= 2 * len(fold(text, "und"))
    assert len(same_script_skeleton(text)) <= len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sadat", "سادات"), ("Baghdad", "بغداد"), ("Kirkuk", "كركوك"), ("Sharon", "שרון"), ("Moskva", "Москва")],
)
def test_a_place_or_name_of_another_script_has_the_same_consonants(one: str, other: str) -> None:
    assert skeleton(fold(one, "und")) == skeleton(fold(other, "und")) != ""


@pytest.mark.parametrize(("word", "bones"), [("karimi", "krm"), ("schmidt", "smdt"), ("oaooa", "a"), ("", "")])
def test_a_skeleton_keeps_the_first_sound_and_the_consonants(word: str, bones: str) -> None:
    assert same_script_skeleton(word) == bones
