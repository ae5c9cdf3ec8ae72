"""A text without times, distributed over timed rows."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.pipeline.align_text import lay_on_rows
from dragoman.pipeline.texts import TextWord, find_tokens
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span


def tokens(*texts: str, speakers: str = "") -> list[TextWord]:
    segments = [
        Segment(id=f"s{number:08}", source=(text,), speaker=speakers[number] if speakers else None)
        for number, text in enumerate(texts)
    ]
    return [token for segment in segments for token in find_tokens(segment)]


def rows(*lengths: int, voices: str = "") -> list[tuple[Span, int | None]]:
    spans, start = [], 0
    for length in lengths:
        spans.append(Span(start, start + length))
        start += length + 5000
    return [(span, int(voices[number]) if voices else None) for number, span in enumerate(spans)]


def laid(words: list[TextWord], onto: list[tuple[Span, int | None]]) -> list[str]:
    bounds = lay_on_rows(words, onto)
    return [" ".join(token.word.text for token in words[first:behind]) for first, behind in bounds]


def test_rows_end_with_sentences_near_the_pace() -> None:
    text = "Born in Valencia, I left it early. Then I came here. And here I stay for good."
    assert laid(tokens(text), rows(4000, 2500, 3500)) == [
        "Born in Valencia, I left it early.",
        "Then I came here.",
        "And here I stay for good.",
    ]


def test_a_row_ends_where_another_begins_to_speak() -> None:
    words = tokens("Where. Were you born?", "In Valencia, long ago. And you?", "Not there.", speakers="ABA")
    assert laid(words, rows(3000, 4000, 3000, voices="010")) == [
        "Where. Were you born?",
        "In Valencia, long ago. And you?",
        "Not there.",
    ]


def test_a_short_text_leaves_rows_empty_and_a_text_without_rows_is_nowhere() -> None:
    assert laid(tokens("Yes."), rows(3000, 3000)).count("") == 1
    assert lay_on_rows(tokens("Yes."), []) == []
    assert lay_on_rows([], rows(3000, 3000)) == [(0, 0), (0, 0)]


@example("", [8001, 0])
@given(
    st.lists(st.sampled_from(["one", "two,", "three.", "four four four"]), max_size=60).map(" ".join),
    st.lists(st.integers(0, 20_000), min_size=1, max_size=20),
)
def test_every_word_is_in_one_row_in_order(text: str, lengths: list[int]) -> None:
    words = tokens(text)
    bounds = lay_on_rows(words, rows(*lengths))
    assert [place for first, behind in bounds for place in range(first, behind)] == list(range(len(words)))
    assert len(bounds) == len(lengths)
