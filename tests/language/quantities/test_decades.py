"""Decades, centuries and ages by the decade in eleven languages, in the notation of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.text_quantities import describe, find_quantities

CASES = [
    ("en", "in the 1970s", "decade 1970"),
    ("en", "in the seventies", "decade 1970"),
    ("en", "in the '70s", "decade 1970"),
    ("en", "in her thirties", "~30"),
    ("en", "in their 60s", "~60"),
    ("en", "the nineteenth century", "#19 century"),
    ("en", "the 5th century", "#5 century"),
    ("es", "los años setenta", "decade 1970"),
    ("es", "los años 70", "decade 1970"),
    ("es", "en la década de 1970", "decade 1970"),
    ("es", "el siglo XIX", "#19 century"),
    ("es", "el siglo diecinueve", "#19 century"),
    ("fr", "les années soixante-dix", "decade 1970"),
    ("fr", "les années 1970", "decade 1970"),
    ("fr", "le XIXe siècle", "#19 century"),
    ("fr", "le dix-neuvième siècle", "#19 century"),
    ("de", "in den siebziger Jahren", "decade 1970"),
    ("de", "in den 1970er Jahren", "decade 1970"),
    ("de", "im 19. Jahrhundert", "#19 century"),
    ("de", "im neunzehnten Jahrhundert", "#19 century"),
    ("pt", "os anos setenta", "decade 1970"),
    ("pt", "os anos 70", "decade 1970"),
    ("pt", "o século XIX", "#19 century"),
    ("it", "gli anni settanta", "decade 1970"),
    ("it", "gli anni '70", "decade 1970"),
    ("it", "il XIX secolo", "#19 century"),
    ("it", "nell'Ottocento", "#19 century"),
    ("it", "del Novecento", "#20 century"),
    ("ru", "в семидесятых годах", "decade 1970"),
    ("ru", "в 70-х годах", "decade 1970"),
    ("ru", "в 1970-е годы", "decade 1970"),
    ("ru", "в девятнадцатом веке", "#19 century"),
    ("ru", "в XIX веке", "#19 century"),
    ("ar", "في السبعينيات", "decade 1970"),
    ("ar", "القرن التاسع عشر", "#19 century"),
    ("ar", "القرن العشرين", "#20 century"),
    ("fa", "دهه هفتاد", "decade solar 1370"),
    ("fa", "دهه ۱۹۷۰", "decade 1970"),
    ("fa", "دههٔ ۱۳۶۰", "decade solar 1360"),
    ("fa", "قرن نوزدهم", "#19 century"),
    ("fa", "سده بیستم", "#20 century"),
    ("he", "שנות השבעים", "decade 1970"),
    ("he", "שנות ה-70", "decade 1970"),
    ("he", "המאה התשע עשרה", "#19 century"),
    ("tr", "yetmişli yıllarda", "decade 1970"),
    ("tr", "1970'lerde", "decade 1970"),
    ("tr", "on dokuzuncu yüzyılda", "#19 century"),
    ("tr", "19. yüzyıl", "#19 century"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_decade_or_century(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "for two centuries and a half", "2.5 century"),
        ("en", "seventy of them", "70"),
        ("it", "ottocento persone", "800"),
        ("es", "setenta años", "70 year"),
        ("ru", "семьдесят лет", "70 year"),
        ("de", "siebzig Jahre", "70 year"),
        ("tr", "yetmiş yıl", "70 year"),
        ("fa", "هفتاد سال", "70 year"),
        ("ar", "سبعون سنة", "70 year"),
        ("he", "שבעים שנה", "70 year"),
    ],
)
def test_what_is_no_decade_or_century(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected
