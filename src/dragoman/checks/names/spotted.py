"""Finds names in a text: words with a capital that the beginning of a sentence does not explain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from dragoman.checks.bitext import Bitext
from dragoman.checks.speech.function_words import FUNCTION_WORDS
from dragoman.language.folding import fold, primary
from dragoman.language.sentences import DASHES, SENTENCE_ENDS

__all__ = [
    "Name",
    "are_alike",
    "are_one_letter_apart",
    "find_names",
    "fold_name",
    "has_name_capitals",
    "name_words",
]

_WORD = re.compile(r"[^\W\d_]+(?:['’ʿʾ-][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:[aAeE]l|[aA](?:d|dh|n|r|s|sh|t|th|z))[-'’](?=[^\W\d_a-z])")
_POSSESSIVE = re.compile(r"['’]s$")
# The text before a word at the beginning of a sentence.
_OPENS = re.compile(rf"(?:^|[{''.join(sorted(SENTENCE_ENDS | DASHES))}:;\"“”«»‘(\[-])\s*$")
_NO_CAPITALS = frozenset({"de"})  # every noun has one there
_LEAST = 3


class Name(msgspec.Struct, frozen=True):
    """A name as spelled, folded, with the places of the passages with it.

    ``sure`` is false for a word that only occurs at the beginning of sentences. ``others`` are its rarer spellings that
    fold to the same (Zulfiye beside Zülfiye), each with its places.
    """

    spelled: str
    folded: str
    places: tuple[int, ...]
    sure: bool = True
    others: tuple[tuple[str, tuple[int, ...]], ...] = ()


def find_names(bitext: Bitext, side: Literal["source", "target"]) -> tuple[Name, ...]:
    """The words of one side that always have a capital, with their passages.

    A capital at the beginning of a sentence does not make a name sure.
    """
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[int]] = defaultdict(list)
    places_as: dict[str, set[int]] = defaultdict(set)
    transcript = bitext.transcript
    language = primary((transcript.source_language if side == "source" else transcript.target_language) or "und")
    sure: set[str] = set()
    small: set[str] = set()
    for pair in bitext.pairs:
        half = pair.source if side == "source" else pair.target
        if not has_name_capitals(half.language):
            continue
        for word, start, _ in name_words(half.said):
            if not word[0].isupper():
                small.add(word)
                continue
            folded = fold_name(word, half.language)
            if folded not in sure and not _OPENS.search(half.said[max(0, start - 4) : start]):
                sure.add(folded)
            spelled[folded][word] += 1
            places_as[word].add(pair.place)
            if not places[folded] or places[folded][-1] != pair.place:
                places[folded].append(pair.place)
    return tuple(
        Name(
            counts.most_common(1)[0][0], folded, tuple(places[folded]), folded in sure, _find_others(counts, places_as)
        )
        for folded, counts in spelled.items()
        if len(folded) >= _LEAST
        and small.isdisjoint(map(str.lower, counts))
        and (folded in sure or folded not in FUNCTION_WORDS.get(language, ()))
    )


def _find_others(counts: Counter[str], places: Mapping[str, set[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The rarer spellings, without those all in capitals, which are emphasis, and those that differ only in signs."""
    if len(counts) == 1:
        return ()
    (usual, _), *others = counts.most_common()
    return tuple(
        (word, tuple(sorted(places[word])))
        for word, _ in others
        if not word.isupper() and not usual.isupper() and _letters(word) != _letters(usual)
    )


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))


def name_words(said: str) -> Iterator[tuple[str, int, int]]:
    """Words without an Arabic article or a possessive, with the offsets of the word including its article."""
    for match in _WORD.finditer(said):
        word = match.group()
        bare = word if word.isalpha() else _POSSESSIVE.sub("", word)
        yield bare if word.isalpha() else _ARTICLE.sub("", bare), match.start(), match.start() + len(bare)


fold_name = lru_cache(maxsize=50_000)(fold)


def are_alike(one: str, other: str) -> bool:
    """Whether two folded names may be one name misspelled: they differ by one letter, or by two if they are long."""
    if one == other or abs(len(one) - len(other)) > 2 or one[0] != other[0]:
        return False
    most = 1 if min(len(one), len(other)) < 6 else 2
    return _are_exchanged(one, other) or _distance(one, other, most) <= most


def are_one_letter_apart(one: str, other: str) -> bool:
    """Whether two folded names differ by one letter that was added, left out or replaced, and not by a plural."""
    shorter, longer = sorted((one, other), key=len)
    return one != other and longer not in (f"{shorter}s", f"{shorter}es") and _distance(one, other, 1) <= 1


def has_name_capitals(language: str) -> bool:
    """Whether a capital inside a sentence indicates a name. In German every noun has one."""
    return primary(language) not in _NO_CAPITALS


def _are_exchanged(one: str, other: str) -> bool:
    """Whether two adjacent letters are swapped: Samir, Samri."""
    if len(one) != len(other):
        return False
    off = [place for place in range(len(one)) if one[place] != other[place]]
    return len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]


def _distance(one: str, other: str, most: int) -> int:
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, facing in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != facing))
        if min(row) > most:
            return most + 1
    return row[-1]
