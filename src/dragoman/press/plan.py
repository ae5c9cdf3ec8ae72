"""What is known before a page is written: the desk, the interview's editions, and where each thing will lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from dragoman.formats.html import web_address
from dragoman.press.citation import Citation, make_citation
from dragoman.press.release import is_slug
from dragoman.transcript.document import Transcript
from dragoman.transcript.edition import Edition, edition_hash

__all__ = ["Desk", "Interview", "Media", "find_slug", "find_sound", "is_out", "site_address"]

Media = Literal["none", "link"]


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Whose site it is. ``address`` is the site's, ``contact`` where errors and wishes go: mail or a web address.

    ``interface`` is the language of the pages' own words; ``None`` takes that of each translation.
    """

    name: str | None = None
    address: str | None = None
    support: str | None = None
    contact: str | None = None
    media: Media = "none"
    interface: str | None = None


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """An interview's editions that may be seen, in order; one at least."""

    slug: str
    editions: tuple[Edition, ...]

    @property
    def latest(self) -> Edition:
        """What stands at the interview's own address."""
        return self.editions[-1]

    def cite(self, edition: Edition, desk: Desk) -> Citation:
        """The citation of one edition."""
        address = site_address(desk, f"{self.slug}/e{edition.number}/")
        return make_citation(edition, self.slug, desk.name, address)


def site_address(desk: Desk, path: str) -> str | None:
    """The address of something on the site; ``None`` where nobody said where the site will be."""
    return f"{desk.address.rstrip('/')}/{path}" if desk.address else None


def find_slug(editions: Sequence[Edition]) -> str:
    """The interview's part of an address: what its editions say, or one made from the hash of the first."""
    said = [edition.slug for edition in editions if edition.slug and is_slug(edition.slug)]
    return said[0] if said else f"interview-{edition_hash(editions[0])[:8]}"


def is_out(edition: Edition, now: datetime) -> bool:
    """Whether the moment before which nobody may see it has passed. One that cannot be read never passes."""
    if edition.not_before is None:
        return True
    try:
        moment = datetime.fromisoformat(edition.not_before)
    except ValueError:
        return False
    return moment.tzinfo is not None and moment <= now


def find_sound(transcript: Transcript) -> str | None:
    """The first copy of the recording that lies in the web and that a browser can play."""
    copies = transcript.recording.copies if transcript.recording else ()
    addresses = (web_address(copy.address) for copy in copies)
    return next((a for a in addresses if a and re.search(r"\.(mp3|m4a|mp4|ogg|opus|webm|wav)$", a, re.I)), None)
