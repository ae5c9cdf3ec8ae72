from __future__ import annotations

from bitexts import bitext, codes
from dragoman.checks import find_problems


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


def messages(*originals: str) -> list[str]:
    problems = find_problems(bitext(*((original, "x") for original in originals)), ("speech",))
    return [problem.message for problem in problems if problem.code == "other-language"]


FRENCH = (
    "Et pourquoi le parti est parti ?",
    "Parce que je ne voulais pas.",
    "Il était dans la rue avec nous.",
    "Vous avez dit que c'est fini, et pas pour elle.",
)


def test_an_original_that_is_stated_to_be_in_another_language_is_reported_once() -> None:
    assert messages(*FRENCH) == ["most of the original reads as fr, and should be es"]


def test_an_original_with_some_sentences_of_another_language_is_in_its_own() -> None:
    spanish = ["Y entonces la gente se fue de la plaza, pero no era el día."] * 4
    assert not any("most of" in message for message in messages(*spanish, *FRENCH[:2]))
