from __future__ import annotations

from bitexts import codes
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


def test_more_than_readers_manage() -> None:
    segment = Segment(id="s00000000", span=Span(0, 1000), target=("word " * 12,))
    [problem] = find_problems(Transcript(segments=(segment,), target_language="en"), ("form",))
    assert (problem.code, problem.severity) == ("too-fast-to-read", "note")


def test_a_passage_that_should_be_split() -> None:
    segment = Segment(id="s00000000", target=("word " * 400,))
    assert [problem.code for problem in find_problems(Transcript(segments=(segment,)), ("form",))] == ["long-passage"]
