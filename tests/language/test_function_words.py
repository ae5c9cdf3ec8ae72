import pytest

from dragoman.language.function_words import find_function_language, function_counts


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Where is the house that we had?", "en"),
        ("La casa de mi padre no era muy grande.", "es"),
        ("Wir haben das Haus nicht gesehen, aber ich war da.", "de"),
        ("Это было в доме, и я не знал как.", "ru"),
        ("Yes.", None),
        ("", None),
    ],
)
def test_the_language_of_a_sentence_by_its_short_words(text: str, tag: str | None) -> None:
    assert find_function_language(function_counts(text)) == tag
