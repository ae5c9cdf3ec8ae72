"""A text as the field of an editor shows it: what somebody has typed half of can be completed later."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.notation import as_typed_text, field_text, parse_text, serialize_field, serialize_text
from dragoman.transcript.text import Supplied, Text
from strategies import texts

_PIECES = (*"()[]{}（】*–/\\?\n ab", "~~", "//", "[ph]", "[sic", "[unkn]", "gov–", "laughs", "[…]", "(to her)")
_TYPED = st.lists(st.sampled_from(_PIECES) | st.text(max_size=2), max_size=20).map("".join)


def shown(typed: str) -> str:
    """The field after what was typed into it has been saved."""
    return serialize_field(parse_text(typed)[0])


@pytest.mark.parametrize(
    "typed",
    [
        "I gave it (to",
        "I gave it to her)",
        "(so they say",
        "one (two) and (three",
        "a [inaud",
        "a [inaudibl]",
        "{Ali Ahmadi}",
        "the *velāyat-e",
        "~~no",
        "5 * 3",
        r"C:\temp (to",
    ],
)
def test_half_a_mark_stays_as_it_was_typed(typed: str) -> None:
    assert shown(typed) == typed


@pytest.mark.parametrize("typed", [r"\(words\)", r"a \[laughs\] (b", r"gov\– (to", r"\//x", r"(\?really)", r"\\(a)"])
def test_what_would_become_a_mark_keeps_its_backslash(typed: str) -> None:
    assert shown(typed) == typed


@given(st.text(st.characters() | st.sampled_from(" ?–-:~/'"), max_size=30))
@settings(max_examples=500)
def test_words_that_are_taken_as_plain_are_written_as_they_are(words: str) -> None:
    assert not field_text._is_plain(words) or serialize_text((words,)) == words


def test_words_with_accents_and_signs_are_plain() -> None:
    for words in ("¿Qué día, 14 de marzo? «Sí…»", "مرحبا يا علي", "well-known: “yes”!"):
        assert field_text._is_plain(words)
    for words in ("", " a", "a  b", "a (b)", "a\n", "~~a~~", "e\u0301", "gov–"):
        assert not field_text._is_plain(words)


def test_a_supplied_word_that_is_typed_in_two_goes_is_a_mark() -> None:
    assert parse_text(shown("I gave it (to") + " her)")[0] == ("I gave it ", Supplied(("to her",)))


@settings(max_examples=200)
@given(texts)
def test_a_field_carries_what_a_page_carries(text: Text) -> None:
    assert parse_text(serialize_field(text))[0] == as_typed_text(text)


@settings(max_examples=300)
@given(_TYPED)
def test_whatever_is_typed_comes_back_the_same(typed: str) -> None:
    read = parse_text(typed)[0]

    assert parse_text(serialize_field(read))[0] == read
    assert serialize_field(read).count("\\") <= serialize_text(read).count("\\")
