"""Rich texts as words in a row, and cut again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.texts import cut_texts, find_tokens
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Incident, Supplied, Text, plain


def passage(number: int, *source: str | Incident | Supplied, words: tuple[Word, ...] = ()) -> Segment:
    return Segment(id=f"s{number:08}", source=source, words=words)


def test_words_stand_between_spaces_wherever_marks_are() -> None:
    tokens = find_tokens(passage(1, "uno ", Supplied(("dos",)), " tres"))
    assert [(token.word.text, token.at) for token in tokens] == [("uno", 0), ("dos", 4), ("tres", 8)]


def test_times_are_taken_only_where_the_words_are_as_many() -> None:
    timed = (Word(text="uno", span=Span(0)), Word(text="dos", span=Span(9)))
    assert [token.word.span for token in find_tokens(passage(1, "uno dos", words=timed))] == [Span(0), Span(9)]
    assert [token.word.span for token in find_tokens(passage(1, "uno dos tres", words=timed))] == [None] * 3


def test_a_text_is_cut_where_a_run_begins_and_its_marks_stay() -> None:
    tokens = find_tokens(passage(1, "uno ", Incident("door slams"), " dos. tres"))
    assert cut_texts([tokens[:2], tokens[2:]]) == [("uno ", Incident("door slams"), " dos."), ("tres",)]


def test_texts_are_joined_through_a_run() -> None:
    tokens = [*find_tokens(passage(1, "uno dos")), *find_tokens(passage(2, "tres"))]
    assert cut_texts([tokens[:1], tokens[1:]]) == [("uno",), ("dos tres",)]


def test_a_run_without_words_has_no_text() -> None:
    tokens = find_tokens(passage(1, "uno"))
    assert cut_texts([[], tokens, []]) == [None, ("uno",), None]


@given(
    st.lists(st.lists(st.sampled_from(["a", "b.", " ", "שלום ", "\u0107 "]), max_size=8).map("".join), max_size=6),
    st.lists(st.integers(0, 12), max_size=5),
)
def test_no_word_is_lost_or_moved(sources: list[str], sizes: list[int]) -> None:
    tokens = [token for number, text in enumerate(sources) for token in find_tokens(passage(number, text))]
    runs, begun = [], 0
    for size in sizes:
        runs.append(tokens[begun : begun + size])
        begun += size
    texts: list[Text | None] = cut_texts([*runs, tokens[begun:]])
    words = [word for text in texts for word in plain(text or ()).split()]
    assert words == [token.word.text for token in tokens]
