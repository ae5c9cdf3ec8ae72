"""Two units that state one amount: an hour and ten minutes, "год и три месяца"."""

import pytest

from dragoman.language.quantities.agreement import Match, match_quantities
from dragoman.language.quantities.text_quantities import describe, find_quantities

CASES = {
    "en": [
        ("an hour and fifteen minutes", "75 min"),
        ("two hours and thirty minutes", "150 min"),
        ("two hours thirty minutes", "150 min"),
        ("two years and six months", "30 month"),
        ("a year and six months", "18 month"),
    ],
    "es": [
        ("un año y tres meses", "15 month"),
        ("una hora y quince minutos", "75 min"),
    ],
    "fr": [
        ("un an et trois mois", "15 month"),
        ("une heure et quinze minutes", "75 min"),
    ],
    "de": [
        ("ein Jahr und drei Monate", "15 month"),
        ("sechs Wochen und drei Tage", "45 day"),
    ],
    "pt": [
        ("uma hora e quinze minutos", "75 min"),
        ("um ano e três meses", "15 month"),
    ],
    "it": [
        ("un'ora e quindici minuti", "75 min"),
        ("un anno e tre mesi", "15 month"),
    ],
    "ru": [
        ("час и пятнадцать минут", "75 min"),
        ("час пятнадцать минут", "75 min"),
        ("год и три месяца", "15 month"),
    ],
    "ar": [
        ("ساعة وخمس عشرة دقيقة", "75 min"),
        ("سنة وثلاثة أشهر", "15 month"),
    ],
    "fa": [
        ("یک ساعت و پانزده دقیقه", "75 min"),
        ("یک سال و سه ماه", "15 month"),
    ],
    "he": [
        ("שעה וחמש עשרה דקות", "75 min"),
        ("שנה ושלושה חודשים", "15 month"),
    ],
    "tr": [
        ("bir saat on beş dakika", "75 min"),
        ("bir yıl üç ay", "15 month"),
    ],
}
ROWS = [(language, text, expected) for language, rows in CASES.items() for text, expected in rows]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS)
def test_a_sum_of_units(language: str, text: str, expected: str) -> None:
    assert "; ".join(describe(one) for one in find_quantities(text, language)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 km and 0.5 km", "2 km; 0.5 km"),
        ("two years and ten days", "2 year; 10 day"),
        ("a week and ten days", "10 day"),
        ("last year and three months later", "3 month"),
        ("two hours, ten minutes", "2 h; 10 min"),
        ("three weeks and six to eight days", "3 week; 6..8 day"),
    ],
)
def test_two_amounts_that_are_no_sum(text: str, expected: str) -> None:
    assert "; ".join(describe(one) for one in find_quantities(text, "en")) == expected


@pytest.mark.parametrize("other", ["an hour and a quarter", "75 minutes", "one hour, 15 minutes"])
def test_a_sum_agrees_with_its_pieces_and_its_whole(other: str) -> None:
    match = match_quantities(find_quantities("una hora y quince minutos", "es"), find_quantities(other, "en"))
    assert match == Match((), ())


@pytest.mark.parametrize("other", ["an hour and a half", "fifteen minutes", "an hour and fifty minutes", "16 minutes"])
def test_a_sum_differs_from_another(other: str) -> None:
    match = match_quantities(find_quantities("una hora y quince minutos", "es"), find_quantities(other, "en"))
    assert match.missing
