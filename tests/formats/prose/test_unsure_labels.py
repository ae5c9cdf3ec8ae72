from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions


def text(*lines: str) -> Imported:
    return read("\n\n".join(lines).encode(), "plain-text", ReadOptions())


def unsure(*lines: str) -> list[tuple[int | None, str]]:
    found = text("I: Wo?", "K: In Essen.", *lines, "I: Und dann?", "K: Dann kam der Krieg.", "I: Ja?", "K: Ja.")
    return [(p.where.line, p.message) for p in found.problems if p.code == "label-unsure"]


def test_a_name_that_is_read_as_words_of_another_person_is_reported() -> None:
    ((line, message),) = unsure("Frau Schmitz (Nachbarin, kommt herein): Erika, hast du Kaffee?")
    assert line == 5
    assert (
        message
        == "“Frau Schmitz (Nachbarin, kommt herein)” may name another speaker; the words are read as those of “K”"
    )


def test_a_name_in_a_script_without_capitals_is_reported() -> None:
    found = text("المحاور: أين ولدت؟", "أبو سليم: في حيفا.", "زوجته: لا.", "المحاور: متى؟", "أبو سليم: في نيسان.")
    assert [p.code for p in found.problems if p.where.line == 5] == ["label-unsure"]


@pytest.mark.parametrize(
    "line",
    [
        "Sie hat immer gesagt: Kind, lern was!",
        "Anmerkung: Namen prüfen.",
        "Also, und das weiß jeder: niemand.",
        "Um 10:30 Uhr.",
    ],
)
def test_what_people_say_is_not(line: str) -> None:
    assert unsure(line) == []


def test_initials_without_a_colon_are_reported() -> None:
    found = text("А.К.: Где?", "М.И.: Там.", "А.К. А дети?", "М.И.: Дети!", "А.К.: Да?", "М.И.: Да.")
    (problem,) = [p for p in found.problems if p.code == "label-unsure"]
    assert (problem.where.line, problem.texts) == (5, None)
    assert "“А.К.” may name another speaker; the words are read as those of “М.И.”" in problem.message


def test_a_name_that_occurs_once_among_others_is_reported() -> None:
    found = text("Q: Where?", "A: In Lodz.", "Auschwitz: I cannot say it.", "Q: No.", "A: Yes.")
    (problem,) = [p for p in found.problems if p.code == "speaker-guessed"]
    assert (problem.where.line, problem.severity) == (5, "note")
    assert "“Auschwitz”" in problem.message


def test_a_full_name_or_a_role_that_occurs_once_is_not() -> None:
    found = text("Q: Where?", "A: In Lodz.", "Ana Ruiz: Hello.", "The translator: One moment.", "Q: No.", "A: Yes.")
    assert [p.code for p in found.problems] == []
