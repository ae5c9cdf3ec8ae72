"""Shares as two numbers in nine languages, in the notation of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.text_quantities import describe, find_quantities

CASES = [
    ("en", "one in ten", "0.1"),
    ("en", "three out of four", "0.75"),
    ("en", "two out of every five", "0.4"),
    ("en", "nine in ten women", "0.9"),
    ("en", "one in every hundred", "0.01"),
    ("en", "one of every three", "1/3"),
    ("en", "one person in five", "0.2"),
    ("es", "tres de cada cuatro", "0.75"),
    ("es", "uno de cada diez", "0.1"),
    ("es", "una de cada tres mujeres", "1/3"),
    ("fr", "trois sur quatre", "0.75"),
    ("fr", "un sur dix", "0.1"),
    ("fr", "une femme sur cinq", "0.2"),
    ("de", "drei von vier", "0.75"),
    ("de", "einer von zehn", "0.1"),
    ("de", "eine von fünf", "0.2"),
    ("it", "tre su quattro", "0.75"),
    ("it", "uno su dieci", "0.1"),
    ("it", "una donna su cinque", "0.2"),
    ("pt", "três em cada quatro", "0.75"),
    ("pt", "um em cada dez", "0.1"),
    ("pt", "uma de cada cinco", "0.2"),
    ("ru", "три из четырёх", "0.75"),
    ("ru", "один из десяти", "0.1"),
    ("ru", "двое из каждых пяти", "0.4"),
    ("ar", "ثلاثة من كل أربعة", "0.75"),
    ("ar", "واحد من كل عشرة", "0.1"),
    ("ar", "واحد من أصل خمسة", "0.2"),
    ("ar", "واحد من بين كل خمسة", "0.2"),
    ("he", "שלושה מתוך ארבעה", "0.75"),
    ("he", "אחד מתוך עשרה", "0.1"),
    ("he", "אחת מתוך חמש", "0.2"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_share_of_two_numbers(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "one in two"),
        ("es", "uno de cada dos"),
        ("fr", "un sur deux"),
        ("it", "uno su due"),
        ("ru", "один из двух"),
    ],
)
def test_one_in_two_is_as_weak_as_a_half(language: str, text: str) -> None:
    assert [describe(found) for found in find_quantities(text, language)] == ["0.5?"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "five in three", "5; 3"),
        ("en", "three men in 1979", "3; 1979"),
        ("en", "two kilos in ten days", "2 kg; 10 day"),
        ("es", "cuatro de cada tres", "4; 3"),
        ("ru", "три из одного города", "3; 1?"),
        ("he", "עשרה מתוך שלושה", "10; 3"),
    ],
)
def test_two_numbers_that_are_no_share(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


def test_a_share_lies_where_its_words_are() -> None:
    [share] = find_quantities("They say that one person in five left.", "en")

    assert (share.text, share.kind, share.parts) == ("one person in five", "fraction", (5,))


def test_a_share_of_several_keeps_both_numbers() -> None:
    [share] = find_quantities("tres de cada cuatro", "es")

    assert share.parts == (3, 4)
