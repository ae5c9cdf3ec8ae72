"""A feed as RSS 2.0, and as a podcast feed.

Sources: the RSS 2.0 specification and the RSS Advisory Board's profile; the content and Dublin Core modules; the
podcast namespace (https://podcastindex.org/namespace/1.0) and Apple's podcast tags.
"""

from __future__ import annotations

import re
import uuid
from email.utils import format_datetime

from lxml import etree

from dragoman.press.feeds.model import Enclosure, Feed, FeedItem
from dragoman.press.feeds.xml import ATOM, CONTENT, DC, ITUNES, PODCAST, Node, add, encode
from dragoman.render.html import element

__all__ = ["as_podcast", "as_rss"]

# The UUID namespace that the podcast namespace specifies for podcast ids.
_PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
# The longest name that aggregators are sure to keep.
_LONGEST_NAME = 128


def as_rss(feed: Feed, address: str) -> bytes:
    """The feed as RSS 2.0, UTF-8.

    :param address: the address of the feed file itself
    """
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM, "content": CONTENT, "dc": DC})
    channel = _channel(root, feed, address)
    for item in feed.items:
        _item(channel, item)
    return encode(root)


def as_podcast(feed: Feed, address: str) -> bytes:
    """The items that have sound, as a podcast with transcripts and chapters.

    :param address: the address of the feed file itself
    """
    names = {"atom": ATOM, "content": CONTENT, "dc": DC, "itunes": ITUNES, "podcast": PODCAST}
    root = etree.Element("rss", {"version": "2.0"}, nsmap=names)
    channel = _channel(root, feed, address)
    add(channel, f"{{{ITUNES}}}author", feed.author)
    add(channel, f"{{{PODCAST}}}guid", podcast_id(address))
    add(channel, f"{{{PODCAST}}}medium", "podcast")
    for item in feed.items:
        if item.enclosure is not None:
            _episode(_item(channel, item), item, item.enclosure)
    return encode(root)


def podcast_id(address: str) -> str:
    """The id of a podcast, made from the address of its feed as the podcast namespace specifies."""
    return str(uuid.uuid5(_PODCASTS, re.sub(r"^\w+://", "", address).rstrip("/")))


def _channel(root: Node, feed: Feed, address: str) -> Node:
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.description)
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", format_datetime(feed.updated, usegmt=True))
    add(channel, "generator", "Dragoman")
    add(channel, f"{{{ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    return channel


def _item(channel: Node, item: FeedItem) -> Node:
    node = add(channel, "item")
    add(node, "title", item.title)
    add(node, "link", item.address)
    # A description is HTML, so plain text becomes a paragraph.
    add(node, "description", element("p", item.summary, dir="auto") if item.summary else item.content)
    add(node, f"{{{CONTENT}}}encoded", item.content)
    for person in item.people:
        add(node, f"{{{DC}}}creator", person.name)
    if item.language:
        add(node, f"{{{DC}}}language", item.language)
    for subject in item.subjects:
        add(node, "category", subject)
    add(node, "pubDate", format_datetime(item.published, usegmt=True))
    add(node, "guid", item.id, isPermaLink="false")
    return node


def _episode(node: Node, item: FeedItem, sound: Enclosure) -> None:
    # RSS cannot say that a length is unknown; its profile asks for 0.
    add(node, "enclosure", url=sound.address, length=str(sound.length or 0), type=sound.media_type)
    if sound.duration:
        add(node, f"{{{ITUNES}}}duration", str(round(sound.duration / 1000)))
    for captions in item.captions:
        add(
            node, f"{{{PODCAST}}}transcript",
            url=captions.address, type=captions.media_type, language=captions.language, rel="captions",
        )  # fmt: skip
    if item.chapters:
        add(node, f"{{{PODCAST}}}chapters", url=item.chapters, type="application/json+chapters")
    for person in item.people:
        add(node, f"{{{PODCAST}}}person", person.name[:_LONGEST_NAME], role="host" if person.asks else "guest")
