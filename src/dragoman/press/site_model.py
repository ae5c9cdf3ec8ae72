"""What is known before a page is written: the desk, the interview's editions, and where each thing will lie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from dragoman.press.citation import Citation, make_citation
from dragoman.press.media import SoundCopy
from dragoman.press.release import is_slug
from dragoman.render.html import web_address
from dragoman.transcript.edition import Edition, edition_hash
from dragoman.transcript.span import format_clock

__all__ = ["Desk", "Interview", "Media", "Part", "find_parts", "find_slug", "is_out", "site_address"]

Media = Literal["none", "link", "copy"]


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Whose site it is. ``address`` is the site's, ``contact`` where errors and wishes go: mail or a web address.

    ``interface`` is the language of the pages' own words; ``None`` takes that of each translation.
    ``font`` is the path of the desk's own font for the pictures of its pages.
    """

    name: str | None = None
    address: str | None = None
    support: str | None = None
    contact: str | None = None
    media: Media = "none"
    interface: str | None = None
    font: str | None = None


class Part(msgspec.Struct, frozen=True):
    """Another interview on the site from the same recording: its address, latest edition, and range in words."""

    slug: str
    edition: Edition
    covers: str | None


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """An interview's editions that may be seen, in order; one at least.

    ``copy`` is the sound that lies beside its pages, ``parts`` are the other interviews from the same recording.
    """

    slug: str
    editions: tuple[Edition, ...]
    copy: SoundCopy | None = None
    parts: tuple[Part, ...] = ()

    @property
    def latest(self) -> Edition:
        """What stands at the interview's own address."""
        return self.editions[-1]

    def cite(self, edition: Edition, desk: Desk) -> Citation:
        """The citation of one edition."""
        address = site_address(desk, f"{self.slug}/e{edition.number}/")
        return make_citation(edition, self.slug, desk.name, address)


def site_address(desk: Desk, path: str) -> str | None:
    """The address of something on the site; ``None`` where nobody said where in the web the site will be."""
    return f"{desk.address.rstrip('/')}/{path}" if desk.address and web_address(desk.address) else None


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


def find_parts(interviews: Sequence[Interview]) -> dict[str, tuple[Part, ...]]:
    """The parts of the same recording by the address of each interview that has any, in the order of the recording."""
    families: dict[str, list[Interview]] = {}
    for interview in interviews:
        latest = interview.latest
        if latest.sound and latest.withdrawn is None:
            families.setdefault(latest.sound, []).append(interview)
    return {
        one.slug: tuple(_part(other) for other in sorted(family, key=_begins) if other.slug != one.slug)
        for family in families.values()
        for one in family
        if len(family) > 1
    }


def _begins(interview: Interview) -> tuple[int, str]:
    covers = interview.latest.transcript.facts.covers
    return (covers.start if covers else 0), interview.slug


def _part(interview: Interview) -> Part:
    covers = interview.latest.transcript.facts.covers
    if covers is None:
        return Part(interview.slug, interview.latest, None)
    end = "" if covers.end is None else format_clock(covers.end, exact=False)
    return Part(interview.slug, interview.latest, f"{format_clock(covers.start, exact=False)}–{end}")
