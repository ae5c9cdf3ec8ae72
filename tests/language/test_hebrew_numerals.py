from __future__ import annotations

from dragoman.language.hebrew_numerals import find_hebrew_numerals, find_hebrew_years


def test_a_day_and_a_year_of_the_hebrew_calendar() -> None:
    assert {14, 5708, 708, 1948, 1947} <= find_hebrew_numerals("נולדתי בי״ד בניסן תש״ח")


def test_other_signs_and_the_thousands_may_be_typed() -> None:
    assert {15, 5708} <= find_hebrew_numerals('ט"ו באב ה\'תש"ח')
    assert {5} <= find_hebrew_numerals("לפני ה׳ באייר")


def test_words_without_the_signs_are_no_numerals() -> None:
    assert find_hebrew_numerals("היו לנו שלושה ילדים") == frozenset()
    assert find_hebrew_years("בי״ד בניסן") == frozenset()
