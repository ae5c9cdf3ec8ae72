"""The named speakers of a site, each with every interview in which they speak.

Two interviews have the same person if they name the same authority record, or the same name in either script. If
interviews give one name two authority records, the name identifies nobody: these are two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.language.folding import fold
from dragoman.press.listing.addresses import make_addresses
from dragoman.press.site_model import Entry, Voice

__all__ = ["Appearance", "Person", "find_people"]


class Appearance(msgspec.Struct, frozen=True, gc=False):
    """An interview, and the speaker in it."""

    entry: Entry
    voice: Voice


class Person(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A named person. ``address`` is the name of their folder below ``people``.

    ``name`` is the spelling of the latest interview, ``spellings`` are those of all their interviews.
    """

    address: str
    name: str
    spellings: tuple[str, ...]
    sort_name: str
    authority: str | None
    appearances: tuple[Appearance, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Their interviews, each once, newest first."""
        return tuple({one.entry.slug: one.entry for one in self.appearances}.values())


def find_people(entries: Sequence[Entry]) -> tuple[Person, ...]:
    """The people of these interviews, sorted by their sort names. Speakers without a name are left out.

    :param entries: newest first
    """
    appearances = [Appearance(entry, voice) for entry in entries for voice in entry.voices if voice.name]
    groups = _join(appearances)
    addresses = make_addresses([(_first(group).voice.name or "", _seed(group)) for group in groups])
    people = [_person(group, address) for group, address in zip(groups, addresses, strict=True)]
    return tuple(sorted(people, key=lambda one: (fold(one.sort_name, "und"), one.address)))


def _person(group: Sequence[Appearance], address: str) -> Person:
    newest = group[0].voice
    spellings = dict.fromkeys(name for one in group for name in one.voice.spellings)
    return Person(
        address=address,
        name=newest.name or "",
        spellings=tuple(spellings),
        sort_name=next((one.voice.sort_name for one in group if one.voice.sort_name), None) or newest.name or "",
        authority=next((one.voice.authority for one in group if one.voice.authority), None),
        appearances=tuple(group),
    )


def _first(group: Sequence[Appearance]) -> Appearance:
    """The oldest: the address is made from its name, so that it stays the same if later interviews spell the name
    otherwise.
    """
    return group[-1]


def _seed(group: Sequence[Appearance]) -> str:
    first = _first(group)
    return f"{first.entry.hashes[0]} {first.voice.id}"


def _join(appearances: Sequence[Appearance]) -> list[list[Appearance]]:
    """The appearances by person; people and appearances in the order in which they come."""
    names = list(map(_names, appearances))
    records: dict[str, set[str]] = defaultdict(set)
    for one, own in zip(appearances, names, strict=True):
        if one.voice.authority:
            for name in own:
                records[name].add(one.voice.authority)
    parents = list(range(len(appearances)))
    holders: dict[str, int] = {}
    for place, (one, own) in enumerate(zip(appearances, names, strict=True)):
        for key in _keys(one.voice.authority, own, records):
            _unite(parents, holders.setdefault(key, place), place)
    groups: dict[int, list[Appearance]] = {}
    for place, one in enumerate(appearances):
        groups.setdefault(_root(parents, place), []).append(one)
    return list(groups.values())


def _keys(authority: str | None, names: Iterable[str], records: dict[str, set[str]]) -> Iterator[str]:
    """What an appearance has in common with every other one of the same person, one at least."""
    if authority:
        yield f"record {authority}"
    for name in names:
        if len(records.get(name, ())) < 2:
            yield f"name {name}"
        elif not authority:
            # The name has two records and this appearance none: all such appearances form one group.
            yield f"undecided {name}"


def _names(one: Appearance) -> Iterable[str]:
    """The name in both scripts, folded for comparison."""
    pairs = ((one.voice.name, one.entry.target_language), (one.voice.name_native, one.entry.source_language))
    return dict.fromkeys(folded for name, language in pairs if name and (folded := fold(name, language or "und")))


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def _unite(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
