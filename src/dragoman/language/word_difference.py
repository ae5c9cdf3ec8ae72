"""The differences between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

import msgspec

__all__ = ["Difference", "find_difference"]

# Words. The time of a comparison grows with the product of both lengths, and no passage is longer.
_LONGEST = 2000


class Difference(msgspec.Struct, frozen=True):
    """Adjacent words that both texts have, that only the first has, or that only the second has."""

    kind: Literal["same", "removed", "added"]
    words: str


def find_difference(before: str, after: str) -> tuple[Difference, ...]:
    """The words of both texts in order. Texts of more than 2,000 words are not compared: one follows the other."""
    return tuple(_find(before.split(), after.split()))


def _find(before: list[str], after: list[str]) -> Iterator[Difference]:
    if max(len(before), len(after)) > _LONGEST and before != after:
        yield from (Difference("removed", " ".join(before)), Difference("added", " ".join(after)))
        return
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Difference("same", " ".join(before[first:last]))
            continue
        if last > first:
            yield Difference("removed", " ".join(before[first:last]))
        if end > start:
            yield Difference("added", " ".join(after[start:end]))
