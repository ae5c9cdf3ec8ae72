import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.scoring.numbers import Numbers, count_numbers, find_numbers


@pytest.mark.parametrize("text", ["43,000", "43.000", "43 000".replace(" ", "\u202f"), "٤٣٬٠٠٠", "۴۳۰۰۰", "43'000"])
def test_thousands_are_read_however_they_are_parted(text: str) -> None:
    assert find_numbers(text, "en") == ("43000",)


@pytest.mark.parametrize("text", ["3.5", "3,5", "٣٫٥"])
def test_decimals_are_read_however_they_are_parted(text: str) -> None:
    assert find_numbers(text, "en") == ("3.5",)


def test_thousands_and_decimals_stand_together() -> None:
    assert find_numbers("1.234.567,89 and 0.125", "en") == ("1234567.89", "0.125")


def test_a_full_stop_ends_a_sentence_and_not_a_number() -> None:
    assert find_numbers("In 2019. Then 12, 14.", "en") == ("2019", "12", "14")


def test_each_number_counts_as_often_as_it_stands() -> None:
    numbers = count_numbers("12 men, 12 women, in 1979", "12 men and women, in 1978", "en")
    assert numbers == Numbers(truth=3, hypothesis=2, kept=1)
    assert numbers.recall == 1 / 3
    assert numbers.precision == 0.5


def test_a_text_without_numbers_has_no_recall() -> None:
    assert count_numbers("none", "none", "en").recall is None


def test_counts_of_texts_can_be_pooled() -> None:
    assert count_numbers("1", "1", "en") + count_numbers("2", "", "en") == Numbers(truth=2, hypothesis=1, kept=1)


@given(st.text(max_size=60))
def test_any_text_has_numbers_in_ascii_or_none(text: str) -> None:
    assert all(number.isascii() for number in find_numbers(text, "en"))
