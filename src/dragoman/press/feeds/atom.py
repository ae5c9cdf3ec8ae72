"""A feed as Atom (RFC 4287), with the ids of withdrawn items (RFC 6721)."""

from __future__ import annotations

from lxml import etree

from dragoman.press.feeds.model import Feed, FeedItem, as_timestamp
from dragoman.press.feeds.xml import ATOM, LANG, Node, add, encode

__all__ = ["as_atom"]

_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def as_atom(feed: Feed, address: str) -> bytes:
    """The feed as Atom, UTF-8.

    :param address: the address of the feed file itself
    """
    names: dict[str | None, str] = {None: ATOM, **({"at": _TOMBSTONES} if feed.gone else {})}
    root = etree.Element(f"{{{ATOM}}}feed", {LANG: feed.language}, nsmap=names)
    _add(root, "id", address)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    _add(root, "updated", as_timestamp(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "generator", "Dragoman")
    _person(root, "author", feed.author)
    for item in feed.items:
        _entry(root, item)
    for one in feed.gone:
        add(root, f"{{{_TOMBSTONES}}}deleted-entry", ref=one.id, when=as_timestamp(one.moment))
    return encode(root)


def _entry(root: Node, item: FeedItem) -> None:
    entry = _add(root, "entry")
    if item.language:
        entry.set(LANG, item.language)
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=item.address)
    if item.enclosure:
        length = str(item.enclosure.length) if item.enclosure.length else None
        _add(
            entry, "link", rel="enclosure", type=item.enclosure.media_type, href=item.enclosure.address, length=length
        )  # fmt: skip
    _add(entry, "published", as_timestamp(item.published))
    _add(entry, "updated", as_timestamp(item.updated))
    for person in item.people:
        _person(entry, "author", person.name)
    for subject in item.subjects:
        _add(entry, "category", term=subject)
    if item.summary:
        _add(entry, "summary", item.summary)
    _add(entry, "content", item.content, type="html")


def _add(parent: Node, tag: str, text: str | None = None, **attributes: str | None) -> Node:
    return add(parent, f"{{{ATOM}}}{tag}", text, **attributes)


def _person(parent: Node, tag: str, name: str) -> None:
    _add(_add(parent, tag), "name", name)
