"""Whether two quantities may state the same: the lenient rules, one by one (docs/numbers.md)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.quantities.lenient import find_buckets, same_quantity
from dragoman.language.quantities.quantity import Quantity
from dragoman.language.quantities.text_quantities import find_quantities


def only(language: str, text: str) -> Quantity:
    [quantity] = find_quantities(text, language)
    return quantity


SAME = [
    # A unit that only one side names, and names that several units share
    ("es", "cinco kilómetros", "en", "five"),
    ("tr", "500 lira", "en", "500 pounds"),
    ("es", "$500", "en", "500 dollars"),
    ("es", "20 grados", "en", "20 °C"),
    # The same amount in another unit
    ("fa", "نیم ساعت", "en", "thirty minutes"),
    ("en", "18 months", "en", "a year and a half"),
    ("fa", "۵ هزار تومان", "en", "50,000 rials"),
    ("en", "500 metres", "en", "half a kilometre"),
    ("ru", "50 копеек", "en", "0.5 rubles"),
    # A part and its share of a hundred
    ("es", "un cuarto de ellos", "en", "25 percent"),
    ("en", "three quarters of them", "en", "75%"),
    ("en", "one in ten", "en", "10 percent"),
    # Spans of time that are said for each other
    ("es", "quince días", "en", "two weeks"),
    ("de", "acht Tage", "en", "one week"),
    ("fr", "quinze jours", "en", "half a month"),
    ("en", "thirty days", "en", "one month"),
    ("en", "six weeks", "en", "a month and a half"),
    # A year and a decade without their century or calendar
    ("es", "en el 79", "en", "1979"),
    ("fa", "سال ۱۳۵۷", "en", "in the year 1978"),
    ("fa", "سال ۱۳۵۷", "en", "in the year 1979"),
    ("fa", "دهه شصت", "en", "the 1980s"),
    ("fa", "دهه شصت", "en", "the sixties"),
    ("en", "the 1800s", "en", "the nineteenth century"),
    # Hours without the half of the day, or without the clock
    ("fr", "à trois heures", "en", "at 15:00"),
    ("fr", "à trois heures", "en", "at 3:00"),
    ("de", "um 19:00", "en", "seven"),
    ("es", "a las tres", "en", "three hours"),
    # Below zero
    ("en", "twenty", "de", "-20 °C"),
    # A date in two calendars
    ("fa", "۲۲ بهمن ۱۳۵۷", "en", "February 11, 1979"),
    ("ar", "1 رمضان 1445", "en", "March 11, 2024"),
    ("ar", "1 رمضان 1445", "en", "March 12, 2024"),
]

DIFFERENT = [
    ("es", "cinco kilómetros", "en", "five miles"),
    ("es", "veinte por ciento", "en", "twenty"),
    ("fa", "۵ هزار تومان", "en", "5,000 rials"),
    ("en", "a third of them", "en", "33 percent"),
    ("en", "sixteen days", "en", "two weeks"),
    ("en", "31 days", "en", "one month"),
    ("en", "1979", "en", "78"),
    ("fa", "سال ۱۳۵۷", "en", "in the year 1980"),
    ("fa", "دهه شصت", "en", "the 1960s"),
    ("en", "the 1810s", "en", "the nineteenth century"),
    ("en", "the 1800s", "en", "the eighteenth century"),
    ("en", "at 3 pm", "en", "at 3 am"),
    ("fr", "à trois heures", "en", "at 16:00"),
    ("en", "-20 °C", "en", "-2 °C"),
    ("en", "-20 °C", "en", "20 °C"),
    ("en", "10 to 15", "en", "10"),
    ("en", "10 to 15", "en", "10 to 16"),
    ("en", "hundreds of people", "en", "100 people"),
    ("en", "February 11, 1979", "en", "February 12, 1979"),
    ("ar", "1 رمضان 1445", "en", "March 20, 2024"),
    ("en", "20 °C", "en", "20 °F"),
]


@pytest.mark.parametrize(("language", "text", "other", "translation"), SAME)
def test_two_that_may_state_the_same(language: str, text: str, other: str, translation: str) -> None:
    assert same_quantity(only(language, text), only(other, translation))
    assert same_quantity(only(other, translation), only(language, text))


@pytest.mark.parametrize(("language", "text", "other", "translation"), SAME)
def test_two_that_may_state_the_same_are_found_in_one_place(
    language: str, text: str, other: str, translation: str
) -> None:
    assert set(find_buckets(only(language, text))) & set(find_buckets(only(other, translation)))


@pytest.mark.parametrize(("language", "text", "other", "translation"), DIFFERENT)
def test_two_that_state_something_else(language: str, text: str, other: str, translation: str) -> None:
    assert not same_quantity(only(language, text), only(other, translation))
    assert not same_quantity(only(other, translation), only(language, text))


_TEXTS = st.sampled_from(sorted({(one, text) for one, text, _, _ in SAME} | {(one, text) for _, _, one, text in SAME}))


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
def test_it_does_not_matter_which_side_is_which(first: tuple[str, str], second: tuple[str, str]) -> None:
    one, other = only(*first), only(*second)

    assert same_quantity(one, one)
    assert same_quantity(one, other) == same_quantity(other, one)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
def test_no_two_that_are_the_same_are_looked_for_in_vain(first: tuple[str, str], second: tuple[str, str]) -> None:
    one, other = only(*first), only(*second)

    assert not same_quantity(one, other) or set(find_buckets(one)) & set(find_buckets(other))
