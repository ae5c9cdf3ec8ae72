"""Finds two spellings in the original for one name of the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.checks.bitext import Bitext, place_of
from dragoman.checks.names.evidence import Originals
from dragoman.checks.names.spotted import Name, are_alike
from dragoman.language.name_sounds import skeleton
from dragoman.problems import Problem

__all__ = ["find_native"]


def find_native(bitext: Bitext, names: Sequence[Name], originals: Originals) -> Iterator[Problem]:
    """A problem for each occurrence of a rarer spelling in the original."""
    for name in names:
        usual = _find_usual(name, originals) if len(name.places) > 1 else None
        for place in name.places if usual else ():
            other = _find_other(name, usual or "", originals.words[place], originals.spread)
            if other is not None:
                message = "“{other}” is spelled “{usual}” elsewhere in the original ({spelled})"
                yield Problem.of(
                    "native-name-varies",
                    "warning",
                    message,
                    place_of(bitext.pairs[place]),
                    other=other,
                    usual=usual or "",
                    spelled=name.spelled,
                )


def _find_usual(name: Name, originals: Originals) -> str | None:
    """The word of the original that a name of the translation renders most often, or ``None``."""
    words = Counter(word for place in name.places for word in originals.words[place])
    often = ((word, count) for word, count in words.most_common(40) if count > 1)
    return next((word for word, count in often if originals.spread[word] <= count + 1 and _sounds(word, name)), None)


def _find_other(name: Name, usual: str, words: frozenset[str], spread: Counter[str]) -> str | None:
    if usual in words:
        return None
    alike = (
        word
        for word in sorted(words)
        if len(word) > 3 and spread[word] == 1 and word not in usual and usual not in word and are_alike(word, usual)
    )
    return next((word for word in alike if _sounds(word, name)), None)


def _sounds(word: str, name: Name) -> bool:
    sounds, wanted = skeleton(word), skeleton(name.folded)
    return len(wanted) > 1 and (sounds == wanted or are_alike(sounds or "-", wanted))
