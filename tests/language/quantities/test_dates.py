"""Dates as people write and say them in eleven languages. The notation is that of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.text_quantities import describe, find_quantities

CASES = [
    ("en", "on 3 May 1945", "1945-05-03"),
    ("en", "on May 3, 1945", "1945-05-03"),
    ("en", "on the third of May 1945", "1945-05-03"),
    ("en", "on May 3rd", "--05-03"),
    ("en", "in May 1945", "1945-05"),
    ("en", "1945-05-03", "1945-05-03"),
    ("en", "in the year 1984", "year 1984"),
    ("en", "December 31, 1999", "1999-12-31"),
    ("es", "el 3 de mayo de 1945", "1945-05-03"),
    ("es", "el tres de mayo", "--05-03"),
    ("es", "el primero de enero de 1994", "1994-01-01"),
    ("es", "en mayo de 1945", "1945-05"),
    ("es", "03/05/1945", "1945-05-03"),
    ("es", "en el año 1984", "year 1984"),
    ("fr", "le 3 mai 1945", "1945-05-03"),
    ("fr", "le 1er janvier 1994", "1994-01-01"),
    ("fr", "le premier mai", "--05-01"),
    ("fr", "en août 1914", "1914-08"),
    ("fr", "l'année 1984", "year 1984"),
    ("de", "am 3. Mai 1945", "1945-05-03"),
    ("de", "am dritten Mai 1945", "1945-05-03"),
    ("de", "im Mai 1945", "1945-05"),
    ("de", "am 03.05.1945", "1945-05-03"),
    ("de", "im Jahr 1984", "year 1984"),
    ("de", "vom 9. auf den 10. November 1938", "1938-11-09; 1938-11-10"),
    ("pt", "em 25 de abril de 1974", "1974-04-25"),
    ("pt", "no dia vinte e cinco de abril", "--04-25"),
    ("pt", "em abril de 1974", "1974-04"),
    ("pt", "no ano de 1984", "year 1984"),
    ("it", "il 25 aprile 1945", "1945-04-25"),
    ("it", "il primo maggio 1945", "1945-05-01"),
    ("it", "nel maggio 1945", "1945-05"),
    ("it", "nell'anno 1984", "year 1984"),
    ("ru", "9 мая 1945 года", "1945-05-09"),
    ("ru", "девятого мая", "--05-09"),
    ("ru", "в мае 1945 года", "1945-05"),
    ("ru", "в 1984 году", "year 1984"),
    ("ru", "09.05.1945", "1945-05-09"),
    ("ar", "في 15 مايو 1948", "1948-05-15"),
    ("ar", "١٥ مايو ١٩٤٨", "1948-05-15"),
    ("ar", "15 أيار/مايو 1948", "1948-05-15"),
    ("ar", "في مايو 1948", "1948-05"),
    ("ar", "عام 1948", "year 1948"),
    ("ar", "سنة 1400", "islamic year 1400"),
    ("ar", "10 محرم 1442", "islamic 1442-01-10"),
    ("fa", "۲۸ مرداد ۱۳۳۲", "solar 1332-05-28"),
    ("fa", "بیست و هشتم مرداد", "solar --05-28"),
    ("fa", "سال ۱۳۵۷", "solar year 1357"),
    ("fa", "۱۱ فوریه ۱۹۷۹", "1979-02-11"),
    ("fa", "خرداد ۱۳۶۰", "solar 1360-03"),
    ("fa", "خرداد ۶۰", "solar 1360-03"),
    ("he", "ב-14 במאי 1948", "1948-05-14"),
    ("he", "ארבעה עשר במאי", "--05-14"),
    ("he", "במאי 1948", "1948-05"),
    ("he", "בשנת 1984", "year 1984"),
    ("tr", "29 Ekim 1923", "1923-10-29"),
    ("tr", "29 Ekim 1923'te", "1923-10-29"),
    ("tr", "Ekim 1923'te", "1923-10"),
    ("tr", "1984 yılında", "year 1984"),
    ("tr", "2003'ün Mayıs ayı", "2003-05"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_date(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You may march on."),
        ("es", "el mayor de los hermanos"),
        ("fr", "il a mis sa veste"),
        ("it", "marzo pazzo"),
        ("tr", "Ekim ayı geldi"),
        ("fa", "مهر و محبت"),
    ],
)
def test_a_month_alone_is_no_quantity(language: str, text: str) -> None:
    assert find_quantities(text, language) == ()


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt", "ru", "tr"])
def test_a_small_date_has_the_day_first_but_in_english(language: str) -> None:
    assert [describe(found) for found in find_quantities("25/12/2020", language)] == ["2020-12-25"]


@pytest.mark.parametrize(("language", "swapped"), [("en", True), ("en-US", False), ("en-GB", False), ("de", False)])
def test_the_order_of_day_and_month_is_unsure_in_english_of_no_region(language: str, *, swapped: bool) -> None:
    [found] = find_quantities("03/04/2020", language)

    assert found.date is not None
    assert found.date.swapped is swapped


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [("en", "on February 30, 1999", "30; 1999"), ("fa", "۳۲ مرداد", "32"), ("fr", "le 32 mai", "32")],
)
def test_a_day_that_no_month_has_is_no_date(language: str, text: str, numbers: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == numbers
