"""One name, one spelling: names of a document that look alike and stand for one and the same.

Two spellings in the translation are one name if the passages of both share a word of the original that hardly stands
elsewhere; where there is no original, or the name is the same in both, a single stray spelling among several others
is enough. Two people whose names look alike have two names in the original, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from dragoman.checks.bitext import Bitext, place_of
from dragoman.checks.names.spotted import Name, are_alike, find_names, skeleton
from dragoman.problems import Problem

__all__ = ["check"]

_MOST_ALIKE = 60


def check(bitext: Bitext) -> Iterator[Problem]:
    """The rarer spelling is told, at each place where it stands."""
    original = {pair.place: frozenset(pair.source.words) for pair in bitext.pairs}
    spread = Counter(word for words in original.values() for word in words)
    names = find_names(bitext, "target")
    for rare, usual in _find_alike(names):
        shared = _find_shared(rare, usual, original, spread)
        if shared:
            for place in rare.places:
                message = f"“{rare.spelled}” is spelled “{usual.spelled}” elsewhere, and both stand for “{shared}”"
                yield Problem("name-varies", "warning", message, place_of(bitext.pairs[place]))
    yield from _find_native(bitext, names, original, spread)


def _find_alike(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names that look alike, the rarer first; only names that begin alike are compared."""
    by_head: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_head[name.folded[0]].append(name)
        by_head[name.folded[0] + name.folded[-2:]].append(name)
        by_head[name.folded[:3]].append(name)
    seen: set[tuple[str, str]] = set()
    for head, group in by_head.items():
        if len(head) == 1 and len(group) > _MOST_ALIKE:
            continue
        for place, one in enumerate(group[: 4 * _MOST_ALIKE]):
            for other in group[place + 1 : place + 1 + 4 * _MOST_ALIKE]:
                rare, usual = sorted((one, other), key=lambda name: (len(name.places), -name.places[0]))
                key = rare.folded, usual.folded
                if key not in seen and are_alike(one.folded, other.folded):
                    seen.add(key)
                    yield rare, usual


def _find_shared(rare: Name, usual: Name, original: dict[int, frozenset[str]], spread: Counter[str]) -> str | None:
    """The word of the original that both spellings stand for."""
    if any(rare.folded in original[place] for place in rare.places):
        return None
    together = len({*rare.places, *usual.places})
    here = frozenset.intersection(*(original[place] for place in rare.places))
    shared = [
        word
        for word in here
        if spread[word] <= together + 1 and _is_name_of(word, usual) and any(word in original[p] for p in usual.places)
    ]
    return max(shared, key=lambda word: (skeleton(word) == skeleton(usual.folded), len(word)), default=None)


def _is_name_of(word: str, name: Name) -> bool:
    """Whether the sounds of a word of the original are about those of a name."""
    sounds, wanted = skeleton(word), skeleton(name.folded)
    if not wanted or not sounds:
        return False
    return (
        sounds.endswith(wanted)
        or wanted in sounds
        or (sounds in wanted and len(sounds) > 1)
        or are_alike(sounds, wanted)
    )


def _find_native(
    bitext: Bitext, names: Sequence[Name], original: dict[int, frozenset[str]], spread: Counter[str]
) -> Iterator[Problem]:
    """Two spellings in the original for one name of the translation."""
    for name in names:
        usual = _find_usual(name, original, spread) if len(name.places) > 1 else None
        for place in name.places if usual else ():
            other = _find_other(name, usual or "", original[place], spread)
            if other is not None:
                message = f"“{other}” is spelled “{usual}” elsewhere in the original ({name.spelled})"
                yield Problem("native-name-varies", "warning", message, place_of(bitext.pairs[place]))


def _find_usual(name: Name, original: dict[int, frozenset[str]], spread: Counter[str]) -> str | None:
    """The word of the original that a name of the translation mostly stands for."""
    words = Counter(word for place in name.places for word in original[place])
    often = ((word, count) for word, count in words.most_common(40) if count > 1)
    return next((word for word, count in often if spread[word] <= count + 1 and _sounds(word, name)), None)


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
