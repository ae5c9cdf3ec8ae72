"""Finds names of two words with one wrong letter: "Carmen Romeo" for the original's "Carmen Romero".

The word that both sides share identifies the name. The original must be in a script with capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, SideText
from dragoman.checks.names.name_runs import TITLES
from dragoman.checks.names.spotted import are_one_letter_apart, fold_name, name_words

__all__ = ["find_misspelled"]

# A name of two words, each folded and as spelled.
_Pair = tuple[tuple[str, str], tuple[str, str]]
_LEAST = 4


def find_misspelled(bitext: Bitext) -> Iterator[tuple[Pair, str, str]]:
    """The passage, the misspelled word of the translation, and the original's word, as they are spelled."""
    for pair in bitext.pairs:
        source, target = pair.source, pair.target
        names = list(_find_names(target)) if pair.is_translated else []
        originals = list(_find_names(source)) if names else []
        if not originals:
            continue
        said, written = _fold_words(source), _fold_words(target)
        for name in names:
            for original in originals:
                for wrong, right in _differing(name, original):
                    if wrong[0] not in said and right[0] not in written:
                        yield pair, wrong[1], right[1]


def _differing(name: _Pair, original: _Pair) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The words that differ by one letter, if the others are the same."""
    for place in (0, 1):
        wrong, right = name[place], original[place]
        is_shared = name[1 - place][0] == original[1 - place][0]
        if is_shared and min(len(wrong[0]), len(right[0])) >= _LEAST and are_one_letter_apart(wrong[0], right[0]):
            yield wrong, right


def _find_names(side: SideText) -> Iterator[_Pair]:
    """Pairs of adjacent words with a capital. Words all in capitals, and titles, are not part of a name."""
    before: tuple[str, str, int] | None = None
    for word, start, end in name_words(side.said):
        folded = fold_name(word, side.language)
        is_name = word[0].isupper() and not word.isupper() and folded not in TITLES
        if is_name and before is not None and side.said[before[2] : start] in (" ", "\u00a0"):
            yield before[:2], (folded, word)
        before = (folded, word, end) if is_name else None


def _fold_words(side: SideText) -> set[str]:
    return {fold_name(word, side.language) for word, _, _ in name_words(side.said)}
