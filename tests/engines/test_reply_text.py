"""Text from another machine, fit to be kept and shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.reply_text import replace_halves, shorten


def test_a_half_of_a_character_is_replaced_and_a_whole_one_kept() -> None:
    assert replace_halves("a\ud800b😀\ude00") == "a\ufffdb😀\ufffd"


def test_what_a_terminal_would_act_on_goes() -> None:
    assert shorten("a\x1b[31m\nb\x00\u202e c") == "a [31m b c"


def test_joiners_stay() -> None:
    assert shorten("می\u200cروم") == "می\u200cروم"


@given(st.text(alphabet=st.characters(), max_size=50), st.integers(1, 20))
def test_it_is_one_line_of_the_length_asked_for(text: str, most: int) -> None:
    line = shorten(text, most)
    assert len(line) <= most
    assert len(line.splitlines()) <= 1
    assert line.encode() is not None
