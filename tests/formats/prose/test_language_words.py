from __future__ import annotations

import pytest

from dragoman.formats.prose.language_words import find_named_language, find_original_language


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("Spanish", "es"),
        ("Arabischen", "ar"),
        ("persan", "fa"),
        ("турецкого", "tr"),
        ("Honda", None),
        ("Persians", None),
    ],
)
def test_a_language_is_known_by_its_name(word: str, tag: str | None) -> None:
    assert find_named_language(word) == tag


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("Translated from the original Arabic by Tom", "ar"),
        ("Translations from the Arabic and Persian press", None),
        ("Aus dem Persischen übersetzt von Roya", "fa"),
        ("Traducido del portugués por Inés", "pt"),
        ("Traduit de l’arabe par Léa", "ar"),
        ("Перевод с испанского", "es"),
        ("ترجمه از عربی: رویا", "ar"),
        ("ترجمة عن الفارسية", "fa"),
        ("תרגום מערבית: נועה", "ar"),
        ("This interview was recorded in Spanish in Honda", "es"),
        ("published in Arabic on the site Hikayat", "ar"),
        ("Translated from a distance", None),
        ("Aus dem Persischen von Nina Karg", "fa"),
    ],
)
def test_the_language_of_the_original_is_what_the_page_says(line: str, tag: str | None) -> None:
    assert find_original_language(line) == tag
