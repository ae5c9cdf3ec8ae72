"""The home page, and the page that lists the feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dragoman.locale import find_interface, in_language
from dragoman.locale import gettext as _
from dragoman.press.derived import Site
from dragoman.press.feeds.maker import FEEDS, PODCAST, bundle_feeds, has_podcast
from dragoman.press.listing.entries import render_entry
from dragoman.press.listing.frame import Page, bundle_page, render
from dragoman.press.listing.lists import HEADINGS
from dragoman.press.site_model import Entry, site_address
from dragoman.press.site_writer import Bundle, Content

__all__ = ["bundle_feeds_with_page", "bundle_home"]

# The number of interviews on the home page.
_LATEST = 50


def bundle_home(site: Site) -> Bundle:
    """The home page: the interviews that the publisher features, and the latest."""
    latest, featured = site.listed[:_LATEST], _featured(site)
    make = partial(_home, site, latest, featured)
    return bundle_page(site, "index.html", make, (*latest, *featured), len(featured), len(site.listed) > _LATEST)


def _featured(site: Site) -> tuple[Entry, ...]:
    """The featured interviews in the publisher's order, without those that are not on the site."""
    listed = {entry.slug: entry for entry in site.listed}
    return tuple(listed[slug] for slug in dict.fromkeys(site.publisher.featured) if slug in listed)


def _home(site: Site, latest: Sequence[Entry], featured: Sequence[Entry]) -> dict[str, Content]:
    with in_language(find_interface(site.publisher.interface)):
        title = site.publisher.name or _("Interviews")
        parts = {
            "entries": [(entry, render_entry(entry, "")) for entry in latest],
            "featured": [(entry, render_entry(entry, "")) for entry in featured],
            "has_more": len(site.listed) > len(latest),
        }
    page = Page(path="index.html", template="index.html", title=title, parts=parts, is_home=True)
    return {page.path: render(site, page)}


def bundle_feeds_with_page(site: Site) -> Iterator[Bundle]:
    """The feeds of all interviews, with the page that lists them."""
    for feeds in bundle_feeds(site):
        key = site.make_key((), feeds.key, site.lists.kinds)
        yield Bundle(feeds.top, key, partial(_with_page, site, feeds), is_derived=True)


def _with_page(site: Site, feeds: Bundle) -> dict[str, Content]:
    with in_language(find_interface(site.publisher.interface)):
        title = _("Feeds")
        formats = [(f"all.{suffix}", name) for suffix, _kind, name in FEEDS]
        offers = has_podcast(site, site.listed)
        parts = {
            "formats": [(path, name, site_address(site.publisher, f"feeds/{path}")) for path, name in formats],
            "podcast": ("podcast.rss", site_address(site.publisher, PODCAST)) if offers else None,
            "kinds": [(f"../{kind}/index.html", _(HEADINGS[kind])) for kind in site.lists.kinds],
        }
    page = Page(path="feeds/index.html", template="feeds.html", title=title, parts=parts, feeds="feeds/all")
    return feeds.make() | {page.path: render(site, page)}
