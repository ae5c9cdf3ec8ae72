"""Names found in texts however they are written: compared folded, with their places in the original.

Case, accents, joiners, soft hyphens, characters of no width and the signs between the parts of a name count for
nothing, so that ``Elena Ruiz`` is found in ``ELENA  RUÍZ``, ``elena-ruiz`` and ``Ele\u00adna\u200b Ruiz``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.language.folding import fold_letters

__all__ = ["NameFinder", "QuoteFinder", "fold_plain"]

# Of a quotation: how many words in a row, or characters where words are not spaced.
_WORDS = 4
_CHARACTERS = 8
_SHORTEST = 5
_LONG_SLUG = 56


def fold_plain(text: str) -> str:
    """A text with one space for all that is no letter and no figure, and nothing of what cannot be seen."""
    return " ".join(fold_letters(text).split())


class NameFinder:
    """Finds some names in texts. Without names, or with names that have no letters, it finds nothing.

    Scripts without capitals write prefixes onto a name: there, it is found inside words too.
    """

    def __init__(self, names: Iterable[str]) -> None:
        folded = sorted({fold_plain(name) for name in names} - {""}, key=lambda name: (-len(name), name))
        self._folded = folded
        self._pattern = re.compile("|".join(map(_one, folded)) or r"(?!)")

    def __contains__(self, text: str) -> bool:
        return self._pattern.search(fold_plain(text)) is not None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the names stand in a text: the first place of each, and the one behind it."""
        if text not in self:
            return
        folded, places = _fold_with_places(text)
        matches = list(self._pattern.finditer(folded))
        for match in matches:
            first, last = match.span()
            # What counts for nothing, such as an accent of its own, goes with the letter that it stands behind.
            behind = places[last] if last < len(places) else len(text)
            yield places[first], max(behind, places[last - 1] + 1)
        if not matches:
            # Its signs stand in an order in which no place can be found: nothing of it stays.
            yield 0, len(text)

    def replace(self, text: str, other: str) -> str:
        """The text with something else in the place of each name."""
        return other.join(self.split(text))

    def is_cut_off_in(self, slug: str) -> bool:
        """Whether an address that was cut at its greatest length ends with the beginning of one of the names."""
        if len(slug) < _LONG_SLUG:
            return False
        said = fold_plain(slug)
        return any(said.endswith(" " + name[:size]) for name in self._folded for size in range(_SHORTEST, len(name)))

    def split(self, text: str) -> list[str]:
        """What stands before, between and behind the names; the text alone where there is none."""
        pieces, done = [], 0
        for first, last in self.find(text):
            pieces.append(text[done:first])
            done = last
        return [*pieces, text[done:]]


class QuoteFinder:
    """Tells whether a text quotes one of some passages: the whole of a short one, four words in a row of another."""

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
        # Nobody spaces the words of such a script.
        if len(word) > _CHARACTERS and word.lower() == word.upper():
            yield from (word[first : first + _CHARACTERS] for first in range(len(word) - _CHARACTERS + 1))


def _one(name: str) -> str:
    parts = " ?".join(map(re.escape, name.split()))
    return rf"(?<!\w){parts}(?!\w)" if name.lower() != name.upper() else parts


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one that it was made of."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in fold_letters(character):
            if letter == " " and (not folded or folded[-1] == " "):
                continue
            folded.append(letter)
            places.append(place)
    return "".join(folded), places
