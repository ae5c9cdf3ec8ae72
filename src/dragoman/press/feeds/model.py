"""A feed, before it is written in a format. Every address is absolute, every time in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

import msgspec

from dragoman.render.html import Html

__all__ = ["Captions", "Enclosure", "Feed", "FeedItem", "Gone", "Speaking", "as_moment", "as_timestamp"]


class Enclosure(msgspec.Struct, frozen=True, kw_only=True):
    """A sound file. ``length`` is in bytes, ``duration`` in ms; each is ``None`` if unknown."""

    address: str
    media_type: str
    length: int | None = None
    duration: int | None = None


class Captions(msgspec.Struct, frozen=True, kw_only=True):
    """A caption file with the times of the enclosure. ``language`` is a BCP 47 tag."""

    address: str
    media_type: str
    language: str


class Speaking(msgspec.Struct, frozen=True, kw_only=True):
    """A named person who speaks. ``asks`` says whether they ask the questions."""

    name: str
    asks: bool = False


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An interview, or a correction of one. ``id`` is a URN that never changes, even if the site moves.

    ``language`` is that of the title; ``summary`` is plain text; all addresses in ``content`` are absolute.
    ``chapters`` is the address of a chapter file on the clock of the enclosure.
    """

    id: str
    address: str
    title: str
    language: str | None = None
    summary: str | None = None
    content: Html
    published: datetime
    updated: datetime
    people: tuple[Speaking, ...] = ()
    subjects: tuple[str, ...] = ()
    enclosure: Enclosure | None = None
    captions: tuple[Captions, ...] = ()
    chapters: str | None = None


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """A withdrawn item: its id, and when it was withdrawn."""

    id: str
    moment: datetime


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """At least one item, newest first. ``page`` has the same content, ``language`` is that of the interface."""

    title: str
    description: str
    page: str
    language: str
    author: str
    items: tuple[FeedItem, ...]
    gone: tuple[Gone, ...] = ()

    @property
    def updated(self) -> datetime:
        """When the content last changed. It does not depend on when the feed is written."""
        return max((*(item.updated for item in self.items), *(one.moment for one in self.gone)))


@lru_cache(maxsize=10_000)
def as_moment(text: str | None) -> datetime | None:
    """The UTC time of an ISO 8601 date or time; a date means its midnight. ``None`` if the text is neither."""
    try:
        day = date.fromisoformat(text or "")
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text or "").replace(microsecond=0)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def as_timestamp(moment: datetime) -> str:
    """The time as RFC 3339 writes it: ``"2026-05-01T00:00:00Z"``."""
    return moment.isoformat().replace("+00:00", "Z")
