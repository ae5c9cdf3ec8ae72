from __future__ import annotations

import pytest

from dragoman.formats.prose.two_languages import are_changes, find_languages, tell_languages

SPANISH = ["¿Cuántas colmenas tiene usted?", "Mi padre lo aprendió de un vecino.", "Muchas gracias, Luisa.", "2017."]
ENGLISH = ["How many hives do you have?", "My father learned it from a neighbour.", "Thank you very much.", "2017."]
BY_TURNS = [line for both in zip(SPANISH, ENGLISH, strict=True) for line in both]
ES, EN = "es", "en"


def test_the_two_languages_of_a_text() -> None:
    assert set(find_languages(BY_TURNS) or ()) == {ES, EN}
    assert find_languages(ENGLISH) is None
    assert find_languages(ENGLISH, "gl", "en-GB") == ("gl", EN)


def test_lines_that_alternate_say_what_a_line_of_digits_is_in() -> None:
    assert tell_languages(BY_TURNS, (ES, EN)).tags == (ES, EN) * 4


def test_halves_of_equal_length_say_what_a_line_of_digits_is_in() -> None:
    told = tell_languages([*SPANISH, *ENGLISH], (ES, EN))
    assert told.tags == (ES,) * 4 + (EN,) * 4
    assert told.sure[3] is None


def test_out_of_step_a_line_of_digits_stays_in_doubt() -> None:
    told = tell_languages([*BY_TURNS[:2], "Orce, 2017.", *BY_TURNS[2:]], (ES, EN))
    assert not told.is_whole
    assert told.tags[2] is None


def test_names_alone_are_no_evidence() -> None:
    assert not any(tell_languages(["Núñez", "Peña", "Muñoz", "José"], (ES, EN)).sure)


@pytest.mark.parametrize(("pair", "lines"), [
    (("pt", "es"), ["Quantas colmeias o senhor tem?", "¿Cuántas colmenas tiene usted?",
                    "Não sei, mas são poucas.", "No lo sé, pero son pocas."]),
    (("ru", "uk"), ["Это было в доме, и я не знал как.", "Це було в домі, і я не знав як.",
                    "Мы это ещё не знаем.", "Ми ще цього не знаємо, але він є."]),
])  # fmt: skip
def test_near_languages_are_told_by_what_only_one_of_them_has(pair: tuple[str, str], lines: list[str]) -> None:
    assert tell_languages(lines, pair).tags == pair * 2


def test_a_text_in_one_language_has_no_changes() -> None:
    is_change = are_changes([*ENGLISH, "The El Niño of Los Angeles"])
    assert not is_change(ENGLISH[0], "The El Niño of Los Angeles")


def test_a_change_of_language_between_two_lines() -> None:
    is_change = are_changes(BY_TURNS)
    assert is_change(SPANISH[1], ENGLISH[1])
    assert not is_change(SPANISH[0], SPANISH[1])
    assert is_change("من أين؟", ENGLISH[0])
