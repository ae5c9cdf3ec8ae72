"""Two numbers that are one statement, in eleven languages, in the notation of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.text_quantities import describe, find_quantities

CASES = [
    ("en", "from 20 to 30 people", "20..30"),
    ("en", "twenty to thirty people", "20..30"),
    ("en", "20–30 km", "20..30 km"),
    ("en", "three or four hundred", "300..400"),
    ("en", "between 5 and 7 days", "5..7 day"),
    ("en", "2 or 3 million dollars", "2000000..3000000 dollar"),
    ("en", "1914–18", "1914..1918"),
    ("es", "de veinte a treinta personas", "20..30"),
    ("es", "dos o tres días", "2..3 day"),
    ("es", "entre cinco y siete", "5..7"),
    ("es", "de 5 a 10 mil", "5000..10000"),
    ("fr", "de vingt à trente personnes", "20..30"),
    ("fr", "deux ou trois jours", "2..3 day"),
    ("fr", "entre cinq et sept", "5..7"),
    ("de", "zwanzig bis dreißig Leute", "20..30"),
    ("de", "zwei oder drei Tage", "2..3 day"),
    ("de", "zwischen fünf und sieben", "5..7"),
    ("de", "zwei- bis dreihundert", "200..300"),
    ("pt", "de vinte a trinta pessoas", "20..30"),
    ("pt", "dois ou três dias", "2..3 day"),
    ("pt", "entre cinco e sete", "5..7"),
    ("it", "da venti a trenta persone", "20..30"),
    ("it", "due o tre giorni", "2..3 day"),
    ("it", "tra cinque e sette", "5..7"),
    ("ru", "от двадцати до тридцати человек", "20..30"),
    ("ru", "два-три дня", "2..3 day"),
    ("ru", "два или три дня", "2..3 day"),
    ("ru", "между пятью и восемью", "5..8"),
    ("ar", "من عشرين إلى ثلاثين شخصا", "20..30"),
    ("ar", "بين خمسة وسبعة", "5..7"),
    ("ar", "ثلاثة أو أربعة أيام", "3..4 day"),
    ("fa", "بیست تا سی نفر", "20..30"),
    ("fa", "دو سه روز", "2..3 day"),
    ("fa", "بین پنج و هفت", "5..7"),
    ("fa", "۲۰ تا ۳۰ کیلومتر", "20..30 km"),
    ("he", "עשרים עד שלושים איש", "20..30"),
    ("he", "שלושה או ארבעה ימים", "3..4 day"),
    ("he", "בין חמישה לשבעה", "5..7"),
    ("tr", "iki üç gün", "2..3 day"),
    ("tr", "beş ila yedi", "5..7"),
    ("tr", "iki veya üç gün", "2..3 day"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_range(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "30 to 20", "30; 20"),
        ("en", "5 km or 3 kg", "5 km; 3 kg"),
        ("en", "five and seven", "5; 7"),
        ("en", "two, three", "2; 3"),
        ("es", "tres y cuatro", "3; 4"),
        ("de", "drei und vier", "3; 4"),
        ("fa", "دو و سه", "2; 3"),
        ("ar", "ثلاثة وأربعة", "3; 4"),
        ("ru", "три и четыре", "3; 4"),
    ],
)
def test_two_numbers_that_are_no_range(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected
