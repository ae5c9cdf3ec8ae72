"""Finds the original's words for a name of the translation: they sound like it and are in the same passages.

A word is the original of one name only, where two names are in its passage: of the one that sounds more like it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from rapidfuzz.distance import Levenshtein

from dragoman.checks.bitext import Bitext
from dragoman.checks.names.evidence import closeness, sounds_as
from dragoman.checks.names.name_runs import NameRun
from dragoman.checks.names.spotted import Name
from dragoman.language.folding import fold
from dragoman.language.name_sounds import skeleton
from dragoman.language.word_forms import find_stems

__all__ = ["SourceWords", "find_original", "find_originals", "make_source_words"]

_SPACES = re.compile(r"[\s\u200c-]+")
# Only Hebrew has signs inside a word: elsewhere an apostrophe is followed by another word or an ending.
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c]|(?<=[א-ת])['’׳\"״](?=[א-ת]))*"
)
_LEAST = 3
_FEW_SOUNDS = 2
# How alike a word and a name must sound, from 0 to 1; less if they are in so many passages together.
_CLOSE, _NEAR, _OFTEN = 0.75, 0.6, 3
_MOST_ROUNDS = 3


class SourceWords(msgspec.Struct, frozen=True):
    """The words of the originals.

    ``written`` has, for the place of each passage, its words without prefixes -> as they are written. ``spread`` is the
    number of passages with a word, ``said`` the original by place.
    """

    written: Mapping[int, Mapping[str, str]]
    spread: Counter[str]
    said: Mapping[int, str]


def make_source_words(bitext: Bitext) -> SourceWords:
    """The words of a document's originals, in time linear in the text."""
    written = {pair.place: _read(pair.source.said, pair.source.language) for pair in bitext.pairs}
    spread = Counter(stem for words in written.values() for stem in words)
    return SourceWords(written, spread, {pair.place: pair.source.said for pair in bitext.pairs})


def _read(said: str, language: str) -> dict[str, str]:
    """Each word of a passage without prefixes, folded -> the same as written."""
    written: dict[str, str] = {}
    for raw in _WORD.findall(said):
        word = fold(raw, language).replace(" ", "")
        for stem, sure in find_stems(word, language).items():
            if sure and len(stem) >= _LEAST:
                bare = raw[len(word) - len(stem) :] if len(raw) == len(word) and word.endswith(stem) else stem
                written.setdefault(stem, raw if stem == word else bare)
    return written


def find_originals(runs: Sequence[NameRun], source: SourceWords) -> dict[tuple[str, ...], str]:
    """The original's words for names of a translation: the folded words of each name -> its original as written.

    A name is missing if no words sound like it, or only words that sound more like another name of their passage.
    """
    taken: dict[NameRun, frozenset[str]] = dict.fromkeys(runs, frozenset())
    found = {run: _find_words(run, source) for run in runs}
    for _ in range(_MOST_ROUNDS):
        losers = _find_losers(found)
        if not losers:
            break
        for run, stems in losers.items():
            taken[run] |= stems
            found[run] = _find_words(run, source, taken[run])
    else:
        found |= dict.fromkeys(_find_losers(found), ())
    written = {run.words: _write(words, run, source) for run, words in found.items() if words}
    return {words: original for words, original in written.items() if original is not None}


def find_original(run: NameRun, source: SourceWords) -> str | None:
    """The original's words for a name, as they are written there; ``None`` if no words sound like it."""
    return find_originals([run], source).get(run.words)


class _Found(msgspec.Struct, frozen=True):
    """A word of the original for a word of a name: without prefixes, as it is written, and how alike they sound."""

    stem: str
    spelled: str
    closeness: float


def _find_words(run: NameRun, source: SourceWords, without: frozenset[str] = frozenset()) -> tuple[_Found, ...]:
    """A word of the original for each word of a name; none if one has none."""
    words = [_find_word(folded, run.places, source, without) for folded in run.words]
    return tuple(word for word in words if word is not None) if None not in words else ()


def _find_losers(found: Mapping[NameRun, Sequence[_Found]]) -> dict[NameRun, frozenset[str]]:
    """Names of one word whose word sounds more like another name in one of their passages, with that word."""
    claims: dict[int, list[tuple[NameRun, _Found]]] = defaultdict(list)
    for run, words in found.items():
        for place in run.places if len(words) == 1 else ():
            claims[place].append((run, words[0]))
    losers: dict[NameRun, frozenset[str]] = {}
    for claimants in claims.values():
        for run, word in claimants:
            if any(other.closeness > word.closeness and _is_one_word(word.stem, other.stem) for _, other in claimants):
                losers[run] = losers.get(run, frozenset()) | {word.stem}
    return losers


def _is_one_word(one: str, other: str) -> bool:
    """Whether two stems may be one word, of which one lacks what looks like a prefix."""
    return one.endswith(other) or other.endswith(one)


def _write(words: Sequence[_Found], run: NameRun, source: SourceWords) -> str | None:
    """The words as they are written one after another; ``None`` if several are nowhere written so."""
    spellings = [word.spelled for word in words]
    whole = re.compile(r"[\s\u200c-]+".join(map(re.escape, spellings)))
    for place in run.places:
        if (found := whole.search(source.said[place])) is not None:
            return _SPACES.sub(lambda match: match.group() if "\u200c" in match.group() else " ", found.group())
    return spellings[0] if len(spellings) == 1 else None


def _find_word(
    folded: str, places: Sequence[int], source: SourceWords, without: frozenset[str] = frozenset()
) -> _Found | None:
    """The word that sounds like a name and is in most of its passages, but not in many others; or ``None``."""
    name = Name(folded, folded, tuple(places))
    together: Counter[str] = Counter(stem for place in places for stem in source.written[place])
    wanted = skeleton(folded.replace(" ", ""))
    is_short = len(wanted) <= _FEW_SOUNDS
    fitting: dict[str, tuple[bool, bool, float, float, int, int, int]] = {}
    for stem, count in together.items():
        if stem in without or source.spread[stem] > 3 * count + 2:
            continue
        close = 1.0 if stem == folded else closeness(stem, name)
        if stem == folded or (sounds_as(stem, name) if is_short else close >= (_NEAR if count >= _OFTEN else _CLOSE)):
            # Of several words, the one that sounds alike by the usual spelling; then the one without a prefix.
            plain = Levenshtein.normalized_similarity(skeleton(stem), wanted)
            is_most = count * 2 >= len(places)
            fitting[stem] = (stem == folded, is_most, close, plain, count, -source.spread[stem], -len(stem))
    if not fitting:
        return None
    best = max(fitting, key=fitting.__getitem__)
    spelled: dict[str, int] = defaultdict(int)
    for place in places:
        if best in source.written[place]:
            spelled[source.written[place][best]] += 1
    usual = max(spelled, key=lambda spelling: (spelled[spelling], -len(spelling), spelling))
    return _Found(best, usual, fitting[best][2])
