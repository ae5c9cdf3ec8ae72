from __future__ import annotations

import pytest

from bitexts import bitext, codes, found
from dragoman.checks import find_problems


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "Vinieron mil trescientas personas.", "1,300 people came."),
        ("fa en", "حدود ۵۰۰۰ تومان دادیم.", "We paid about 5,000 tomans."),
        ("ar en", "صدر سنة ١٣٤٧ وطبع ٥٠٠ نسخة.", "It came out in 1347 and he printed 500 copies."),
        ("ar en", "صدر في غرّة محرّم سنة ١٣٤٧.", "It came out on the first of Muharram 1347."),
        ("ru en", "Это было двадцать пять лет назад.", "That was twenty-five years ago."),
        ("de en", "Am 14. März 1994 kamen 43.000.", "On 14 March 1994 there came 43,000."),
        ("es en", "Cuesta dos euros con 50.", "It costs €2.50."),
        ("es en", "Vendí uno.", "I sold it."),
    ],
)
def test_the_same_number_in_other_words_is_no_fault(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="numbers", languages=languages) == []


def test_a_number_that_became_another_is_an_error() -> None:
    assert codes(("Éramos 300.", "There were 3,000 of us."), family="numbers") == ["number-changed"]


def test_rial_and_toman_differ() -> None:
    texts = ("پنج هزار تومان دادیم.", "We paid 5,000 rials.")
    assert codes(texts, family="numbers", languages="fa en") == ["number-changed"]


@pytest.mark.parametrize("source", ["Cuesta 2,50 €.", "Cuesta dos euros con 50.", "Cuesta dos euros y 50 céntimos."])
def test_an_amount_in_another_currency_is_one_error(source: str) -> None:
    assert codes((source, "It costs $2.50."), family="numbers") == ["number-changed"]


def test_los_dos_may_be_left_unsaid_and_twelve_may_not() -> None:
    assert codes(("Los dos se fueron.", "Both of them went."), family="numbers") == []
    assert codes(("Los dos se fueron.", "They went."), family="numbers") == []
    assert codes(("Los doce se fueron.", "They went."), family="numbers") == ["number-missing"]
    assert codes(("Los dos mil se fueron.", "They went."), family="numbers") == ["number-missing"]


def test_a_number_that_is_lost() -> None:
    assert codes(("Éramos 300 en 1979.", "There were 300 of us."), family="numbers") == ["number-missing"]


def test_a_number_that_nobody_said() -> None:
    assert codes(("Éramos muchos.", "There were 300 of us."), family="numbers") == ["number-added"]


def test_supplied_words_do_not_count_as_said() -> None:
    assert "number-missing" in codes(("Éramos 300.", "There were (300 of) us."), family="numbers")


def test_a_gloss_does_not_count_as_said() -> None:
    texts = ("Fue en 1357.", "It was in *1357* [= 1978].")
    assert codes(texts, family="numbers") == ["number-supplied"]


def test_a_number_in_another_passage_of_the_turn_is_listed_apart() -> None:
    document = bitext(("A: En 1979 llegamos.", "We came."), ("A: Éramos muchos.", "In 1979 there were many."))
    assert found(document, "numbers") == [("number-elsewhere", "00")]


def test_a_number_in_another_turn_is_lost() -> None:
    document = bitext(("A: En 1979 llegamos.", "We came."), ("B: Éramos muchos.", "In 1979 there were many."))
    assert found(document, "numbers") == [("number-missing", "00"), ("number-added", "01")]


def test_what_cannot_be_heard_is_not_missed() -> None:
    assert codes(("Éramos 300.", "There were [inaudible] of us."), family="numbers") == []


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("fa en", "دوازده هزار نفر [inaudible]", "Twelve hundred people [inaudible]"),
        ("es en", "Llegó en 1978 [inaudible].", "He came in 1987 [inaudible]."),
        ("es en", "[redacted] pagó 300 euros.", "[redacted] paid 30 euros."),
    ],
)
def test_a_gap_on_both_sides_does_not_hide_that_a_number_changed(languages: str, source: str, target: str) -> None:
    document = bitext((source, target), languages=languages)
    assert [(problem.code, problem.severity) for problem in find_problems(document, ["numbers"])] == [
        ("number-changed", "warning")
    ]


def test_a_changed_number_beside_gaps_may_be_in_the_other_sides_gap() -> None:
    (problem,) = find_problems(bitext(("Éramos 300 [inaudible].", "There were 400 [inaudible].")), ["numbers"])
    assert problem.message == "300 in the original is 400 in the translation, unless each is in a gap of the other side"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Éramos 300 [inaudible].", "There were 3,000 of us."),
        ("Éramos 300.", "There were 3,000 [inaudible]."),
    ],
)
def test_a_gap_on_one_side_does_not_excuse_a_changed_number(source: str, target: str) -> None:
    document = bitext((source, target))
    assert [(problem.code, problem.severity) for problem in find_problems(document, ["numbers"])] == [
        ("number-changed", "error")
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Éramos [inaudible].", "There were 300 of us."),
        ("Éramos 300 [inaudible].", "There were [inaudible] of us."),
        ("Éramos 300 y 20 [inaudible].", "There were [inaudible] and 20 [inaudible]."),
        ("Éramos 300 [inaudible].", "We came on 3 May 1978 [inaudible]."),
    ],
)
def test_a_gap_excuses_a_number_that_has_no_counterpart(source: str, target: str) -> None:
    assert codes((source, target), family="numbers") == []


def test_number_words_of_a_language_without_a_table_are_not_missed() -> None:
    assert codes(("Vi var tolv.", "There were twelve of us."), family="numbers", languages="sv en") == []


@pytest.mark.parametrize("languages", ["und en", "pl en", "en und"])
def test_words_that_nobody_can_read_may_say_a_figure_of_the_other_side(languages: str) -> None:
    rows = [("Tenía doce años.", "She was 12."), ("El 3 de mayo nos fuimos.", "We left on 3 May, 1,500 of us.")]
    asked = rows if languages != "en und" else [(target, source) for source, target in rows]
    assert codes(*asked, family="numbers", languages=languages) == []


def test_a_year_that_became_another_is_found_in_every_language() -> None:
    assert codes(("En 1948 nos fuimos.", "We left in 1984."), family="numbers", languages="und en") == [
        "number-changed"
    ]


@pytest.mark.parametrize("year", ["1357", "2521", "5739"])
def test_a_year_in_a_language_that_is_not_known_may_be_of_another_calendar(year: str) -> None:
    assert codes((f"Xyz {year} abc.", "It was in 1978."), family="numbers", languages="und en") == []


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("נולדתי בי״ד בניסן תש״ח, ועלינו לפני ה׳ באייר.", "I was born on 14 Nisan 5708, and we came before 5 Iyar."),
        ("היו לנו שלושה ילדים בשנת תשי״ז.", "We had three children in 1957."),
        ('נולדתי בט"ו באב ה\'תש"ח.', "I was born on the fifteenth of Av 5708."),
        ("נולדתי בי״ד בניסן תש״ח.", "I was born on 23 April 1948."),
    ],
)
def test_a_hebrew_date_in_letters_is_no_fault(original: str, translation: str) -> None:
    assert codes((original, translation), family="numbers", languages="he en") == []
    assert codes((translation, original), family="numbers", languages="en he") == []


def test_another_year_than_that_in_hebrew_letters_is_a_fault() -> None:
    assert codes(("נולדתי בשנת תש״ח.", "I was born in 1984."), family="numbers", languages="he en") == ["number-added"]
