"""Bundles made from all interviews of a site, such as its list: the input of a maker, :class:`Site`.

A maker is a row of ``MAKERS`` in ``site.py``: a function from a :class:`Site` to bundles. The key of each bundle covers
everything that it is made from (:meth:`Site.make_key`), so that it is made again only if one of its entries has
changed. A maker decides from entries alone which bundles there are. It reads passages only inside ``make``, after all
pages are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from dragoman.press.entry import digest
from dragoman.press.listing.lists import Lists
from dragoman.press.site_model import Entry, Passage, Publisher
from dragoman.press.site_writer import Bundle

__all__ = ["Maker", "Site", "list_entries"]


def _find_no_size(_: str) -> None:
    """No size: a site without a folder has no files."""


class Site(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The input of a maker. ``entries`` are those of all interviews, by slug, including withdrawn ones.

    ``stamp`` changes with the program, the templates or the publisher. ``keys`` maps each slug to a hash of what the
    interview is made from: if it is the same, so are its entry and its passages. ``read_passages`` returns the passages
    of an interview by its slug, and may be called only inside ``make``. So may ``find_size``, which returns the size in
    bytes of a file of the site, by its path from the root; ``None`` if there is no such file. ``lists`` are the people
    and subjects of :attr:`listed`. ``folder`` is the site's folder; ``None`` if it has none yet. ``whole`` says that
    every file is compared, so nothing is taken from the site's own files.
    """

    entries: tuple[Entry, ...]
    publisher: Publisher
    templates: jinja2.Environment
    stamp: str
    keys: Mapping[str, str]
    read_passages: Callable[[str], tuple[Passage, ...]]
    folder: Path | None = None
    find_size: Callable[[str], int | None] = _find_no_size
    lists: Lists = Lists()
    whole: bool = False

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The entries that are not withdrawn, newest first; those of the same day by slug."""
        return list_entries(self.entries)

    @cached_property
    def by_slug(self) -> dict[str, Entry]:
        """The listed entries by slug."""
        return {entry.slug: entry for entry in self.listed}

    def make_key(self, entries: Iterable[Entry], *more: Any) -> str:
        """The key of a bundle made from these entries, their passages, and ``more``."""
        return digest([self.stamp, [(one.slug, self.keys[one.slug]) for one in entries], more])


def list_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that are not withdrawn, newest first; those of the same day by slug."""
    order = sorted((one for one in entries if not one.withdrawn), key=lambda one: one.slug)
    return tuple(sorted(order, key=lambda one: one.date or "", reverse=True))


Maker = Callable[[Site], Iterable[Bundle]]
"""Returns the bundles that are made from all interviews, each with ``is_derived`` set."""
