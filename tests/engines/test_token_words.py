"""Pieces of a tokenizer to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.token_words import join_pieces
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span


def pieces(*texts: str) -> list[Word]:
    """A second for each piece."""
    return [
        Word(text=text, span=Span(at * 1000, at * 1000 + 1000), confidence=0.5 + at / 10)
        for at, text in enumerate(texts)
    ]


def joined(*texts: str, spaced: bool = True) -> list[str]:
    return [word.text for word in join_pieces(pieces(*texts), spaced=spaced)]


@pytest.mark.parametrize(
    ("given_pieces", "expected"),
    [
        ((" Sí", ",", " claro", "."), [" Sí,", " claro."]),
        ((" ¿", "Y", " ahora", "?"), [" ¿Y", " ahora?"]),
        ((" decía", ":", " «", "El", " pan", "».",), [" decía:", " «El", " pan»."]),
        ((' "', "Bread", '"', "."), [' "Bread".']),
        ((" 43", ",000", " a", " year"), [" 43,000", " a", " year"]),
        ((" 2", ".50", " euros"), [" 2.50", " euros"]),
        ((" 17", "-person"), [" 17-person"]),
        ((" qu", "'on", " ne"), [" qu'on", " ne"]),
        ((" 50", " %"), [" 50%"]),
        ((" además", "..."), [" además..."]),
        ((" نعم", "؟"), [" نعم؟"]),
        ((" fin", " ("), [" fin ("]),
    ],
)  # fmt: skip
def test_words_have_their_punctuation(given_pieces: tuple[str, ...], expected: list[str]) -> None:
    assert joined(*given_pieces) == expected


def test_a_script_without_spaces_is_not_run_together() -> None:
    assert joined("你", "好", "。", spaced=False) == ["你", "好。"]


def test_the_time_of_punctuation_is_dropped() -> None:
    (word,) = join_pieces(pieces(" Sí", ","), spaced=True)
    assert (word.span, word.confidence) == (Span(0, 1000), 0.5)


def test_a_figure_lasts_from_its_first_digit_to_its_last() -> None:
    (word,) = join_pieces(pieces(" 43", ",000"), spaced=True)
    assert (word.span, word.confidence) == (Span(0, 2000), 0.55)


def test_nothing_is_nothing() -> None:
    assert join_pieces([], spaced=True) == ()
    assert joined(" ") == []
    assert joined(" ¿") == []


@given(st.lists(st.sampled_from([" a", "b", ",", " ¿", ".", " 4", "3", ' "', '"', "-", " (", ")", "é"])), st.booleans())
def test_no_letter_is_lost(drawn: list[str], spaced: bool) -> None:
    whole = "".join(word.text for word in join_pieces(pieces(*drawn), spaced=spaced))
    assert [c for c in whole if c.isalnum()] == [c for c in "".join(drawn) if c.isalnum()]
