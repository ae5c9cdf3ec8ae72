from __future__ import annotations

from bitexts import bitext, codes, found
from dragoman.checks import find_problems


def test_a_name_spelled_by_ear_is_counted_once() -> None:
    rows = [("Vino Iturbe.", "{Iturbe} [ph] came."), ("Dijo Iturbe.", "So said {Iturbe} [ph].")]
    [problem] = find_problems(bitext(*rows), ("names",))
    assert (problem.code, problem.message) == ("name-open", "“Iturbe” is spelled by ear, 2 times")


def test_a_name_that_the_translator_supplied() -> None:
    assert found(bitext(("Vino.", "He came (from old Tehran).")), "names") == [("name-supplied", "00")]


def test_supplied_words_without_a_name() -> None:
    assert found(bitext(("Vino.", "He came (all the way).")), "names") == []


def test_a_name_alone_that_the_translator_supplied() -> None:
    assert found(bitext(("Vino.", "She came (Carmen).")), "names") == [("name-supplied", "00")]


def test_a_weekday_and_a_month_are_no_names() -> None:
    assert codes(("Vino ese día.", "He came (on Wednesday)."), family="names") == []
    assert codes(("Vino ese mes.", "He came (in May)."), family="names") == []
    assert codes(("Vino ese día.", "Er kam (am Mittwoch)."), family="names", languages="es de") == []
    assert codes(("Vino ese día.", "He came (on Wednesday, with Tomás)."), family="names") == ["name-supplied"]
