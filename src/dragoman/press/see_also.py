"""Where a reader can go next: people and subjects, other interviews, feeds, and the publisher's own page."""

from __future__ import annotations

from dragoman.locale import gettext as _
from dragoman.press.feeds.maker import FEEDS
from dragoman.press.feeds.model import as_moment
from dragoman.press.listing.entries import known_attributes
from dragoman.press.listing.lists import HEADINGS
from dragoman.press.site_model import Interview, Publisher, Related, site_address
from dragoman.render.html import Html, element, join, phrase, web_address

__all__ = ["link_about", "list_feeds", "list_ways", "render_related"]


def list_ways(interview: Interview) -> list[tuple[str, list[tuple[str, str]]]]:
    """The list pages of an interview, as names and paths from the site's root, under their headings."""
    ways: dict[str, list[tuple[str, str]]] = {}
    for way in interview.ways:
        ways.setdefault(way.kind, []).append((way.name, way.path))
    return [(_(HEADINGS[kind]), ways[kind]) for kind in HEADINGS if kind in ways]


def render_related(one: Related, root: str) -> Html:
    """The titles of another interview, with a link to it."""
    title = element("a", one.title, href=f"{root}{one.path}", **known_attributes(one.title_language, one.title))
    if one.original is None:
        return title
    original = element("span", one.original, class_="other", **known_attributes(one.source_language, one.original))
    return join(title, original)


def list_feeds(interview: Interview, publisher: Publisher, root: str) -> list[tuple[str, str, str]]:
    """Address, media type and title of the feeds that have an item for this interview."""
    has_item = any(one.withdrawn is None and as_moment(one.date) for one in interview.editions)
    if not has_item or site_address(publisher, "") is None:
        return []
    title = publisher.name or _("All interviews")
    return [(f"{root}feeds/all.{suffix}", kind, f"{title} ({name})") for suffix, kind, name in FEEDS]


def link_about(publisher: Publisher) -> Html | None:
    """The link to the publisher's own page; ``None`` if the publisher has set none."""
    if publisher.about is None or web_address(publisher.about) is None:
        return None
    if publisher.name is None:
        return element("a", _("Who publishes this"), href=publisher.about)
    link = element("a", element("bdi", publisher.name), href=publisher.about)
    return phrase(_("Who publishes this: {name}"), name=link)
