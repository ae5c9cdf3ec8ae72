"""The tables hold together: every language says the same things."""

from fractions import Fraction
from importlib import import_module

import pytest

from dragoman.language.quantities.lexicon import find_lexicon
from dragoman.language.quantities.reading import read
from dragoman.language.quantities.units import MONEY, in_base
from dragoman.language.tables.base import COMMON_UNITS, Table

LANGUAGES = ["en", "es", "fr", "de", "pt", "it", "ru", "ar", "fa", "he", "tr"]
BARE_UNITS = {"lb", "ounce", "acre", "gallon", "barrel", "mile2", "foot2", "km/h", "mile/h", "m/s", "degree"}
BARE_UNITS |= {"°C", "°F", "kWh", "KB", "MB", "GB", "TB", "Hz", "kcal", "%", "‰"}


def table(language: str) -> Table:
    found = import_module(f"dragoman.language.tables.{language}").TABLE
    assert isinstance(found, Table)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_months_and_scales(language: str) -> None:
    found = table(language)
    assert set(found.months) == set(range(1, 13)) == set(found.solar)
    assert {1000, 10**6, 10**9, 10**12} <= set(found.scales)


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_go_by_names_that_are_known(language: str) -> None:
    bases = {in_base(1, unit)[1] for unit in {*table(language).units, *table(language).duals, *COMMON_UNITS}}
    assert bases <= {"m", "m2", "l", "g", "s", "month", "W"} | BARE_UNITS | MONEY


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_has_the_names_that_must_not_be_confused(language: str) -> None:
    assert {"dollar", "euro", "rial", "toman", "pound"} <= set(table(language).units)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_parts_before_and_after(language: str) -> None:
    found = table(language)
    before = {*found.part_before, *found.parts, *found.weak_parts}
    after = {*found.part_after, *found.part_after_unit}
    assert {Fraction(1, 2), Fraction(1, 4)} <= before & after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_dozen(language: str) -> None:
    assert 12 in {*table(language).scales, *table(language).collectives}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_both_a_number_and_an_and(language: str) -> None:
    lexicon = find_lexicon(language)
    joiners = {lexicon.key(word) for word in table(language).joiner.split()}
    assert not joiners & lexicon.atoms.keys()


def pieces(word: str, language: str) -> list[str]:
    return [token.key for token in read(word, language, find_lexicon(language)).tokens]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("fünfundzwanzig", "de", ["funf", "&", "zwanzig"]),
        ("Achtung", "de", ["achtung"]),
        ("وعشرين", "ar", ["&", "عشرین"]),
        ("بالساعة", "ar", ["ساعه"]),
        ("למאתיים", "he", ["ל", "מאתיימ"]),
        ("beşte", "tr", ["beş"]),
        ("yirmibeşinci", "tr", ["yirmi", "beşinci"]),
        ("onun", "tr", ["onun"]),
        ("هزاروسیصد", "fa", ["هزار", "&", "سیصد"]),
        ("milletrecento", "it", ["mille", "tre", "cento"]),
        ("трёхлетний", "ru", ["трех", "летнии"]),
        ("Viertelstunde", "de", ["viertel", "stunde"]),
        ("Dreiviertelmillion", "de", ["dreiviertel", "million"]),
        ("полчаса", "ru", ["пол", "часа"]),
        ("mezzora", "it", ["mezz", "ora"]),
        ("Halbzeit", "de", ["halbzeit"]),
        ("политика", "ru", ["политика"]),
    ],
)
def test_words_are_cut_into_their_pieces(word: str, language: str, expected: list[str]) -> None:
    assert pieces(word, language) == expected


def test_a_language_without_a_table_has_only_figures() -> None:
    assert find_lexicon("xx") is find_lexicon("und")
    assert find_lexicon("und").atoms.keys() <= set("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
