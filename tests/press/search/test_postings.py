"""Places of terms as characters: what is written is read again, and a script may hold it in quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.press.search.postings import ALPHABET, decode_places, encode_number, encode_places


@given(st.sets(st.integers(min_value=0, max_value=2**24), min_size=1).map(sorted))
def test_places_are_read_as_they_were_written(places: list[int]) -> None:
    assert list(decode_places(encode_places(places))) == places


def test_small_distances_take_one_character() -> None:
    assert encode_places([0, 1, 45]) == "!" + encode_number(1) + encode_number(44)
    assert len(encode_places([0, 1, 45])) == 3


def test_no_character_ends_a_string_of_a_script_or_a_row() -> None:
    assert not set(ALPHABET) & set('"\\| \n')
    assert len(set(ALPHABET)) == 90
