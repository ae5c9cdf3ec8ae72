"""What is made from all interviews of a site together, such as its list: what a maker is, and what it is given.

A maker is a row of ``MAKERS`` in ``site.py``: a function from a :class:`Site` to bundles. Each bundle has a key of all
that it is made from, by :meth:`Site.make_key`, so that it is made again only where one of its entries has changed.
Which bundles there are is decided from entries alone; passages are read inside ``make``, when all pages are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from dragoman.press.listing.lists import Lists
from dragoman.press.site_model import Entry, Passage, Publisher
from dragoman.press.site_writer import Bundle

__all__ = ["Maker", "Site", "list_entries"]


def _find_no_size(_: str) -> None:
    """Nothing is known of a site that lies nowhere yet."""


class Site(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that a maker may read. ``entries`` are those of every interview, by slug, withdrawn ones too.

    ``stamp`` is another one wherever the program, the templates or the publisher are others. ``keys`` says by its slug
    what each interview is made from: where it is the same, so are its entry and its passages. ``read_passages`` gives
    those of an interview by its slug, and is called inside ``make`` alone; so is ``find_size``, which gives the size of
    a file that lies on the site in bytes, by its path from the root, and ``None`` where it is not there. ``lists`` are
    the people and subjects of :attr:`listed`. ``folder`` is where the site lies; ``None`` where it lies nowhere yet.
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

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The entries that are not withdrawn, the newest first, and those of a day by slug."""
        return list_entries(self.entries)

    def make_key(self, entries: Iterable[Entry], *more: Any) -> str:
        """The key of a bundle that is made from these entries, their passages, and what else is given."""
        content = [self.stamp, [(one.slug, self.keys[one.slug]) for one in entries], more]
        return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


def list_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those that are not withdrawn, the newest first, and those of a day by slug."""
    order = sorted((one for one in entries if not one.withdrawn), key=lambda one: one.slug)
    return tuple(sorted(order, key=lambda one: one.date or "", reverse=True))


Maker = Callable[[Site], Iterable[Bundle]]
"""Gives the bundles that are made from all interviews; each with ``is_derived`` set."""
