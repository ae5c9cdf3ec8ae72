from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.digits import Number, WrittenNumber, decimal_text, exact, find_figures, read_figure, to_ascii

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
    ("1,30,000", "en", 130000),
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


@pytest.mark.parametrize(
    ("text", "language", "value", "other"),
    [
        ("1.300", "de", 1300, Fraction(13, 10)),
        ("1,300", "en", 1300, Fraction(13, 10)),
        ("1,300,000", "en", 1_300_000, None),
        ("1300", "en", 1300, None),
        ("1.5", "en", Fraction(3, 2), None),
        ("12,34", "en", Fraction(617, 50), None),
    ],
)
def test_only_one_group_of_three_is_unsure(text: str, language: str, value: Number, other: Number | None) -> None:
    assert read_figure(text, language) == WrittenNumber(value, other)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.375", "en", Fraction(11, 8)),
        ("1,375", "en", 1375),
        ("1,375", "de", Fraction(11, 8)),
        ("1.375", "de", 1375),
        ("۱٫۳۷۵", "fa", Fraction(11, 8)),
    ],
)
def test_before_a_unit_a_language_s_own_sign_is_its_decimal_point(text: str, language: str, value: Number) -> None:
    figure = read_figure(text, language, measured=True)

    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize("text", ["1" * 41, "1.300.00", "1 30", "²", "1٫2٫3"])
def test_what_no_one_writes_as_one_figure_is_none(text: str) -> None:
    assert read_figure(text, "en") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1300, "1300"),
        (-5, "-5"),
        (Fraction(7, 2), "3.5"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 100), "0.01"),
        (Fraction(-2, 3), "-2/3"),
    ],
)
def test_a_number_is_written_as_a_decimal_or_else_as_a_fraction(value: Number, text: str) -> None:
    assert decimal_text(value) == text


def test_a_whole_number_is_whole() -> None:
    assert isinstance(exact(Fraction(4, 2)), int)
    assert exact(Fraction(1, 2)) == HALF


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("von 43.000 auf 2,5", [(4, 10, 43000), (15, 18, 2 + HALF)]),
        ("5 oder 50", []),
        ("۱٬۳۰۰ نفر", [(0, 5, 1300)]),
        ("1.2.3", []),
    ],
)
def test_figures_with_a_separator_are_found_where_they_stand(text: str, found: list[tuple[int, int, Number]]) -> None:
    assert [(start, end, figure.value) for start, end, figure in find_figures(text, "de")] == found


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۴۵۶", "456"), ("१२३", "123"), ("１２", "12"), ("½ ②", "½ ②")],
)
def test_only_decimal_digits_become_ascii(text: str, ascii_text: str) -> None:
    assert to_ascii(text) == ascii_text


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "'", "٬", "\u202f"]))
def test_a_grouped_figure_is_read_whole(number: int, sign: str) -> None:
    figure = read_figure(f"{number:,}".replace(",", sign), "en")

    assert figure is not None
    assert figure.value == number


@given(st.fractions(min_value=-1000, max_value=1000))
def test_a_written_number_has_its_value(value: Fraction) -> None:
    assert Fraction(decimal_text(value)) == value


@given(st.text(max_size=20), st.sampled_from(["en", "de", "fa", "und"]))
def test_no_text_makes_it_raise(text: str, language: str) -> None:
    read_figure(text, language)
    assert len(to_ascii(text)) == len(text)
