"""The parts as which a quantity may be rendered, in the notation of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.agreement import match_quantities
from dragoman.language.quantities.pieces import take_apart
from dragoman.language.quantities.text_quantities import describe, find_quantities


def pieces(text: str, language: str, others: str = "") -> str:
    """The pieces of the one quantity of a text, beside an English one."""
    [quantity] = find_quantities(text, language)
    return "; ".join(map(describe, take_apart(quantity, find_quantities(others, "en"))))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "10 to 15 km", "10 km; 15 km"),
        ("fa", "دو سه روز", "2 day; 3 day"),
        ("en", "two hours and ten minutes", "2 h; 10 min"),
        ("fr", "88 600", "88; 600"),
        ("es", "tres de cada cuatro", "3; 4"),
        ("en", "one in ten", "10"),
        ("en", "at 6:30", "6; 30"),
        ("de", "um 19:30", "19; 30"),
        ("en", "1.80 m", "80"),
        ("en", "February 11, 1979", "year 1979; --02-11"),
        ("fa", "۲۲ بهمن ۱۳۵۷", "solar year 1357; solar --11-22"),
        ("en", "in February 1979", "year 1979"),
    ],
)
def test_a_quantity_is_taken_apart(language: str, text: str, expected: str) -> None:
    assert pieces(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "43", "43"),
        ("en", "5 km", "5 km"),
        ("en", "at 6:00 pm", "18:00"),
        ("en", "in the year 1979", "year 1979"),
        ("en", "on February 11", "--02-11"),
        ("en", "12.5 m", "12.5 m"),
        ("en", "hundreds of men", "100s"),
    ],
)
def test_what_is_one_stays_one(language: str, text: str, expected: str) -> None:
    assert pieces(text, language) == expected


def test_a_time_stays_whole_beside_another_time() -> None:
    assert pieces("at 6:30", "en", "at 7:30 pm") == "06:30*"


@pytest.mark.parametrize(
    ("language", "text", "translation"),
    [
        ("es", "de 10 a 15", "10, then 15"),
        ("fa", "۲۲ بهمن ۱۳۵۷", "On February 11 of that year, in the year 1979"),
        ("es", "a las seis y media", "six thirty"),
        ("de", "ein Meter achtzig", "1.80 m"),
        ("ar", "ساعة وعشر دقائق", "one hour, then ten minutes"),
        ("he", "שעה ועשר דקות", "70 minutes"),
    ],
)
def test_a_right_rendering_in_pieces_misses_nothing(language: str, text: str, translation: str) -> None:
    missing, _ = match_quantities(find_quantities(text, language), find_quantities(translation, "en"))

    assert [describe(one) for one in missing if not one.weak] == []


@pytest.mark.parametrize(
    ("language", "text", "translation", "missing"),
    [
        ("es", "de 10 a 15", "10, then 16", "10..15"),
        ("fa", "۲۲ بهمن ۱۳۵۷", "February 11, 1980", "solar 1357-11-22"),
        ("de", "zwei Stunden und zehn Minuten", "two hours and twelve minutes", "130 min"),
        ("he", "שלושה מתוך ארבעה", "three in five", "0.75"),
    ],
)
def test_a_wrong_piece_makes_the_whole_missing(language: str, text: str, translation: str, missing: str) -> None:
    left, _ = match_quantities(find_quantities(text, language), find_quantities(translation, "en"))

    assert "; ".join(map(describe, left)) == missing
