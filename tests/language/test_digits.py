from fractions import Fraction

import pytest

from dragoman.language.digits import read_figure, to_ascii

HALF = Fraction(1, 2)

FIGURES = [
    ("1300", "en", 1300),
    ("1,300", "en", 1300),
    ("1.300", "de", 1300),
    ("1 300", "fr", 1300),
    ("1\u202f300\u202f000", "fr", 1300000),
    ("1'300", "de", 1300),
    ("۱٬۳۰۰", "fa", 1300),
    ("١٬٣٠٠٫٥", "ar", 1300 + HALF),
    ("۱،۳۰۰", "fa", 1300),
    ("१,२३,४५६", "hi", 123456),
    ("1,00,000", "en", 100000),
    ("2,5", "es", 2 + HALF),
    ("2.5", "es", 2 + HALF),
    ("1.300.000,5", "de", 1300000 + HALF),
    ("1,300,000.5", "en", 1300000 + HALF),
    ("0.125", "en", Fraction(1, 8)),
    ("0,125", "de", Fraction(1, 8)),
]

NOT_ONE_FIGURE = ["1.2.3", "12,34", "50,60,70", "2015 300", "1,2,3", "192.168.0.1", "", "x", "1,,2"]


@pytest.mark.parametrize(("text", "language", "value"), FIGURES)
def test_reads_every_house(text: str, language: str, value: Fraction) -> None:
    figure = read_figure(text, language)
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize("text", [text for text in NOT_ONE_FIGURE if text != "12,34"])
def test_what_is_not_one_figure_is_none(text: str) -> None:
    assert read_figure(text, "en") is None


def test_a_group_of_three_may_be_a_decimal() -> None:
    figure = read_figure("1.300", "en")
    assert figure is not None
    assert (figure.value, figure.other) == (1300, Fraction(13, 10))


def test_digits_of_every_script_become_ascii() -> None:
    assert to_ascii("۱۲٣४५ x 1") == "12345 x 1"
