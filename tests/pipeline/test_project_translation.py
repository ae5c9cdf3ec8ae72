"""The translation given to the passages by where in the sound it lies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.project_translation import project
from dragoman.transcript.span import Span
from heard import spoken, texts, words


def spans(*seconds: tuple[float, float]) -> list[Span]:
    return [Span(round(start * 1000), round(end * 1000)) for start, end in seconds]


def test_sentences_lie_where_they_were_said() -> None:
    translated = spoken("Good morning everyone. How are you? | Fine, thank you.")
    assert texts(project(translated, spans((0, 1.5), (1.5, 3), (4, 5.5)))) == [
        "Good morning everyone.",
        "How are you?",
        "Fine, thank you.",
    ]


def test_a_cut_goes_to_the_end_of_a_sentence_nearby() -> None:
    translated = spoken("I started in March with my brother. He sells bread.")
    assert texts(project(translated, spans((0, 2.9), (3.1, 5)))) == [
        "I started in March with my brother.",
        "He sells bread.",
    ]


def test_words_that_lie_in_another_order_stay_in_their_sentence() -> None:
    # "Mi abuela, que murió en 1994, lo hizo." : the translation tells the year last.
    translated = words(
        (0, 0.4, "My"), (0.4, 1, "grandmother"), (3, 3.4, "made"), (3.4, 3.8, "it,"), (1.2, 1.6, "and"),
        (1.6, 2, "died"), (2, 2.6, "in"), (2.2, 2.8, "1994."), (5, 5.5, "It"), (5.5, 6, "was"), (6, 6.4, "good."),
    )  # fmt: skip
    assert texts(project(translated, spans((0, 3.8), (5, 6.4)))) == [
        "My grandmother made it, and died in 1994.",
        "It was good.",
    ]


def test_a_passage_without_translation_stays_empty_and_shifts_nothing() -> None:
    translated = words((0, 0.5, "Good"), (0.5, 1, "morning."), (8, 8.5, "Thank"), (8.5, 9, "you."))
    assert texts(project(translated, spans((0, 1), (3, 6), (8, 9)))) == ["Good morning.", "", "Thank you."]


def test_a_translation_that_ends_early_leaves_the_rest_empty() -> None:
    translated = words((0, 0.5, "Good"), (0.5, 1, "morning."))
    assert texts(project(translated, spans((0, 1), (3, 8), (9, 14)))) == ["Good morning.", "", ""]


def test_no_translation_leaves_all_empty() -> None:
    assert project((), spans((0, 1), (3, 6))) == ((), ())


def test_more_sentences_than_passages_share_one() -> None:
    translated = spoken("Yes. No. Perhaps. | | | Goodbye then.")
    assert texts(project(translated, spans((0, 1.5), (4.5, 6)))) == ["Yes. No. Perhaps.", "Goodbye then."]


def test_one_sentence_over_two_passages_is_cut_where_they_part() -> None:
    translated = spoken("I use water and salt | | and a dough older than I am.")
    assert texts(project(translated, spans((0, 2.4), (4.5, 8)))) == [
        "I use water and salt",
        "and a dough older than I am.",
    ]


def test_without_passages_nothing_is_laid() -> None:
    assert project(spoken("Good morning."), []) == ()


def test_one_passage_takes_everything() -> None:
    translated = spoken("Good morning. How are you?", start=40)
    assert texts(project(translated, spans((0, 1)))) == ["Good morning. How are you?"]


_translated = st.lists(
    st.tuples(st.integers(0, 29_000), st.integers(0, 900), st.sampled_from(["a", "b.", "c,", "d?"])), max_size=40
)
_spans = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 9000)), max_size=12)


@given(_translated, _spans)
def test_no_word_is_lost_and_the_order_is_kept(
    drawn: list[tuple[int, int, str]], drawn_spans: list[tuple[int, int]]
) -> None:
    translated = words(*((at / 1000, (at + length) / 1000, text) for at, length, text in drawn))
    at, given_spans = 0, []
    for gap, length in drawn_spans:
        given_spans.append(Span(at + gap, at + gap + length))
        at += gap + length
    laid = project(translated, given_spans)
    assert len(laid) == len(given_spans)
    assert [word for row in laid for word in row] == (list(translated) if given_spans else [])


@given(st.lists(st.tuples(st.integers(2, 9), st.booleans()), min_size=1, max_size=12))
def test_sentences_that_lie_on_their_passages_stay_there_also_where_others_are_missing(
    drawn: list[tuple[int, bool]],
) -> None:
    rows, given_spans, at = [], [], 0.0
    for length, there in drawn:
        rows.append(spoken("word " * (length - 1) + "end.", start=at) if there else ())
        given_spans.append(Span(round(at * 1000), round((at + length * 0.5 - 0.1) * 1000)))
        at += length * 0.5 + 0.4
    assert project([word for row in rows for word in row], given_spans) == tuple(rows)
