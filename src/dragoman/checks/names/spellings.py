"""Finds different spellings of one name.

Two similar spellings in the translation are one name if the original shows it (:mod:`dragoman.checks.names.evidence`):
it has one spelling in a passage in which the translation has the other, or the same word in the passages of both. Two
people with similar names have two names in the original too. A name of two words, one of them with a wrong letter, is
found within one passage (:mod:`dragoman.checks.names.misspelled`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.checks.bitext import Bitext, place_of
from dragoman.checks.names.evidence import Originals, find_shared, has_instead, make_originals
from dragoman.checks.names.misspelled import find_misspelled
from dragoman.checks.names.native import find_native
from dragoman.checks.names.spotted import Name, are_alike, find_names
from dragoman.problems import Detail, Problem

__all__ = ["check"]

_MOST_ALIKE = 60
_VOWELS = frozenset("aeiouy")


def check(bitext: Bitext) -> Iterator[Problem]:
    """A problem for each occurrence of the wrong or rarer spelling; for both spellings if they are equally frequent."""
    originals = make_originals(bitext)
    names = find_names(bitext, "target")
    found: set[tuple[int, str]] = set()
    for one, other in _find_alike(names):
        for place, (message, details) in dict(_compare(one, other, originals)).items():
            found.add((place, str(details["name"])))
            yield Problem.of("name-varies", "warning", message, place_of(bitext.pairs[place]), **details)
    for name in names:
        for spelled, places in name.others:
            message = "“{name}” is spelled “{usual}” elsewhere"
            for place in places:
                where = place_of(bitext.pairs[place])
                yield Problem.of("name-varies", "warning", message, where, name=spelled, usual=name.spelled)
    for pair, wrong, right in find_misspelled(bitext):
        if (pair.place, wrong) not in found:
            found.add((pair.place, wrong))
            message = "“{name}” is “{usual}” in the original"
            yield Problem.of("name-varies", "warning", message, place_of(pair), name=wrong, usual=right)
    yield from find_native(bitext, names, originals)


def _find_alike(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of similar names. Only names with the same beginning are compared."""
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
                key = one.folded, other.folded
                if key not in seen and are_alike(*key) and not _is_derived(*sorted(key, key=len)):
                    seen.add(key)
                    yield one, other


def _is_derived(name: str, longer: str) -> bool:
    """Whether a word is derived from a name and not a spelling of it: the Carranzas, Cuban, Israeli."""
    ending = longer.removeprefix(name) if longer.startswith(name) else ""
    last = name[-1]
    return (
        (ending in {"s", "es"} and last != "s")
        or (ending == "n" and last == "a")
        or (ending == "i" and last not in _VOWELS)
    )


def _compare(one: Name, other: Name, originals: Originals) -> Iterator[tuple[int, tuple[str, dict[str, Detail]]]]:
    """The places of a wrong spelling, each with a message's template and its details."""
    found = False
    for wrong, right in ((one, other), (other, one)):
        for place in wrong.places:
            if has_instead(place, wrong, right, originals):
                found = True
                message = "“{name}” is “{usual}” in the original, and elsewhere"
                yield place, (message, {"name": wrong.spelled, "usual": right.spelled})
    shared = None if found else find_shared(one, other, originals)
    if shared is None:
        return
    few = min(len(one.places), len(other.places))
    for rare, usual in ((one, other), (other, one)):
        for place in rare.places if len(rare.places) == few else ():
            message = "“{name}” is spelled “{usual}” elsewhere, and both stand for “{original}”"
            original = originals.as_said(place, shared) or ""
            yield place, (message, {"name": rare.spelled, "usual": usual.spelled, "original": original})
