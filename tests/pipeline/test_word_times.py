from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.word_times import find_word_times
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

WHOLE = Span(1000, 5000)
STARTS = {"Con": 1000, "un": 1500, "enjambre": 2000, "en": 3000, "el": 3500, "peral.": 4000}
HEARD = tuple(Word(text=f" {text}", span=Span(start, start + 400)) for text, start in STARTS.items())


def shown(text: str, words: Sequence[Word] = HEARD, span: Span | None = WHOLE) -> str:
    """Each word with its beginning in ms; one that was worked out after a tilde."""
    return " ".join(
        f"{word.text}@{'~' if word.inferred else ''}{word.span.start if word.span else '?'}"
        for word in find_word_times(text, words, span)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Con un enjambre en el peral.", "Con@1000 un@1500 enjambre@2000 en@3000 el@3500 peral.@4000"),
        ("con un ENJAMBRE, en el peral", "con@1000 un@1500 ENJAMBRE,@2000 en@3000 el@3500 peral@4000"),
        ("Con un jambre en el peral.", "Con@1000 un@1500 jambre@~1900 en@3000 el@3500 peral.@4000"),
        ("Con un gran enjambre en el peral.", "Con@1000 un@1500 gran@~1900 enjambre@2000 en@3000 el@3500 peral.@4000"),
        ("Con enjambre en el peral.", "Con@1000 enjambre@2000 en@3000 el@3500 peral.@4000"),
        ("Sí, con un enjambre", "Sí,@~1000 con@1000 un@1500 enjambre@2000"),
        ("(Empezó) con un enjambre [laughs]", "(Empezó)@~1000 con@1000 un@1500 enjambre@2000 [laughs]@~2400"),
        ("", ""),
    ],
)
def test_unchanged_words_keep_their_time_and_the_others_share_what_is_between(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_word_that_the_engine_does_not_have_may_get_no_time() -> None:
    found = find_word_times("Con un gran enjambre", HEARD, WHOLE, measured_only=True)
    assert [(word.span.start if word.span else None, word.inferred) for word in found] == [
        (1000, False),
        (1500, False),
        (None, False),
        (2000, False),
    ]


def test_without_words_of_an_engine_all_share_the_passage() -> None:
    assert shown("uno dos", ()) == "uno@~1000 dos@~3000"


def test_without_any_time_none_is_made_up() -> None:
    assert shown("uno dos", (), None) == "uno@? dos@?".replace("@?", "@~?")


def test_a_time_that_was_worked_out_before_is_not_taken_for_a_measured_one() -> None:
    words = (Word(text="uno", span=Span(4000, 4100), interpolated=True),)
    assert shown("uno", words) == "uno@~1000"


@given(st.lists(st.sampled_from(["con", "un", "enjambre", "en", "el", "peral", "otra", "cosa"]), max_size=12))
def test_every_word_is_there_in_order_and_no_time_runs_backwards(words: list[str]) -> None:
    found = find_word_times(" ".join(words), HEARD, WHOLE)
    assert [word.text for word in found] == words
    starts = [word.span.start for word in found if word.span]
    assert starts == sorted(starts)
