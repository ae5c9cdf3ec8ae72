"""What is known before a page is written: the publisher, the interview's editions, and where each thing will lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from dragoman.press.citation import Citation, make_citation
from dragoman.press.media import SoundCopy
from dragoman.press.release import is_slug
from dragoman.render.html import web_address
from dragoman.render.page.about import page_title
from dragoman.render.page.model import make_page_model
from dragoman.transcript.edition import Edition, edition_hash
from dragoman.transcript.span import Span, format_clock

__all__ = [
    "Entry",
    "Interview",
    "Media",
    "Publisher",
    "covers_words",
    "find_parts",
    "find_slug",
    "is_out",
    "make_entry",
    "site_address",
]

Media = Literal["none", "link", "copy"]


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Whose site it is. ``address`` is the site's, ``contact`` where errors and wishes go: mail or a web address.

    ``interface`` is the language of the pages' own words; ``None`` takes that of each translation.
    ``font`` is the path of the publisher's own font for the pictures of its pages.
    """

    name: str | None = None
    address: str | None = None
    support: str | None = None
    contact: str | None = None
    media: Media = "none"
    interface: str | None = None
    font: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An interview on the list of a site, in what its latest edition says.

    ``hashes`` are those of its editions in order, ``sound`` is the hash of the recording, ``covers`` the part of it.
    ``original`` is the title in ``source_language``, where ``title`` is its translation.
    """

    slug: str
    title: str
    original: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    date: str | None = None
    sound: str | None = None
    covers: Span | None = None
    withdrawn: bool = False
    hashes: tuple[str, ...]

    @property
    def number(self) -> int:
        """The number of its latest edition."""
        return len(self.hashes)


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """An interview's editions that may be seen, in order; one at least.

    ``copy`` is the sound that lies beside its pages, ``parts`` are the other interviews from the same recording.
    """

    slug: str
    editions: tuple[Edition, ...]
    copy: SoundCopy | None = None
    parts: tuple[Entry, ...] = ()

    @property
    def latest(self) -> Edition:
        """What stands at the interview's own address."""
        return self.editions[-1]

    def cite(self, edition: Edition, publisher: Publisher) -> Citation:
        """The citation of one edition."""
        address = site_address(publisher, f"{self.slug}/e{edition.number}/")
        return make_citation(edition, self.slug, publisher.name, address)


def site_address(publisher: Publisher, path: str) -> str | None:
    """The address of something on the site; ``None`` where nobody said where in the web the site will be."""
    return f"{publisher.address.rstrip('/')}/{path}" if publisher.address and web_address(publisher.address) else None


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


def make_entry(interview: Interview) -> Entry:
    """What the list of the site says of an interview."""
    latest = interview.latest
    facts = latest.transcript.facts
    plan = make_page_model(msgspec.structs.replace(latest.transcript, segments=()))
    return Entry(
        slug=interview.slug,
        title=page_title(plan),
        original=facts.title if facts.title_target else None,
        source_language=plan.transcript.source_language,
        target_language=latest.transcript.target_language,
        date=latest.date,
        sound=latest.sound,
        covers=facts.covers,
        withdrawn=latest.withdrawn is not None,
        hashes=tuple(map(edition_hash, interview.editions)),
    )


def find_parts(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The parts of the same recording by the address of each interview that has any, in the order of the recording."""
    families: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.sound and not entry.withdrawn:
            families.setdefault(entry.sound, []).append(entry)
    return {
        one.slug: tuple(other for other in sorted(family, key=_begins) if other.slug != one.slug)
        for family in families.values()
        for one in family
        if len(family) > 1
    }


def _begins(entry: Entry) -> tuple[int, str]:
    return (entry.covers.start if entry.covers else 0), entry.slug


def covers_words(covers: Span | None) -> str | None:
    """The range of a recording as clock times: ``"1:00–2:30"``."""
    if covers is None:
        return None
    end = "" if covers.end is None else format_clock(covers.end, exact=False)
    return f"{format_clock(covers.start, exact=False)}–{end}"
