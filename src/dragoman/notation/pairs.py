"""Pairs opening and closing tokens in one pass, so that no text takes quadratic time."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.notation.lines import ESCAPABLE, SPACE

__all__ = ["ROUND", "SQUARE", "BracketToken", "can_open", "find_pairs", "find_tokens"]

_TOKEN = re.compile(rf"\\[{ESCAPABLE}]|[()（）\[\]［］【】{{}}*–]|~~")

ROUND = "(（"
SQUARE = "[［【"
_SQUARE_CLOSERS = "]］】"
_OPENERS = {"(": "round", "（": "round", "{": "brace"}
_CLOSERS = {")": "round", "）": "round", "}": "brace"}
_TOGGLES = ("*", "~~")


class BracketToken(msgspec.Struct, frozen=True, gc=False):
    """A piece of a text that may be part of a mark, with its offsets."""

    text: str
    start: int
    end: int


def find_tokens(text: str, start: int) -> list[BracketToken]:
    """The tokens of a text from ``start`` on. An escaped character is one token, which never opens or closes."""
    return [BracketToken(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text, start)]


def find_pairs(text: str, tokens: Sequence[BracketToken]) -> dict[int, int]:
    """Opener -> closer and closer -> opener, as indices of tokens. Pairs are nested or apart, never interleaved.

    Square brackets are paired first, and nothing inside them is paired with anything outside.
    """
    pairs = _pair_squares(tokens)
    levels = _Levels(text, tokens, pairs)
    index = 0
    while index < len(tokens):
        if tokens[index].text in SQUARE:
            index = pairs.get(index, index)
        else:
            levels.take(index)
        index += 1
    return pairs


def can_open(text: str, token: BracketToken) -> bool:
    """Whether a star or a double tilde can open a mark: neither a space, the end nor the same sign may follow."""
    after = text[token.end : token.end + 1]
    return after != "" and after not in SPACE and after != token.text[0]


def _pair_squares(tokens: Sequence[BracketToken]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.text in SQUARE:
            opened.append(index)
        elif token.text in _SQUARE_CLOSERS and opened:
            _pair(pairs, opened.pop(), index)
    return pairs


def _pair(pairs: dict[int, int], opener: int, closer: int) -> None:
    pairs[opener], pairs[closer] = closer, opener


class _Levels:
    """The brackets that are open at a place in the text, and the star and the double tilde that are open in each."""

    def __init__(self, text: str, tokens: Sequence[BracketToken], pairs: dict[int, int]) -> None:
        self.text, self.tokens, self.pairs = text, tokens, pairs
        self.openers: list[int] = []
        self.toggles: list[dict[str, int]] = [{}]
        self.depth = {"round": 0, "brace": 0}

    def take(self, index: int) -> None:
        text = self.tokens[index].text
        if text in _OPENERS:
            self._open(index, _OPENERS[text])
        elif text in _CLOSERS and self.depth[_CLOSERS[text]]:
            self._close(index, _CLOSERS[text])
        elif text in _TOGGLES:
            self._toggle(index, text)

    def _open(self, index: int, kind: str) -> None:
        self.openers.append(index)
        self.toggles.append({})
        self.depth[kind] += 1

    def _close(self, index: int, kind: str) -> None:
        """Close the last open bracket of this kind. Brackets of another kind opened since are left without a closer."""
        opened = None
        while opened != kind:
            opener = self.openers.pop()
            self.toggles.pop()
            opened = _OPENERS[self.tokens[opener].text]
            self.depth[opened] -= 1
        _pair(self.pairs, opener, index)

    def _toggle(self, index: int, text: str) -> None:
        toggles = self.toggles[-1]
        token = self.tokens[index]
        if text in toggles and self.text[token.start - 1] not in SPACE:
            opener = toggles.pop(text)
            _pair(self.pairs, opener, index)
            self.toggles[-1] = {other: at for other, at in toggles.items() if at < opener}
        elif can_open(self.text, token):
            toggles[text] = index
