"""The lists of a site (people and subjects), and the place of each interview in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.locale import later
from dragoman.press.listing.people import Person, find_people
from dragoman.press.listing.subjects import KINDS, Kind, Subject, find_subjects
from dragoman.press.site_model import Entry, Way

__all__ = ["HEADINGS", "Lists", "find_lists", "find_ways"]

HEADINGS = {
    "people": later("People"),
    "tags": later("Tags"),
    "categories": later("Categories"),
    "programmes": later("Programmes"),
    "years": later("Years"),
}


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """The people and the subjects of each kind."""

    people: tuple[Person, ...] = ()
    subjects: Mapping[Kind, tuple[Subject, ...]] = {}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the lists that are not empty."""
        return (*(("people",) if self.people else ()), *(kind for kind in KINDS if self.subjects.get(kind)))


def find_lists(entries: Sequence[Entry]) -> Lists:
    """The people and subjects of these interviews.

    :param entries: newest first
    """
    subjects = {kind: find_subjects(kind, entries) for kind in KINDS}
    return Lists(people=find_people(entries), subjects=subjects)


def find_ways(lists: Lists) -> dict[str, tuple[Way, ...]]:
    """Maps the slug of each interview to the pages of its people and subjects."""
    ways: dict[str, list[Way]] = defaultdict(list)
    for person in lists.people:
        path = f"people/{person.address}/index.html"
        spelled: dict[str, Way] = {}
        for one in person.appearances:
            # The name as this interview writes it.
            name = one.voice.name or person.name
            ways[one.entry.slug].append(spelled.setdefault(name, Way("people", name, path)))
    for kind in KINDS:
        for subject in lists.subjects.get(kind, ()):
            # One for all interviews of a subject, which may be thousands.
            way = Way(kind, subject.name, f"{kind}/{subject.address}/index.html")
            for entry in subject.entries:
                ways[entry.slug].append(way)
    return {slug: tuple(found) for slug, found in ways.items()}
