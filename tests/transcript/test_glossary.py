from __future__ import annotations

import msgspec
import pytest

from dragoman.transcript.glossary import Term


def test_a_term_keeps_every_spelling_in_order() -> None:
    term = Term(id="karaj", source=("کرج", "كرج"), target=("Karaj",), forbidden=("Caraj",), kind="place")
    assert msgspec.json.decode(msgspec.json.encode(term), type=Term) == term


def test_what_is_not_known_of_a_term_is_left_out() -> None:
    assert msgspec.json.encode(Term(id="karaj", source=("کرج",))) == '{"id":"karaj","source":["کرج"]}'.encode()


def test_a_kind_of_term_that_is_not_known_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="kind"):
        msgspec.json.decode(b'{"id":"a","source":["a"],"kind":"animal"}', type=Term)
