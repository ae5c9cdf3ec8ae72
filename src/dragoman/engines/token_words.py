"""Joins the pieces of a tokenizer into words with their punctuation. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["join_pieces"]

_ATTACHED_BEHIND = "\"'.。,，!！?？:：;”)]}、؟،؛…»%"
_ATTACHED_BEFORE = "\"'“¿¡([{-«"


def join_pieces(pieces: Sequence[Word], *, spaced: bool) -> tuple[Word, ...]:
    """Words with their punctuation. The times of punctuation, which are those of pauses, are dropped.

    :param spaced: whether the language puts spaces between words, so that "43" and ",000" are one word
    """
    words: list[Word] = []
    waiting = ""
    for piece in pieces:
        mark = piece.text.strip()
        if words and not waiting and _is_behind(piece.text):
            words[-1] = msgspec.structs.replace(words[-1], text=words[-1].text + mark)
        elif mark and all(character in _ATTACHED_BEFORE for character in mark):
            waiting += piece.text
        elif mark and spaced and words and not waiting and not piece.text.startswith(" "):
            words[-1] = _merged(words[-1], piece)
        elif mark:
            text = waiting + (piece.text.lstrip() if waiting else piece.text)
            words.append(msgspec.structs.replace(piece, text=text))
            waiting = ""
    if waiting.strip() and words:
        words[-1] = msgspec.structs.replace(words[-1], text=words[-1].text + waiting)
    return tuple(words)


def _is_behind(text: str) -> bool:
    """Whether a piece is punctuation that attaches to the word before it."""
    mark = text.strip()
    opening = text.startswith(" ") and mark in "\"'"
    return mark != "" and not opening and all(character in _ATTACHED_BEHIND for character in mark)


def _merged(first: Word, second: Word) -> Word:
    spans = [span for span in (first.span, second.span) if span]
    chances = [chance for chance in (first.confidence, second.confidence) if chance is not None]
    return Word(
        text=first.text + second.text,
        span=Span(spans[0].start, max(span.end or span.start for span in spans)) if spans else None,
        confidence=round(sum(chances) / len(chances), 3) if chances else None,
    )
