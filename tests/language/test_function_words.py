import pytest

from dragoman.language.function_words import find_function_language, function_counts, function_hits, guess_small_words


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


def test_words_of_two_languages_do_not_count_for_either() -> None:
    assert function_hits("No, he was there with the children.", "es", "en")[0] == 0
    assert function_hits("no sé, pero era muy grande", "es", "en")[1] == 0


def test_the_language_of_few_small_words_is_a_guess() -> None:
    assert guess_small_words("¿Cuántas colmenas tiene usted?") == "es"
    assert guess_small_words("Luisa Moya, 2017") is None
