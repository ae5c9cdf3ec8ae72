"""Quotation marks: finds the beginning of a quotation from its end, in the styles of all languages."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.notation.lines import SPACE
from dragoman.notation.marks import is_word_character
from dragoman.transcript.text import Inline, Quote, Wrapper, find_marks

__all__ = ["CLOSERS", "find_opening"]

# Closing mark -> its opening marks. “a”, „a“, ”a”, «a», »a«, »a», ‘a’, ‚a‘ and so on are all in use.
CLOSERS = {
    '"': '"',
    "'": "'",
    "”": "“„”‟",
    "“": "„",
    "’": "‘‚’‛",
    "‘": "‚",
    "»": "«»",
    "«": "»",
    "›": "‹›",
    "‹": "›",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "〞": "〝",
    "〟": "〝",
    "＂": "＂",
    "״": "״",
}


def find_opening(inlines: Sequence[Inline], first: int = 0) -> tuple[int, int] | None:
    """The beginning of the quotation that ends with these inlines: the index of the inline, and the offset in it.

    ``None`` if they do not end in a closing mark, if nothing opens it from ``first`` on, or if another
    quotation with its source lies between.
    """
    last = inlines[-1] if inlines else ""
    if not isinstance(last, str) or last[-1:] not in CLOSERS:
        return None
    closer, depth = last[-1], 1
    for index in range(len(inlines) - 1, first - 1, -1):
        inline = inlines[index]
        if not isinstance(inline, str):
            if _holds_quote(inline):
                return None
            continue
        end = len(inline) - 1 if index == len(inlines) - 1 else len(inline)
        for place in range(end - 1, -1, -1):
            if inline[place] == closer or inline[place] in CLOSERS[closer]:
                depth += _step(inlines, index, place, closer)
                if depth == 0:
                    return index, place
    return None


def _holds_quote(inline: Inline) -> bool:
    return isinstance(inline, Quote) or (
        isinstance(inline, Wrapper) and any(isinstance(mark, Quote) for mark in find_marks(inline.content))
    )


def _step(inlines: Sequence[Inline], index: int, place: int, closer: str) -> int:
    """The change of depth at a quotation mark: -1 if it opens, 1 if it closes, 0 if it is an apostrophe."""
    character = _at(inlines, index, place)
    before, after = _at(inlines, index, place - 1), _at(inlines, index, place + 1)
    if character != closer or closer in '"＂':
        return -1
    if before and after and is_word_character(before) and is_word_character(after):
        return 0
    opens = (not before or before in SPACE or not is_word_character(before)) and after not in ("", *SPACE)
    return -1 if closer in CLOSERS[closer] and opens else 1


def _at(inlines: Sequence[Inline], index: int, place: int) -> str:
    """The character at a place that may be just outside its string; empty at an edge, U+FFFC for a mark."""
    inline = inlines[index]
    if isinstance(inline, str) and 0 <= place < len(inline):
        return inline[place]
    neighbour = index - 1 if place < 0 else index + 1
    if not 0 <= neighbour < len(inlines):
        return ""
    other = inlines[neighbour]
    if not isinstance(other, str):
        return "\ufffc"
    return other[-1 if place < 0 else 0]
