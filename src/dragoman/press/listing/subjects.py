"""Lists of interviews beside people: tags, categories, programmes and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.language.folding import fold
from dragoman.press.listing.addresses import make_addresses
from dragoman.press.site_model import Entry

__all__ = ["KINDS", "Kind", "Subject", "find_subjects", "find_year"]

Kind = Literal["tags", "categories", "programmes", "years"]
KINDS: tuple[Kind, ...] = ("tags", "categories", "programmes", "years")
# The date that decides the year of an interview: when it was first heard, before when it was recorded.
_DATES = ("aired", "first-published", "recorded")
# A day, month or year in EDTF, without uncertainty.
_YEAR = re.compile(r"(\d{4})(?:-[\dX]{2}){0,2}(?:T.*)?")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One tag, category, programme or year; ``address`` is the name of its folder below ``kind``.

    ``name`` is the spelling of its latest interview.
    """

    kind: Kind
    address: str
    name: str
    entries: tuple[Entry, ...]


def find_subjects(kind: Kind, entries: Sequence[Entry]) -> tuple[Subject, ...]:
    """The subjects of a kind, sorted by name; years from the latest.

    :param entries: newest first
    """
    found: dict[str, dict[str, Entry]] = {}
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for entry in entries:
        for name in _names(kind, entry):
            if name not in keys:
                # Tags that differ in accents may be different words: only case and spaces are ignored.
                keys[name] = key = " ".join(name.casefold().split())
                names.setdefault(key, " ".join(name.split()))
            found.setdefault(keys[name], {})[entry.slug] = entry
    addresses = make_addresses([(key, f"{kind} {key}") for key in found])
    subjects = [
        Subject(kind=kind, address=address, name=names[key], entries=tuple(found[key].values()))
        for key, address in zip(found, addresses, strict=True)
    ]
    order = sorted(subjects, key=lambda one: (fold(one.name, "und"), one.address))
    return tuple(reversed(order)) if kind == "years" else tuple(order)


def find_year(entry: Entry) -> str | None:
    """The year in which an interview was first heard or recorded; ``None`` if unknown."""
    for kind in _DATES:
        for date in entry.dates:
            year = _YEAR.fullmatch(date.edtf or "") if date.kind == kind else None
            if year:
                return year.group(1)
    return None


def _names(kind: Kind, entry: Entry) -> Iterator[str]:
    if kind == "tags":
        names: Sequence[str | None] = entry.tags
    elif kind == "categories":
        names = entry.categories
    elif kind == "programmes":
        names = (entry.programme,)
    else:
        names = (find_year(entry),)
    return (name for name in names if name and name.strip())
