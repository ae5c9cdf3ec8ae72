"""The list pages, in bundles: each is written again only if something on it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from dragoman.locale import find_interface, in_language
from dragoman.locale import gettext as _
from dragoman.press.derived import Site
from dragoman.press.feeds.maker import has_feeds, write_feeds
from dragoman.press.listing.entries import fitting_attributes, render_entry
from dragoman.press.listing.found import bundle_found
from dragoman.press.listing.frame import Page, bundle_page, render
from dragoman.press.listing.home import bundle_feeds_with_page, bundle_home
from dragoman.press.listing.lists import HEADINGS
from dragoman.press.listing.paging import PageOf, page_by_date, page_by_name
from dragoman.press.listing.people import Appearance, Person
from dragoman.press.listing.person_page import render_appearance, render_person_facts
from dragoman.press.listing.subjects import KINDS, Subject
from dragoman.press.site_model import Entry
from dragoman.press.site_writer import Bundle, Content
from dragoman.render.html import Html, element, join

__all__ = ["bundle_pages"]

# The most interviews on a list page, on a person's page (with all passages), and names on a page of names.
_ENTRIES, _APPEARANCES, _NAMES = 50, 20, 1000

_Row = tuple[str, str, int]
"""A name, its address, and how many interviews it leads to."""


def bundle_pages(site: Site) -> Iterator[Bundle]:
    """All list pages and the files beside them; the home page is the last."""
    for person in site.lists.people:
        yield from _person(site, person)
    for kind in KINDS:
        for subject in site.lists.subjects.get(kind, ()):
            yield from _subject(site, subject)
    for name in site.lists.kinds:
        yield from _names(site, name)
    yield from _all(site)
    yield from bundle_feeds_with_page(site)
    yield from bundle_found(site)
    yield bundle_home(site)


class _Listed(msgspec.Struct, frozen=True):
    """A person or a subject: the folder of its pages, its name, and all its interviews."""

    folder: str
    name: str
    entries: tuple[Entry, ...]


def _person(site: Site, person: Person) -> Iterator[Bundle]:
    listed = _Listed(f"people/{person.address}", person.name, person.entries)
    for page in page_by_date(person.appearances, _APPEARANCES):
        more = (person.spellings, page.before, page.after)
        shown = tuple(one.entry for one in page.items)
        yield _bundle_listed(site, listed, page.name, shown, more, partial(_person_page, site, person, page))


def _bundle_listed(
    site: Site,
    listed: _Listed,
    name: str,
    shown: Sequence[Entry],
    more: tuple[Any, ...],
    make: Callable[[], dict[str, Content]],
) -> Bundle:
    """A page of a list. The first one has the feeds of the list with it.

    :param name: that of the page's file
    :param shown: the interviews on this page; ``more`` is what else it is made from
    """
    path = f"{listed.folder}/{name}"
    if name != "index.html" or not has_feeds(site, listed.entries):
        return bundle_page(site, path, make, shown, *more)
    make = partial(_with_feeds, site, listed, make)
    return bundle_page(site, path, make, listed.entries, listed.name, len(shown), *more)


def _with_feeds(site: Site, listed: _Listed, make: Callable[[], dict[str, Content]]) -> dict[str, Content]:
    # The page is last, so that the feeds that it names exist.
    return write_feeds(site, listed.entries, listed.name, f"{listed.folder}/feed", f"{listed.folder}/") | make()


def _person_page(site: Site, person: Person, page: PageOf[Appearance]) -> dict[str, Content]:
    with in_language(find_interface(site.publisher.interface)):
        parts = {
            "facts": render_person_facts(person),
            "appearances": [render_appearance(site, one, "../../") for one in page.items],
            "page": page,
        }
    return _write_named(site, f"people/{person.address}", "person.html", person.name, parts, person.entries)


def _subject(site: Site, subject: Subject) -> Iterator[Bundle]:
    listed = _Listed(f"{subject.kind}/{subject.address}", subject.name, subject.entries)
    for page in page_by_date(subject.entries, _ENTRIES):
        more = (subject.name, page.before, page.after)
        yield _bundle_listed(site, listed, page.name, page.items, more, partial(_subject_page, site, subject, page))


def _subject_page(site: Site, subject: Subject, page: PageOf[Entry]) -> dict[str, Content]:
    folder = f"{subject.kind}/{subject.address}"
    return _write_named(site, folder, "list.html", subject.name, _entries(site, page, "../../"), subject.entries)


def _all(site: Site) -> Iterator[Bundle]:
    for page in page_by_date(site.listed, _ENTRIES) if site.listed else ():
        make = partial(_all_page, site, page)
        yield bundle_page(site, f"pages/{page.name}", make, page.items, page.before, page.after)


def _all_page(site: Site, page: PageOf[Entry]) -> dict[str, Content]:
    with in_language(find_interface(site.publisher.interface)):
        title = _("All interviews")
    made = Page(path=page.name, template="list.html", title=title, parts=_entries(site, page, "../"))
    return _write(site, "pages", made)


def _entries(site: Site, page: PageOf[Entry], root: str) -> Mapping[str, Any]:
    with in_language(find_interface(site.publisher.interface)):
        return {"entries": [render_entry(entry, root) for entry in page.items], "page": page}


def _names(site: Site, kind: str) -> Iterator[Bundle]:
    for page in page_by_name(list(_rows(site, kind)), _NAMES):
        make = partial(_names_page, site, kind, page)
        yield bundle_page(site, f"{kind}/{page.name}", make, (), page.items, page.before, page.after)


def _rows(site: Site, kind: str) -> Iterator[_Row]:
    if kind == "people":
        yield from ((one.name, one.address, len(one.entries)) for one in site.lists.people)
    for name in KINDS:
        if name == kind:
            yield from ((one.name, one.address, len(one.entries)) for one in site.lists.subjects[name])


def _names_page(site: Site, kind: str, page: PageOf[_Row]) -> dict[str, Content]:
    with in_language(find_interface(site.publisher.interface)):
        title = _(HEADINGS[kind])
        parts = {"names": [_row(*row) for row in page.items], "page": page}
    return _write(site, kind, Page(path=page.name, template="names.html", title=title, parts=parts))


def _row(name: str, address: str, count: int) -> Html:
    link = element("a", name, href=f"{address}/index.html", dir="auto")
    return join(link, " ", element("span", f"({count})", class_="count", dir="ltr"))


def _write_named(
    site: Site, folder: str, template: str, name: str, parts: Mapping[str, Any], entries: tuple[Entry, ...]
) -> dict[str, Content]:
    """The page of a person or a subject."""
    with in_language(find_interface(site.publisher.interface)):
        kind = _(HEADINGS[folder.partition("/")[0]])
    page = Page(
        path=str(parts["page"].name),
        template=template,
        title=name,
        parts=parts,
        heading=element("h1", name, **fitting_attributes(name, entries[0])),
        kind=kind,
        feeds=f"{folder}/feed" if has_feeds(site, entries) else None,
    )
    return _write(site, folder, page)


def _write(site: Site, folder: str, page: Page) -> dict[str, Content]:
    """The page as a file of this folder. Only the first of several is for search engines."""
    path = f"{folder}/{page.path}"
    return {path: render(site, page.moved(path, is_part=page.path != "index.html"))}
