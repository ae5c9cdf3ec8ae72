"""The times of a text's words, from the words that a model transcribed."""

from __future__ import annotations

import pytest

from dragoman.pipeline.measure_text import compute_rest, is_likely, measure_text
from dragoman.pipeline.texts import find_tokens
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span


def words(text: str, start: int = 0) -> list[Word]:
    """Words of a second each."""
    return [
        Word(text=word, span=Span(start + 1000 * at, start + 1000 * at + 900)) for at, word in enumerate(text.split())
    ]


def starts(text: str, heard: list[Word]) -> list[int | None] | None:
    """The seconds at which the words of a text begin; ``None`` for each without a time."""
    found = measure_text(find_tokens(Segment(id="s00000001", source=(text,))), heard)
    return None if found is None else [token.word.span.start // 1000 if token.word.span else None for token in found]


def test_equal_words_in_a_row_have_the_same_times() -> None:
    assert starts("Uno, dos; TRES cuatro.", words("uno dos tres cuatro", 5000)) == [5, 6, 7, 8]


def test_words_near_such_a_row_count_too_and_others_do_not() -> None:
    assert starts("uno dos tres seis cuatro", words("uno dos tres cinco cuatro")) == [0, 1, 2, None, 4]
    assert starts("y a b c d e uno dos tres", words("y z x w v u uno dos tres")) == [None] * 6 + [6, 7, 8]


def test_a_text_that_begins_before_or_ends_after_the_sound_is_found() -> None:
    assert starts("a b c d uno dos tres cuatro e", words("uno dos tres cuatro")) == [None] * 4 + [0, 1, 2, 3, None]


@pytest.mark.parametrize("heard", [words("nada de esto se ha dicho"), []])
def test_a_text_of_which_hardly_a_word_is_found_has_no_times(heard: list[Word]) -> None:
    assert starts("uno dos tres cuatro", heard) is None


def test_computed_times_of_the_model_are_no_evidence() -> None:
    computed = [Word(text=word.text, span=word.span, interpolated=True) for word in words("uno dos tres")]
    assert starts("uno dos tres", computed) is None


def test_words_beside_a_pause_are_next_to_the_words_of_their_own_passage() -> None:
    texts = ("uno dos tres fin", "Alto cuatro cinco seis")
    tokens = [t for at, text in enumerate(texts) for t in find_tokens(Segment(id=f"s{at:08}", source=(text,)))]
    found = measure_text(tokens, [*words("uno dos tres"), *words("cuatro cinco seis", 60_000)])
    assert found is not None
    spans = [token.word.span for token in compute_rest(found, Span(0, 63_000))]
    assert (spans[3], spans[4]) == (Span(2900, 3260), Span(59_550, 60_000))
    assert [token.word.interpolated for token in compute_rest(found, Span(0, 63_000))] == [False] * 3 + [True] * 2 + [
        False
    ] * 3


@pytest.mark.parametrize(("ms", "likely"), [(0, False), (100, False), (700, True), (30_000, False)])
def test_how_long_it_can_take_to_say_a_text(ms: int, likely: bool) -> None:
    assert is_likely(Span(0, ms), "Buenos días.") is likely
