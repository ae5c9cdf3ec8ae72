"""The feeds of a site: their files and content. A site without an address has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.locale import find_interface, in_language
from dragoman.locale import gettext as _
from dragoman.press.derived import Site
from dragoman.press.feeds.atom import as_atom
from dragoman.press.feeds.items import (
    CHAPTERS,
    choose_newest,
    find_chapters,
    find_copy,
    find_gone,
    find_items,
    is_in_feeds,
    isolated,
    newest,
)
from dragoman.press.feeds.json_feed import as_json_feed
from dragoman.press.feeds.model import Feed, FeedItem
from dragoman.press.feeds.rss import as_podcast, as_rss
from dragoman.press.site_model import Entry, site_address
from dragoman.press.site_writer import Bundle, Content

__all__ = ["FEEDS", "PODCAST", "bundle_feeds", "has_feeds", "has_podcast", "write_feeds"]

# Suffix, media type and name of each format; the one that most readers choose comes first.
FEEDS = (
    ("rss", "application/rss+xml", "RSS"),
    ("atom", "application/atom+xml", "Atom"),
    ("json", "application/feed+json", "JSON Feed"),
)
PODCAST = "feeds/podcast.rss"
# A podcast lists all its episodes, up to the number that podcast directories accept.
_MOST_EPISODES = 1000


def has_feeds(site: Site, entries: Iterable[Entry]) -> bool:
    """Whether these interviews have feeds."""
    return site_address(site.publisher, "") is not None and any(map(is_in_feeds, entries))


def has_podcast(site: Site, entries: Iterable[Entry]) -> bool:
    """Whether any of these interviews offers its sound."""
    return has_feeds(site, entries) and any(find_copy(one) and is_in_feeds(one) for one in entries)


def bundle_feeds(site: Site) -> Iterator[Bundle]:
    """One bundle with the feeds of all interviews, the podcast, and the chapters of its episodes."""
    if has_feeds(site, site.listed):
        yield Bundle("feeds", site.make_key(site.entries), lambda: _feeds(site), is_derived=True)


def write_feeds(site: Site, entries: Iterable[Entry], title: str, place: str, page: str) -> dict[str, Content]:
    """The feed of these interviews in every format, by path from the site's root.

    :param entries: the interviews, including withdrawn ones
    :param place: the path of the files from the site's root, without suffix
    :param page: the path of the page with the same content
    """
    writers = {"rss": as_rss, "atom": as_atom, "json": as_json_feed}
    entries = tuple(entries)
    with in_language(find_interface(site.publisher.interface)):
        feed = _make_feed(site, entries, title, page)
        return {
            f"{place}.{suffix}": write(feed, _address(site, f"{place}.{suffix}")) for suffix, write in writers.items()
        }


def _make_feed(site: Site, entries: tuple[Entry, ...], title: str, page: str) -> Feed:
    # Of an interview with one edition only the whole can be gone.
    some = [one for one in entries if one.withdrawn or len(one.editions) > 1]
    gone = sorted((gone for one in some for gone in find_gone(one)), key=lambda one: (one.moment, one.id))
    latest = choose_newest(entries)
    return Feed(
        title=title,
        description=_("Interviews in two languages, as they are published and corrected."),
        page=_address(site, page),
        language=find_interface(site.publisher.interface),
        author=_publisher(site),
        items=newest(item for one in latest for item in find_items(one, site.publisher, site.find_size)),
        gone=tuple(gone),
    )


def _feeds(site: Site) -> dict[str, Content]:
    files = write_feeds(site, site.entries, _publisher(site), "feeds/all", "")
    return files | (_podcast(site) if has_podcast(site, site.listed) else {})


def _podcast(site: Site) -> dict[str, Content]:
    with in_language(find_interface(site.publisher.interface)):
        title = _("{name}: the sound").format(name=isolated(_publisher(site)))
        offered = tuple(one for one in site.listed if find_copy(one))
        feed = _make_feed(site, offered, title, "")
        episodes = (item for one in offered for item in _episodes(site, one))
        feed = msgspec.structs.replace(feed, items=newest(episodes, _MOST_EPISODES))
        files: dict[str, Content] = {PODCAST: as_podcast(feed, _address(site, PODCAST))}
    for one in offered:
        if find_chapters(one):
            files[f"{CHAPTERS}/{one.slug}.json"] = _chapters(one)
    return files


def _episodes(site: Site, entry: Entry) -> Iterator[FeedItem]:
    return (item for item in find_items(entry, site.publisher, site.find_size) if item.enclosure)


def _chapters(entry: Entry) -> bytes:
    """The chapters in the JSON format of the podcast namespace, version 1.2."""
    chapters = [{"startTime": one.span.start / 1000, "title": one.title} for one in find_chapters(entry)]
    value = {"version": "1.2.0", "title": entry.title, "chapters": chapters}
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _publisher(site: Site) -> str:
    with in_language(find_interface(site.publisher.interface)):
        return site.publisher.name or _("Interviews")


def _address(site: Site, path: str) -> str:
    address = site_address(site.publisher, path)
    assert address is not None
    return address
