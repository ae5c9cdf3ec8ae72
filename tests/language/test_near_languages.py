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
