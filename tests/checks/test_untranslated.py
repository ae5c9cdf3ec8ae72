from __future__ import annotations

from bitexts import codes


def test_english_letters_where_persian_is_spoken() -> None:
    texts = ("We came here a long time ago.", "We came here a long time ago.")
    assert codes(texts, family="speech", languages="fa en") == ["other-script"]


def test_a_translation_that_is_the_original() -> None:
    texts = ("Llegamos aquí hace mucho tiempo.", "Llegamos aquí hace mucho tiempo.")
    assert codes(texts, family="speech") == ["same-as-original"]


def test_an_original_in_english() -> None:
    texts = ("We came here because it was a long time ago.", "We got here long ago because that was so.")
    assert codes(texts, family="speech") == ["other-language"]


def test_names_are_the_same_in_both_languages() -> None:
    assert codes(("Ana Ruiz, Pablo Soto.", "Ana Ruiz, Pablo Soto."), family="speech") == []


def test_a_foreign_name_in_a_text_of_another_script() -> None:
    texts = ("او در BBC کار می‌کرد و بعد رفت.", "He worked at the BBC and then he left.")
    assert codes(texts, family="speech", languages="fa en") == []


def test_one_language_on_both_sides() -> None:
    assert codes(("We came a long time ago.", "We came a long time ago."), family="speech", languages="en en") == []
