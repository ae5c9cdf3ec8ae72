"""Finds names in texts, compared folded, with their places in the text.

Case, accents, joiners, soft hyphens, zero-width characters and the signs between the parts of a name are ignored, so
that ``Elena Ruiz`` is found in ``ELENA  RUÍZ``, ``elena-ruiz`` and ``Ele\u00adna\u200b Ruiz``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.language.folding import fold_letters

__all__ = ["NameFinder", "QuoteFinder", "fold_plain"]

# The length of a quotation: words in a row, or characters in scripts without spaces.
_WORDS = 4
_CHARACTERS = 8
_SHORTEST = 5
_LONG_SLUG = 56


def fold_plain(text: str) -> str:
    """A folded text with one space between its runs of letters and digits, and without invisible characters."""
    return " ".join(fold_letters(text).split())


class NameFinder:
    """Finds some names in texts. Without names, or with names that have no letters, it finds nothing.

    In scripts without capitals, which write prefixes onto names, a name is found inside words too.
    """

    def __init__(self, names: Iterable[str]) -> None:
        folded = sorted({fold_plain(name) for name in names} - {""}, key=lambda name: (-len(name), name))
        self._folded = folded
        self._pattern = re.compile("|".join(map(_one, folded)) or r"(?!)")

    def __contains__(self, text: str) -> bool:
        return self._pattern.search(fold_plain(text)) is not None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The start and end offsets of the names in a text. The whole text if no offsets can be determined."""
        if text not in self:
            return
        folded, places = _fold_with_places(text)
        matches = list(self._pattern.finditer(folded))
        for match in matches:
            first, last = match.span()
            # An ignored character, such as a combining accent, belongs to the letter before it.
            behind = places[last] if last < len(places) else len(text)
            yield places[first], max(behind, places[last - 1] + 1)
        if not matches:
            # The order of its signs does not allow finding an offset, so the whole text counts as the name.
            yield 0, len(text)

    def replace(self, text: str, other: str) -> str:
        """The text with ``other`` instead of each name."""
        return other.join(self.split(text))

    def is_cut_off_in(self, slug: str) -> bool:
        """Whether a slug that was cut at its maximum length ends with the beginning of one of the names."""
        if len(slug) < _LONG_SLUG:
            return False
        said = fold_plain(slug)
        return any(said.endswith(" " + name[:size]) for name in self._folded for size in range(_SHORTEST, len(name)))

    def split(self, text: str) -> list[str]:
        """The pieces before, between and after the names; the whole text if there is none."""
        pieces, done = [], 0
        for first, last in self.find(text):
            pieces.append(text[done:first])
            done = last
        return [*pieces, text[done:]]


class QuoteFinder:
    """Recognizes quotations of some passages: a whole short passage, or four words in a row of a longer one."""

    def __init__(self, passages: Iterable[str]) -> None:
        folded = [fold_plain(passage) for passage in passages]
        self._runs = frozenset(run for text in folded for run in _runs(text))
        self._short = NameFinder(
            text for text in folded if len(text) >= _SHORTEST and not any(True for _ in _runs(text))
        )

    def __contains__(self, text: str) -> bool:
        return not self._runs.isdisjoint(_runs(fold_plain(text))) or text in self._short


def _runs(folded: str) -> Iterator[str]:
    words = folded.split()
    yield from (" ".join(words[first : first + _WORDS]) for first in range(len(words) - _WORDS + 1))
    for word in words:
        # The words of such a script are not separated by spaces.
        if len(word) > _CHARACTERS and word.lower() == word.upper():
            yield from (word[first : first + _CHARACTERS] for first in range(len(word) - _CHARACTERS + 1))


def _one(name: str) -> str:
    parts = " ?".join(map(re.escape, name.split()))
    return rf"(?<!\w){parts}(?!\w)" if name.lower() != name.upper() else parts


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset of the original character."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in fold_letters(character):
            if letter == " " and (not folded or folded[-1] == " "):
                continue
            folded.append(letter)
            places.append(place)
    return "".join(folded), places
