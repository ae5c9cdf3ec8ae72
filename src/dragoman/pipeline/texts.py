"""Rich texts as a row of words, and rich texts cut where runs of these words begin. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.formats.reading.rich_text import strip_text
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.text import Text, joined, plain, split_text

__all__ = ["TextWord", "cut_texts", "find_tokens"]


class TextWord(msgspec.Struct, frozen=True):
    """A word of a segment's original text: its position in the plain text, and its time."""

    segment: Segment
    at: int
    word: Word


def find_tokens(segment: Segment) -> list[TextWord]:
    """The words between spaces, with the times that the segment has for them."""
    matches = list(re.finditer(r"\S+", plain(segment.source or ())))
    own = [word.span for word in segment.words] if len(segment.words) == len(matches) else [None] * len(matches)
    return [
        TextWord(segment, match.start(), Word(text=match.group(), span=span))
        for match, span in zip(matches, own, strict=True)
    ]


def cut_texts(runs: Sequence[Sequence[TextWord]]) -> list[Text | None]:
    """The text of each run: the segments' texts, cut where a run begins inside one, and joined inside each run.

    Runs are in the order of the words. A run without words has no text.
    """
    homes: dict[str, list[tuple[int, TextWord]]] = {}
    for number, run in enumerate(runs):
        for token in run:
            first = homes.setdefault(token.segment.id, [])
            if not first or first[-1][0] != number:
                first.append((number, token))
    texts: list[Text | None] = [None] * len(runs)
    for first in homes.values():
        parts = _split(first[0][1].segment.source or (), [token.at for _, token in first[1:]])
        for (number, _), part in zip(first, parts, strict=True):
            texts[number] = _join(texts[number], part)
    return texts


def _split(text: Text, places: Sequence[int]) -> list[Text]:
    """The text cut at several places; by halves, so that long texts stay fast."""
    if not places:
        return [text]
    middle = len(places) // 2
    before, behind = split_text(text, places[middle])
    shifted = [place - places[middle] for place in places[middle + 1 :]]
    return [*_split(before, places[:middle]), *_split(behind, shifted)]


def _join(text: Text | None, more: Text) -> Text | None:
    return joined(text, strip_text(more) or None)
