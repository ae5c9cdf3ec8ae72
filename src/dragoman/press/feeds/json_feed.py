"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.press.feeds.model import Enclosure, Feed, FeedItem, as_timestamp

__all__ = ["as_json_feed"]


def as_json_feed(feed: Feed, address: str) -> bytes:
    """The feed as JSON Feed, UTF-8.

    :param address: the address of the feed file itself
    """
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": address,
        "description": feed.description,
        "authors": [{"name": feed.author}],
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _item(item: FeedItem) -> dict[str, Any]:
    value = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_html": str(item.content),
        "summary": item.summary,
        "date_published": as_timestamp(item.published),
        "date_modified": as_timestamp(item.updated),
        "authors": [{"name": person.name} for person in item.people],
        "tags": item.subjects,
        "language": item.language,
        "attachments": [_attachment(item.enclosure)] if item.enclosure else [],
    }
    return {name: content for name, content in value.items() if content}


def _attachment(sound: Enclosure) -> dict[str, Any]:
    value = {
        "url": sound.address,
        "mime_type": sound.media_type,
        "size_in_bytes": sound.length,
        "duration_in_seconds": round(sound.duration / 1000) if sound.duration else None,
    }
    return {name: content for name, content in value.items() if content}
