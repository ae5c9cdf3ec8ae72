"""Money, measures and shares of a hundred in eleven languages, in the notation of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.text_quantities import describe, find_quantities

MONEY = [
    ("en", "£20", "20 pound"),
    ("en", "€1.5bn", "1500000000 euro"),
    ("en", "twelve thousand dollars", "12000 dollar"),
    ("en", "Rs 2.5 crore", "25000000 rupee"),
    ("es", "veinte pesos", "20 peso"),
    ("es", "dos millones de euros", "2000000 euro"),
    ("fr", "cent francs", "100 franc"),
    ("fr", "3,50 €", "3.5 euro"),
    ("de", "zwei Milliarden Euro", "2000000000 euro"),
    ("de", "5 Mark", "5 mark"),
    ("pt", "R$ 50", "50 real"),
    ("pt", "duzentos escudos", "200 escudo"),
    ("it", "mille lire", "1000 lira"),
    ("ru", "сто рублей", "100 ruble"),
    ("ru", "50 копеек", "50 kopeck"),
    ("ar", "عشرة دنانير", "10 dinar"),
    ("ar", "٥٠ ريالا", "50 rial"),
    ("fa", "صد هزار تومان", "100000 toman"),
    ("fa", "۵۰ ریال", "50 rial"),
    ("he", "מאה שקלים", "100 shekel"),
    ("he", "₪50", "50 shekel"),
    ("tr", "yüz lira", "100 lira"),
    ("tr", "elli kuruş", "50 kurus"),
]

MEASURES = [
    ("en", "six feet", "6 foot"),
    ("en", "3 kg of flour", "3 kg"),
    ("en", "an hour and a half", "1.5 h"),
    ("en", "two hours and ten minutes", "130 min"),
    ("en", "five hectares", "5 ha"),
    ("es", "diez kilómetros", "10 km"),
    ("es", "medio kilo", "0.5 kg"),
    ("es", "hora y cuarto", "1.25 h"),
    ("fr", "dix kilomètres", "10 km"),
    ("fr", "un demi-litre", "0.5 l"),
    ("fr", "un quart d'heure", "0.25 h"),
    ("de", "zehn Kilometer", "10 km"),
    ("de", "eine Viertelstunde", "0.25 h"),
    ("de", "anderthalb Jahre", "1.5 year"),
    ("pt", "dez quilômetros", "10 km"),
    ("pt", "meia hora", "0.5 h"),
    ("it", "dieci chilometri", "10 km"),
    ("it", "mezz'ora", "0.5 h"),
    ("ru", "десять километров", "10 km"),
    ("ru", "полтора года", "1.5 year"),
    ("ru", "полчаса", "0.5 h"),
    ("ar", "عشرة كيلومترات", "10 km"),
    ("ar", "يومين", "2 day"),
    ("ar", "نصف ساعة", "0.5 h"),
    ("fa", "ده کیلومتر", "10 km"),
    ("fa", "یک سال و نیم", "1.5 year"),
    ("fa", "نیم ساعت", "0.5 h"),
    ("he", "עשרה קילומטרים", "10 km"),
    ("he", "שבועיים", "2 week"),
    ("he", "שעה וחצי", "1.5 h"),
    ("tr", "on kilometre", "10 km"),
    ("tr", "yarım saat", "0.5 h"),
    ("tr", "bir buçuk yıl", "1.5 year"),
]

PERCENT = [
    ("en", "ten per cent", "10%"),
    ("es", "el diez por ciento", "10%"),
    ("fr", "dix pour cent", "10%"),
    ("de", "zehn Prozent", "10%"),
    ("pt", "dez por cento", "10%"),
    ("it", "dieci per cento", "10%"),
    ("ru", "десять процентов", "10%"),
    ("ar", "عشرة في المئة", "10%"),
    ("ar", "١٠٪", "10%"),
    ("fa", "ده درصد", "10%"),
    ("fa", "۱۰٪", "10%"),
    ("he", "עשרה אחוזים", "10%"),
    ("tr", "yüzde on", "10%"),
    ("tr", "%10", "10%"),
]

TEMPERATURES = [
    ("en", "-5 °C", "-5 °C"),
    ("en", "five degrees below zero", "-5 degree"),
    ("es", "cinco grados bajo cero", "-5 degree"),
    ("fr", "moins cinq degrés", "-5 degree"),
    ("de", "minus fünf Grad", "-5 degree"),
    ("it", "cinque gradi sotto zero", "-5 degree"),
    ("ru", "минус пять градусов", "-5 degree"),
    ("tr", "eksi beş derece", "-5 degree"),
    ("fa", "منفی پنج درجه", "-5 degree"),
    ("he", "מינוס חמש מעלות", "-5 degree"),
]


@pytest.mark.parametrize(("language", "text", "expected"), MONEY)
def test_money(language: str, text: str, expected: str) -> None:
    [found] = find_quantities(text, language)
    assert (describe(found), found.kind) == (expected, "money")


@pytest.mark.parametrize(("language", "text", "expected"), MEASURES)
def test_a_measure(language: str, text: str, expected: str) -> None:
    [found] = find_quantities(text, language)
    assert (describe(found), found.kind) == (expected, "measure")


@pytest.mark.parametrize(("language", "text", "expected"), PERCENT)
def test_a_share_of_a_hundred(language: str, text: str, expected: str) -> None:
    [found] = find_quantities(text, language)
    assert (describe(found), found.kind) == (expected, "percent")


@pytest.mark.parametrize(("language", "text", "expected"), TEMPERATURES)
def test_a_temperature_may_be_below_zero(language: str, text: str, expected: str) -> None:
    assert [describe(found) for found in find_quantities(text, language)] == [expected]
