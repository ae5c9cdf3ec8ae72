"""Names of two words, one letter off: "Carmen Romeo" where the original of the passage has "Carmen Romero".

The word that both sides share says who is meant. Only originals whose script has capitals can say it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, SideText
from dragoman.checks.names.name_runs import TITLES
from dragoman.checks.names.spotted import are_one_letter_apart, fold_name, name_words

__all__ = ["find_misspelled"]

# A name in two words, folded, each with its spelling.
_Pair = tuple[tuple[str, str], tuple[str, str]]
_LEAST = 4


def find_misspelled(bitext: Bitext) -> Iterator[tuple[Pair, str, str]]:
    """The passage, the word of the translation that is misspelled, and the original's word, as they are spelled."""
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
    """The words that are a letter apart, where the others are the same."""
    for place in (0, 1):
        wrong, right = name[place], original[place]
        is_shared = name[1 - place][0] == original[1 - place][0]
        if is_shared and min(len(wrong[0]), len(right[0])) >= _LEAST and are_one_letter_apart(wrong[0], right[0]):
            yield wrong, right


def _find_names(side: SideText) -> Iterator[_Pair]:
    """Two words with a capital in a row. Those written in capitals throughout, and titles, are no part of a name."""
    before: tuple[str, str, int] | None = None
    for word, start, end in name_words(side.said):
        folded = fold_name(word, side.language)
        is_name = word[0].isupper() and not word.isupper() and folded not in TITLES
        if is_name and before is not None and side.said[before[2] : start] in (" ", "\u00a0"):
            yield before[:2], (folded, word)
        before = (folded, word, end) if is_name else None


def _fold_words(side: SideText) -> set[str]:
    return {fold_name(word, side.language) for word, _, _ in name_words(side.said)}
