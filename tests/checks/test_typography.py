"""The house's marks on the page: what is not as it states, and what is let pass."""

from __future__ import annotations

from typing import Any

import pytest

from bitexts import bitext
from dragoman.checks import find_problems
from dragoman.checks.form.style_guide import StyleGuide
from dragoman.transcript.document import Segment, Transcript


def styled(text: str, **rules: Any) -> list[str]:
    """What a translation is told in a house with these rules."""
    problems = find_problems(bitext(("Hola.", text)), ("form",), style_guide=StyleGuide(**rules))
    return [problem.message for problem in problems if problem.code.startswith("style-")]


@pytest.mark.parametrize(
    ("quotes", "text", "sign"),
    [
        ("curly", 'She said "bread".', '"'),
        ("curly", "She said «bread».", "«"),
        ("curly", "She said ‘bread’.", "‘"),
        ("single", "She said “bread”.", "“"),
        ("low", "Sie sagte “Brot”.", "“"),
        ("low-high", "Sie sagte „Brot“.", "“"),
        ("guillemets", "Elle dit « pain », puis “sel”.", None),
        ("guillemets", "Elle dit »pain«.", "»"),
        ("inward", "Sie sagte «Brot».", "«"),
        ("straight", "She said “bread”.", "“"),
    ],
)
def test_quotation_marks_of_another_house(quotes: str, text: str, sign: str | None) -> None:
    told = styled(text, quotes=quotes)
    assert [line[-1] for line in told] == ([sign] if sign else [])


@pytest.mark.parametrize(
    ("quotes", "text"),
    [
        ("curly", "“He said ‘bread’,” she said."),
        ("curly", 'It’s the bakers’ bread, 6" long.'),
        ("single", "‘He said “bread”,’ she said."),
        ("low", "Sie sagte „Brot“, und das war’s."),
        ("guillemets", "Elle dit « pain »."),
        ("straight", 'She said "bread".'),
    ],
)
def test_quotation_marks_of_the_house(quotes: str, text: str) -> None:
    assert styled(text, quotes=quotes) == []


def test_quotes_are_told_once_a_passage_as_a_note() -> None:
    [problem] = find_problems(
        bitext(("Hola.", '"One" and "two" and "three".')), ("form",), style_guide=StyleGuide(quotes="curly")
    )
    assert (problem.code, problem.severity) == ("style-quotes", "note")
    assert problem.message == 'quotation marks are “words” in the style guide, here "'


@pytest.mark.parametrize(
    ("dash", "text", "count"),
    [
        ("em", "We came—all of us—by night.", 0),
        ("em", "We came – all of us – by night.", 1),
        ("em", "We came -- all of us -- by night.", 1),
        ("em-spaced", "We came — all of us.", 0),
        ("em-spaced", "We came—all of us.", 1),
        ("en-spaced", "We came – all of us.", 0),
        ("en-spaced", "We came - all of us.", 1),
        ("en-spaced", "In 1978–79 we were 40–50, well-fed people.", 0),
        ("en-spaced", "And then my brother—", 0),
    ],
)
def test_dashes(dash: str, text: str, count: int) -> None:
    assert len(styled(text, dash=dash)) == count


@pytest.mark.parametrize(
    ("ellipsis", "text", "count"),
    [("sign", "And then... no.", 1), ("sign", "And then… no.", 0), ("dots", "And then… no.", 1),
     ("dots", "And then... no.", 0), ("spaced", "And then... no.", 1), ("spaced", "And then . . . no.", 0)],
)  # fmt: skip
def test_three_dots(ellipsis: str, text: str, count: int) -> None:
    assert len(styled(text, ellipsis=ellipsis)) == count


def test_the_letter_behind_a_colon() -> None:
    assert styled("We knew: they came.", colon="capital") == [
        "a colon is followed by a capital letter by the style guide: “: they”"
    ]
    assert styled("They came. We knew: They had to.", colon="small") == []
    assert len(styled("We saw they came. We knew: They had to.", colon="small")) == 1


def test_a_name_behind_a_colon_keeps_its_capital() -> None:
    assert styled("We knew one: Tehran.", colon="small") == []


def test_two_spaces_in_a_row() -> None:
    document = Transcript(segments=(Segment(id="s00000000", target=("We  came.",)),), target_language="en")
    [problem] = find_problems(document, ("form",), style_guide=StyleGuide(spaces="single"))
    assert (problem.code, problem.message) == ("style-spaces", "there are two spaces in a row: “We came.”")


def test_spaces_about_a_mark_are_no_slip() -> None:
    assert styled("We came [laughs] by night.", spaces="single") == []


def test_without_rules_nothing_is_asked_for() -> None:
    text = '"We"  came -- at 3... «no» : They did.'
    assert [p.code for p in find_problems(bitext(("Hola.", text)), ("form",))] == []
    assert styled(text) == []
