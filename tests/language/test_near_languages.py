from __future__ import annotations

import pytest

from dragoman.language.near_languages import is_near


@pytest.mark.parametrize(
    ("first", "second"), [("es", "gl"), ("pt-BR", "pt"), ("nb", "no"), ("sr-Latn", "hr"), ("fa", "prs")]
)
def test_languages_that_a_model_takes_for_each_other_are_near(first: str, second: str) -> None:
    assert is_near(first, second)
    assert is_near(second, first)


@pytest.mark.parametrize(("first", "second"), [("es", "fr"), ("es", "pt"), ("ar", "fa"), ("en", "de")])
def test_others_are_not(first: str, second: str) -> None:
    assert not is_near(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ru", "uk"),
        ("hi", "ur"),
        ("ar", "arz"),
        ("fa-IR", "tg"),
        ("az", "tr"),
        ("de", "yi"),
        ("id", "ms"),
        ("en", "en"),
    ],
)
def test_neighbours_of_two_scripts_are_near_too(first: str, second: str) -> None:
    assert is_near(first, second)


@pytest.mark.parametrize(("first", "second"), [("he", "yi"), ("ar", "he"), ("ur", "fa"), ("ja", "zh"), ("und", "en")])
def test_languages_that_only_share_a_script_are_not(first: str, second: str) -> None:
    assert not is_near(first, second)
