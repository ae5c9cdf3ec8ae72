"""What holds in every language: places, kinds, and that no text can do harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.quantities.calendars import Date
from dragoman.language.quantities.text_quantities import describe, find_quantities

LANGUAGES = ["en", "es", "fr", "de", "pt", "it", "ru", "ar", "fa", "he", "tr", "hi", "und"]

PIECES = str.split(
    "5 1,300 ٣ ۵ १ % $ € - – : / . , ' ' \u200c \u200f ½ the a one two hundred thousand million and of to "
    "between half past at May March 1979 '90s mil y de las media siglo XXI cent quatre vingt et und "
    "fünfundzwanzig halb Uhr ثلاثة وعشرين ألف نصف الساعة هزار و سیصد نیم ساعت دهه بهمن שלוש מאות וחצי yüz bin "
    "buçuk üçte тысяча с половиной quarter dozen lakh hour minutes an Viertelstunde полчаса четвертью ربع إلا رבע",
    " ",
)


def test_spans_lie_where_the_words_are() -> None:
    text = "They say that forty-three thousand tomans, i.e. 5%, were paid."
    assert [text[q.start : q.end] for q in find_quantities(text, "en")] == ["forty-three thousand tomans", "5%"]
    assert [q.text for q in find_quantities(text, "en")] == ["forty-three thousand tomans", "5%"]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("1,300", "number", None),
        ("the fifth", "ordinal", None),
        ("two thirds", "fraction", None),
        ("5%", "percent", "%"),
        ("5 tomans", "money", "toman"),
        ("5 km", "measure", "km"),
        ("11 May 1979", "date", None),
        ("the 1990s", "decade", None),
        ("at 15:30", "time", None),
        ("hundreds", "magnitude", None),
    ],
)
def test_kinds(text: str, kind: str, unit: str | None) -> None:
    (quantity,) = find_quantities(text, "en")
    assert (quantity.kind, quantity.unit) == (kind, unit)


def test_a_range_has_two_ends_and_no_value() -> None:
    (quantity,) = find_quantities("10 to 15 km", "en")
    assert (quantity.value, quantity.low, quantity.high, quantity.unit) == (None, 10, 15, "km")


def test_a_date_keeps_its_calendar() -> None:
    (quantity,) = find_quantities("22 Bahman 1357", "en")
    assert quantity.date == Date("solar", 1357, 11, 22)


def test_a_region_does_not_change_the_language() -> None:
    assert [describe(q) for q in find_quantities("mil trezentos", "pt-BR")] == ["1300"]


@pytest.mark.parametrize(("language", "expected"), [("en-US", "2020-03-04"), ("en-GB", "2020-04-03")])
def test_a_region_decides_the_order_of_day_and_month(language: str, expected: str) -> None:
    assert [describe(q) for q in find_quantities("03/04/2020", language)] == [expected]


def test_a_language_without_a_table_still_has_its_figures() -> None:
    assert [describe(q) for q in find_quantities("१,३०० और 5%", "hi")] == ["1300", "5%"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_no_text_makes_it_raise(text: str, language: str) -> None:
    _check(text, language)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(LANGUAGES))
def test_no_heap_of_number_words_makes_it_raise(pieces: list[str], language: str) -> None:
    _check(" ".join(pieces), language)
    _check("".join(pieces), language)


def _check(text: str, language: str) -> None:
    end = 0
    for quantity in find_quantities(text, language):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert describe(quantity)
        end = quantity.end


@pytest.mark.parametrize(
    "piece",
    [
        "million ",
        "9",
        "1,",
        "one hundred and ",
        "half ",
        "half a ",
        "May ",
        "5 to ",
        "1 ",
        "1 h ",
        "a day and ",
        "3/4 ",
    ],
)
def test_long_heaps_are_read_in_bounded_time(piece: str) -> None:
    assert find_quantities(piece * 5000, "en") is not None
