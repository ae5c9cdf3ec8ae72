"""The house's numbers, dates, titles and words."""

from __future__ import annotations

from typing import Any

import pytest

from bitexts import bitext
from dragoman.checks import find_problems
from dragoman.checks.form.style_guide import StyleGuide, read_words


def styled(text: str, languages: str = "es en", **rules: Any) -> list[str]:
    """Codes of what a translation is told in a house with these rules."""
    problems = find_problems(bitext(("Hola.", text), languages=languages), ("form",), style_guide=StyleGuide(**rules))
    return [problem.code for problem in problems if problem.code.startswith("style-")]


@pytest.mark.parametrize(
    ("rule", "text", "told"),
    [
        ("words-to-nine", "We had 3 goats.", True),
        ("words-to-nine", "We had three goats.", False),
        ("words-to-nine", "We had twelve goats.", True),
        ("words-to-nine", "We had 12 goats.", False),
        ("words-to-nine", "Twelve goats came.", False),
        ("words-to-nine", "It was 3 km away, for 5 dollars, on 8 January 1978.", False),
        ("words-to-nine", "That is Article 5, on page 7.", False),
        ("words-to-nine", "It grew by 3.5 times.", False),
        ("words-to-ten", "We had 10 goats.", True),
        ("words-to-ten", "We had ten goats.", False),
        ("words-to-hundred", "We had forty goats, then two hundred.", False),
        ("words-to-hundred", "We had 40 goats.", True),
        ("words-to-hundred", "We had one hundred and seventy-five goats.", True),
        ("words-to-hundred", "We had 175 goats.", False),
        ("figures", "We had twelve goats.", True),
        ("figures", "We had 3 goats.", False),
    ],
)
def test_numbers_in_words_or_in_figures(rule: str, text: str, told: bool) -> None:
    assert styled(text, numbers=rule) == (["style-number"] if told else [])


@pytest.mark.parametrize(
    ("rule", "text", "told"),
    [
        ("sign", "It was 12% of us.", False),
        ("sign", "It was 12 percent of us.", True),
        ("sign", "It was 12 % of us.", True),
        ("sign-spaced", "It was 12 % of us.", False),
        ("word", "It was 12% of us.", True),
        ("word", "It was 12 percent of us.", False),
        ("word", "It was 12 per cent of us.", True),
        ("two-words", "It was 12 per cent of us.", False),
    ],
)
def test_shares_of_a_hundred(rule: str, text: str, told: bool) -> None:
    assert styled(text, percent=rule) == (["style-percent"] if told else [])


def test_per_cent_in_another_language() -> None:
    assert styled("Es waren 12 Prozent.", languages="es de", percent="word") == []
    assert styled("Es waren 12 %.", languages="es de", percent="word") == ["style-percent"]


@pytest.mark.parametrize(
    ("rule", "text", "told"),
    [
        ("day-first", "We came on 8 January 1978.", False),
        ("day-first", "We came on January 8, 1978.", True),
        ("month-first", "We came on January 8, 1978.", False),
        ("month-first", "We came on 8 January 1978.", True),
        ("iso", "We came on 1978-01-08.", False),
        ("iso", "We came on 8 January 1978.", True),
        ("day-first", "We came on 8/1/1978.", True),
        ("day-first", "We came in January 1978.", False),
        ("day-first", "We came on the third of March 1971.", False),
        ("month-first", "We came on the 3rd of March 1971.", True),
        ("day-first", "It was from 8 to 16 March 1971.", False),
        ("iso", "It was 8 January 1978.", True),
    ],
)
def test_dates(rule: str, text: str, told: bool) -> None:
    assert styled(text, dates=rule) == (["style-date"] if told else [])


def test_titles_with_and_without_a_full_stop() -> None:
    assert styled("Then Mr Haddad came.", titles="stop") == ["style-title"]
    assert styled("Then Mr. Haddad came.", titles="stop") == []
    assert styled("Then Dr. Haddad came.", titles="no-stop") == ["style-title"]
    assert styled("Dann kam Dr. Haddad.", languages="es de", titles="no-stop") == []


def test_a_word_that_is_not_used_names_the_one_that_is() -> None:
    style_guide = StyleGuide(words=read_words("regime: government; martyr"))
    document = bitext(("Hola.", "The Regime made a martyr of him, not martyrs."))
    assert [problem.message for problem in find_problems(document, ("form",), style_guide=style_guide)] == [
        "“Regime” is not used by the style guide, “government” is",
        "“martyr” is not used by the style guide",
    ]


def test_a_word_in_another_script() -> None:
    assert styled("آن رژیم آمد.", languages="en fa", words=(("رژیم", "حکومت"),)) == ["style-word"]


def test_a_word_without_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks a word"):
        read_words("regime: government; : state")


def test_what_an_editor_struck_out_is_not_judged() -> None:
    assert styled("He saw ~~the regime~~ it.", words=(("regime", ""),)) == []
