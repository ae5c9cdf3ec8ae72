"""A feed before it is written in one of its formats. Every address is absolute; every moment is in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

import msgspec

from dragoman.render.html import Html

__all__ = ["Captions", "Enclosure", "Feed", "FeedItem", "Gone", "Speaking", "as_moment", "as_timestamp"]


class Enclosure(msgspec.Struct, frozen=True, kw_only=True):
    """A file of sound: its length in bytes, its duration in ms, where they are known."""

    address: str
    media_type: str
    length: int | None = None
    duration: int | None = None


class Captions(msgspec.Struct, frozen=True, kw_only=True):
    """A file of captions whose times are those of the enclosure. ``language`` is a BCP 47 tag."""

    address: str
    media_type: str
    language: str


class Speaking(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named who speaks. ``asks`` says whether they put the questions."""

    name: str
    asks: bool = False


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An interview, or a correction of one. ``id`` is a URN that never changes, also where the site moves.

    ``language`` is that of the title; ``summary`` is plain text; ``content`` has absolute addresses alone.
    ``chapters`` is the address of a file of chapters on the clock of the enclosure.
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
    """What is left of an item that was withdrawn: its id, and when it went."""

    id: str
    moment: datetime


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """Items, the newest first; one at least. ``page`` is the page that shows the same, ``language`` the interface's."""

    title: str
    description: str
    page: str
    language: str
    author: str
    items: tuple[FeedItem, ...]
    gone: tuple[Gone, ...] = ()

    @property
    def updated(self) -> datetime:
        """When something in it last changed. It does not depend on when the feed is written."""
        return max((*(item.updated for item in self.items), *(one.moment for one in self.gone)))


@lru_cache(maxsize=10_000)
@lru_cache(maxsize=1024)
def as_moment(text: str | None) -> datetime | None:
    """The moment of an ISO 8601 date or time: a day begins at midnight in UTC. ``None`` where it is neither."""
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
    """The moment as RFC 3339 writes it: ``"2026-05-01T00:00:00Z"``."""
    return moment.isoformat().replace("+00:00", "Z")
