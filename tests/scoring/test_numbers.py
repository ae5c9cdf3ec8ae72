import pytest

from dragoman.scoring.numbers import Numbers, count_numbers, find_numbers


@pytest.mark.parametrize("text", ["43,000", "43 thousand", "forty-three thousand", "about 43,000"])
def test_a_number_is_the_same_however_it_is_written(text: str) -> None:
    assert find_numbers(text, "en") == ("43000",)


def test_the_language_says_what_a_separator_means() -> None:
    assert find_numbers("3,5", "es") == ("3.5",)
    assert find_numbers("٤٣٬٠٠٠", "ar") == ("43000",)


def test_a_number_that_is_easily_left_unsaid_does_not_count() -> None:
    assert find_numbers("one of them, both of us", "en") == ()


def test_each_number_counts_as_often_as_it_stands() -> None:
    numbers = count_numbers("12 men, 12 women, in 1979", "twelve men and women, in 1978", "en")
    assert numbers == Numbers(truth=3, hypothesis=2, kept=1)
    assert numbers.recall == 1 / 3


def test_a_text_without_numbers_has_no_recall() -> None:
    assert count_numbers("none", "none", "en").recall is None


def test_counts_of_texts_can_be_pooled() -> None:
    pooled = count_numbers("15", "15", "en") + count_numbers("27", "", "en")
    assert pooled == Numbers(truth=2, hypothesis=1, kept=1)
