from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quantities import units
from dragoman.locale import in_language
from dragoman.press.figure_words import UNITS, render_value

# What is written with a sign or a letter that every language reads.
_SIGNS = {"$", "%", "‰", "°C", "°F"}


def said(value: str, language: str = "ar") -> str:
    with in_language(language):
        return re.sub("<[^>]+>", "", render_value(value))


@pytest.mark.parametrize(
    ("value", "arabic", "persian"),
    [
        ("43\u202f000 dollar", "43\u202f000 دولار", "43\u202f000 دلار"),
        ("5–10 km", "5–10 كم", "5–10 کیلومتر"),
        ("solar 1357-11-22", "1357-11-22 هجري شمسي", "1357-11-22 هجری شمسی"),
        ("islamic 1407", "1407 هجري قمري", "1407 هجری قمری"),
        ("1990s", "السنوات العشر من 1990", "ده سال از 1990"),
        ("100s dollar", "100 فأكثر دولار", "100 یا بیشتر دلار"),
    ],
)
def test_units_and_calendars_are_words_of_the_page(value: str, arabic: str, persian: str) -> None:
    assert (said(value), said(value, "fa")) == (arabic, persian)
    assert said(value, "en") == value


@pytest.mark.parametrize("value", ["~300", "5%", "3 °C", "1979-02-11", "03:30", "--01-15", "20s", "3 blorg", "x"])
def test_what_has_no_word_stays_as_it_is(value: str) -> None:
    with in_language("ar"):
        assert render_value(value) == f'<bdi dir="ltr">{value}</bdi>'


def test_the_number_reads_from_left_to_right_beside_its_word() -> None:
    with in_language("fa"):
        assert render_value("5–10 km") == '<bdi dir="ltr">5–10</bdi> کیلومتر'


def test_every_unit_of_measure_and_money_has_a_word() -> None:
    named = {*units.SIGNS.values(), *units.CODES.values(), *units.MONEY, *units.TEMPERATURES}
    assert named - _SIGNS <= UNITS


@given(st.text(max_size=30), st.sampled_from(["ar", "en", "fa"]))
def test_no_value_raises_or_loses_its_figures(value: str, language: str) -> None:
    shown = said(value.replace("<", "").replace("&", "").replace(">", ""), language)
    assert [c for c in shown if c in "0123456789"] == [c for c in value if c in "0123456789"] or "²" in shown
