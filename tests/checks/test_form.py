from __future__ import annotations

import pytest

from bitexts import bitext, codes
from dragoman.checks import find_problems
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span

LONG = "palabra " * 30


def test_brackets_that_mean_nothing() -> None:
    assert codes(("Hola.", "Hello [sort of]."), family="form") == ["unknown-brackets"]


def test_a_bracket_that_is_never_closed() -> None:
    assert codes(("Hola.", "Hello (my friend."), family="form") == ["loose-bracket"]


def test_items_of_a_list_are_no_loose_brackets() -> None:
    assert codes(("1) pan y 2) sal", "1) bread and 2) salt"), family="form") == []


def test_a_whole_sentence_that_is_supplied() -> None:
    assert codes(("Hola.", "Hello. (He waves to her.)"), family="form") == ["supplied-sentence"]


def test_a_long_stretch_that_is_supplied() -> None:
    assert codes(("Hola.", f"Hello ({LONG.strip()})."), family="form") == ["supplied-long"]


def test_a_large_share_that_is_supplied() -> None:
    assert codes((LONG * 4, f"{LONG * 4} " + "(and more of that) " * 10), family="form")[0] == "supplied-share"


def test_a_figure_behind_a_word_from_right_to_left() -> None:
    texts = ("Fue en 1357.", "It was in سال 1357.")
    assert codes(texts, family="form") == ["mixed-direction"]


def test_words_in_a_mark_are_isolated() -> None:
    assert codes(("Fue en 1357.", "It was in [in Persian: سال] 1357."), family="form") == []


@pytest.mark.parametrize(
    ("languages", "text", "shown"),
    [
        ("en ar", "جئنا مع IBM، 300 شخص.", "IBM، 300"),
        ("en ar", "جئنا مع IBM, 300 شخص.", "IBM, 300"),
        ("en fa", "با IBM، ۳۰۰ نفر آمدیم.", "IBM، ۳۰۰"),
        ("en ar", "جاءت IBM، NASA أيضًا.", "IBM، NASA"),
    ],
)
def test_latin_words_and_figures_that_run_together_in_arabic(languages: str, text: str, shown: str) -> None:
    [problem] = find_problems(bitext(("They came.", text), languages=languages), ("form",))
    assert (problem.code, problem.message) == ("mixed-direction", f"the translation will show out of order: “{shown}”")


@pytest.mark.parametrize(
    "text",
    [
        "جئنا مع IBM، ٣٠٠ شخص.",
        "جئنا مع (IBM) 300 شخص.",
        "جئنا في عام 1978، 300 شخص.",
        "كان ذلك COVID-19 في Paris, France.",
        "في 2020-01-08 كانت 12-15% منهم.",
    ],
)
def test_what_shows_in_order_in_arabic(text: str) -> None:
    assert codes(("They came.", text), family="form", languages="en ar") == []


def test_a_mark_of_direction_that_is_never_closed() -> None:
    assert codes(("They came.", "جئنا \u2066IBM معًا."), family="form", languages="en ar") == ["mixed-direction"]


def test_more_than_readers_manage() -> None:
    segment = Segment(id="s00000000", span=Span(0, 1000), target=("word " * 12,))
    [problem] = find_problems(Transcript(segments=(segment,), target_language="en"), ("form",))
    assert (problem.code, problem.severity) == ("too-fast-to-read", "note")


def test_a_character_of_chinese_is_read_as_two() -> None:
    segment = Segment(id="s00000000", span=Span(0, 2000), target=("我们是从山里来的" * 4,))
    [problem] = find_problems(Transcript(segments=(segment,), target_language="zh"), ("form",))
    assert problem.message == "32 characters per second are more than most readers can follow"


def test_a_supplied_sentence_in_arabic_and_urdu() -> None:
    assert codes(("Hello.", "أهلا. (وهو يلوح لها بيده؟)"), family="form", languages="en ar") == ["supplied-sentence"]
    assert codes(("Hello.", "سلام۔ (وہ ہاتھ ہلاتا ہے۔)"), family="form", languages="en ur") == ["supplied-sentence"]


def test_a_bracket_that_is_never_closed_in_arabic() -> None:
    assert codes(("Hello.", "أهلا (يا صديقي."), family="form", languages="en ar") == ["loose-bracket"]


def test_a_passage_that_should_be_split() -> None:
    segment = Segment(id="s00000000", target=("word " * 400,))
    assert [problem.code for problem in find_problems(Transcript(segments=(segment,)), ("form",))] == ["long-passage"]
