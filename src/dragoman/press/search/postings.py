"""Postings: the passages of a term, encoded in characters that need no escaping in a quoted script string.

That is: no quote, backslash, bar, space or tilde. The postings of a term are numbers in ascending order. Each is
written as its difference from the one before, in base 45: a digit that another digit follows is of a second set of 45
characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import sub

__all__ = ["ALPHABET", "decode_places", "encode_number", "encode_places"]

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7E) if chr(code) not in '"\\|')[:90]
_BASE = 45
_MOST_KEPT = 1 << 16


def encode_number(number: int) -> str:
    """A number from 0 in the characters of the alphabet."""
    digits = ALPHABET[number % _BASE]
    while number >= _BASE:
        number //= _BASE
        digits = ALPHABET[_BASE + number % _BASE] + digits
    return digits


class _Numbers(dict[int, str]):
    """Encoded numbers, each computed once."""

    def __missing__(self, number: int) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[number] = written = encode_number(number)
        return written


_WRITTEN = _Numbers()


def encode_places(places: Sequence[int]) -> str:
    """The encoded postings; at least one."""
    gaps = map(sub, places[1:], places)
    return _WRITTEN[places[0]] + "".join(map(_WRITTEN.__getitem__, gaps))


def decode_places(written: str) -> Iterator[int]:
    """The decoded postings."""
    place = number = 0
    for character in written:
        digit = _DIGITS[character]
        if digit < _BASE:
            place += number * _BASE + digit
            number = 0
            yield place
        else:
            number = number * _BASE + digit - _BASE


_DIGITS = {character: digit for digit, character in enumerate(ALPHABET)}
