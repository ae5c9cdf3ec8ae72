"""What surrounds every list page: navigation, feeds and the publisher."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from dragoman.locale import find_interface, in_language
from dragoman.locale import gettext as _
from dragoman.press.derived import Site
from dragoman.press.feeds.maker import FEEDS, has_feeds
from dragoman.press.listing.lists import HEADINGS
from dragoman.press.page import POLICY, fill, linked
from dragoman.press.see_also import link_about
from dragoman.press.share import render_share
from dragoman.press.site_model import Entry, Publisher, site_address
from dragoman.press.site_writer import Bundle, Content
from dragoman.render.html import Html, element, web_address

__all__ = ["Page", "bundle_page", "render"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page to write: its path from the site's root, its template, title, and the values of the template.

    ``heading`` is the title with its language, if known; ``kind`` is the line below it. ``feeds`` is the path, without
    suffix, of the feeds with the same content. ``is_part`` says that it is not the first of several pages, so search
    engines need not index it. ``root`` is the path to the site's root, unless it is the relative one.
    """

    path: str
    template: str
    title: str
    parts: Mapping[str, Any]
    heading: Html | None = None
    kind: str | None = None
    feeds: str | None = None
    is_part: bool = False
    is_home: bool = False
    root: str | None = None

    def moved(self, path: str, *, is_part: bool) -> Page:
        """The same page at another path."""
        return msgspec.structs.replace(self, path=path, is_part=is_part)


def bundle_page(
    site: Site, path: str, make: Callable[[], dict[str, Content]], entries: Iterable[Entry], *more: Any
) -> Bundle:
    """A bundle of one page.

    :param entries: those that the page is made from; ``more`` is what else it is made from, beside what surrounds
        every page
    """
    around = (site.lists.kinds, bool(site.listed), has_feeds(site, site.listed))
    return Bundle(path, site.make_key(entries, *more, around), make, is_derived=True)


def render(site: Site, page: Page) -> bytes:
    """The page, in the language of the site's interface.

    :raises SettingsError: if the template cannot be filled
    """
    root = page.root or "../" * page.path.count("/")
    address = site_address(site.publisher, page.path.removesuffix("index.html"))
    with in_language(find_interface(site.publisher.interface)):
        return fill(
            site.templates,
            page.template,
            **page.parts,
            title=page.title,
            heading=page.heading or element("h1", page.title),
            kind=page.kind,
            root=root,
            policy=POLICY,
            address=address,
            is_part=page.is_part,
            is_home=page.is_home,
            ways=_ways(site),
            feeds=[*_links(page.feeds, page.title, root), *_main_feeds(site, page, root)],
            publisher=site.publisher,
            support=linked(site.publisher.support),
            about=link_about(site.publisher),
            contact=_contact(site.publisher),
            share=render_share(page.title, address),
        )


def _ways(site: Site) -> list[tuple[str, str]]:
    """The navigation links, as paths and labels."""
    ways = [(f"{kind}/index.html", _(HEADINGS[kind])) for kind in site.lists.kinds]
    if site.listed:
        ways[:0] = [("search/index.html", _("Search")), ("pages/index.html", _("All interviews"))]
    return [*ways, *([("feeds/index.html", _("Feeds"))] if has_feeds(site, site.listed) else [])]


def _main_feeds(site: Site, page: Page, root: str) -> list[tuple[str, str, str]]:
    if page.feeds == "feeds/all" or not has_feeds(site, site.listed):
        return []
    return _links("feeds/all", site.publisher.name or _("All interviews"), root)


def _links(place: str | None, title: str, root: str) -> list[tuple[str, str, str]]:
    """Address, media type and title of each feed format."""
    if place is None:
        return []
    return [(f"{root}{place}.{suffix}", kind, f"{title} ({name})") for suffix, kind, name in FEEDS]


def _contact(publisher: Publisher) -> Html | None:
    if publisher.contact is None:
        return None
    words = publisher.contact.removeprefix("mailto:")
    return element("a", words, href=web_address(words) or f"mailto:{quote(words, safe='@')}")
