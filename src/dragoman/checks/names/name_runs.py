"""Finds whole names in a text: runs of words with a capital, with particles between them and titles before them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.checks.bitext import Bitext
from dragoman.checks.names.spotted import find_names, fold_name, name_words

__all__ = ["OTHER_CAPITALS", "TITLES", "NameRun", "find_runs"]

_BETWEEN = re.compile(
    r"[ \u00a0](?:(?:bin|bint|ibn|abu|al|el|de|del|de la|von|van|van der|der|da|dos|du|ben|e|y)[ \u00a0])?"
)
# Titles with a capital before a name. They are not part of it.
_TITLE_WORDS = """
    mr mrs ms miss dr prof professor president minister general colonel captain major sergeant lieutenant sheikh shaykh
    imam ayatollah sayyid seyyed sayed haj hajj hajji mullah rabbi father sister brother king queen prince princess
    judge senator governor ambassador señor señora don doña herr frau monsieur madame sir lord lady comrade
"""
TITLES = frozenset(_TITLE_WORDS.split())
# Words that have a capital in English, or in Turkish in dates, and are not names for a ledger.
_OTHER_WORDS = """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday english french german spanish arabic persian hebrew turkish russian god allah
    yes okay
    ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik pazartesi sali carsamba persembe cuma
    cumartesi pazar
"""
OTHER_CAPITALS = frozenset((*_OTHER_WORDS.split(), "i m", "i d", "i ll", "i ve"))


class NameRun(msgspec.Struct, frozen=True, kw_only=True):
    """A name in its most frequent spelling, its folded words, its number of occurrences, and the places of passages.

    ``others`` are its rarer spellings; ``honorific`` is its most frequent title, if at least half have one.
    """

    spelled: str
    words: tuple[str, ...]
    count: int
    places: tuple[int, ...]
    others: tuple[str, ...] = ()
    honorific: str | None = None


def find_runs(bitext: Bitext, side: Literal["source", "target"]) -> tuple[NameRun, ...]:
    """The names of one side, the most frequent first. Words with a capital for another reason are left out.

    A word that only occurs at the beginning of sentences is not a name. For the source, only passages without a
    translation are read.
    """
    known = {name.folded for name in find_names(bitext, side) if name.sure} - OTHER_CAPITALS
    spelled: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
    titles: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for pair in bitext.pairs:
        half = pair.target if side == "target" else pair.source
        if side == "source" and pair.target.words:
            continue
        for words, said, title in _find_runs(half.said, known, half.language):
            spelled[words][said] += 1
            places[words][pair.place] = None
            titles[words].update(filter(None, [title]))
    runs = (_make(words, counts, tuple(places[words]), titles[words]) for words, counts in spelled.items())
    return tuple(sorted(runs, key=lambda run: (-run.count, run.places[:1], run.spelled)))


def _make(words: tuple[str, ...], spelled: Counter[str], places: tuple[int, ...], titles: Counter[str]) -> NameRun:
    (usual, _), *others = spelled.most_common()
    return NameRun(
        spelled=usual,
        words=words,
        count=spelled.total(),
        places=places,
        others=tuple(other for other, _ in others if not other.isupper()),
        honorific=next((title for title, count in titles.most_common(1) if count * 2 >= spelled.total()), None),
    )


def _find_runs(said: str, known: set[str], language: str) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """Each run's folded words, its spelling, and the title before it."""
    run: list[tuple[str, int, int]] = []
    for word, start, end in name_words(said):
        folded = fold_name(word, language)
        is_name = word[0].isupper() and (folded in known or folded in TITLES)
        if run and (not is_name or _BETWEEN.fullmatch(said[run[-1][2] : start]) is None):
            yield from _read(run, said)
            run = []
        if is_name:
            run.append((folded, start, end))
    yield from _read(run, said) if run else ()


def _read(run: Sequence[tuple[str, int, int]], said: str) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    own = [part for part in run if part[0] not in TITLES]
    if own:
        title = run[0] if run[0][0] in TITLES and run[0] is not own[0] else None
        first, last = own[0][1], own[-1][2]
        yield tuple(folded for folded, _, _ in own), said[first:last], said[title[1] : title[2]] if title else None
