"""Times for what has none."""

from __future__ import annotations

from dragoman.pipeline.interpolate_times import with_times, within
from dragoman.pipeline.texts import find_tokens
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span


def passage(number: int, text: str, span: Span | None = None, *words: Word) -> Segment:
    return Segment(id=f"s{number:08}", span=span, source=(text,), words=words)


def spans(*passages: Segment, length: int | None = None) -> list[Span | None]:
    return [each.span for each in with_times(passages, length)]


def test_a_passage_that_only_begins_lasts_until_the_next() -> None:
    assert spans(passage(1, "one", Span(1000)), passage(2, "two", Span(4000)), length=9000) == [
        Span(1000, 4000),
        Span(4000, 9000),
    ]


def test_passages_without_times_share_what_is_left_by_length() -> None:
    timed = passage(1, "one", Span(0, 2000))
    assert spans(timed, passage(2, "two"), passage(3, "eleven four"), passage(4, "x", Span(10_000, 11_000))) == [
        Span(0, 2000),
        Span(2000, 4000),
        Span(4000, 10_000),
        Span(10_000, 11_000),
    ]


def test_the_first_ones_share_what_lies_before() -> None:
    assert spans(passage(1, "one"), passage(2, "two", Span(4000, 5000))) == [Span(0, 4000), Span(4000, 5000)]


def test_where_the_end_is_not_known_nothing_is_invented() -> None:
    assert spans(passage(1, "one", Span(1000))) == [Span(1000, 1000)]


def test_words_end_where_the_next_begins() -> None:
    own = (Word(text="uno", span=Span(0)), Word(text="dos", span=Span(3000)))
    tokens = within(find_tokens(passage(1, "uno dos", None, *own)), Span(0, 4000))
    assert [token.word.span for token in tokens] == [Span(0, 3000), Span(3000, 4000)]


def test_nothing_has_no_times() -> None:
    assert with_times((), 9000) == []
    assert within((), Span(0, 1)) == []
