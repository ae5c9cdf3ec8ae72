"""What is known before a page is written: the publisher, the interview's editions, and the address of each thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from dragoman.conventions.profiles import DEFAULT, Profile, find_profile
from dragoman.press.citation import Citation, make_citation
from dragoman.press.media import SoundCopy
from dragoman.press.release import is_slug
from dragoman.render.html import web_address
from dragoman.transcript.document import Chapter, Date, Publication
from dragoman.transcript.edition import Correction, Edition, edition_hash
from dragoman.transcript.span import Span, format_clock
from dragoman.transcript.speaker_names import is_placeholder

__all__ = [
    "RESERVED",
    "Entry",
    "Interview",
    "Issued",
    "Media",
    "Passage",
    "Planned",
    "Publisher",
    "Related",
    "Sound",
    "Voice",
    "Way",
    "covers_words",
    "find_parts",
    "find_slug",
    "is_out",
    "site_address",
]

Media = Literal["none", "link", "copy"]

# Folders of the site that cannot be the slug of an interview.
RESERVED = frozenset(
    ("assets", "categories", "feeds", "newsletter", "pages", "people", "programmes", "search", "tags", "years")
)


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """The publisher of a site. ``address`` is the site's; ``contact`` is a mail or web address for errors and wishes.

    ``about`` is the address of the publisher's own page, ``support`` a line that says how readers can help.
    ``interface`` is the language of the pages' interface; ``None`` takes that of each translation. ``font`` is the path
    of the publisher's own font for preview pictures. ``featured`` are the slugs of the interviews that the home page
    shows first. ``profile`` names the bracket profile of pages and downloads; ``None`` is the notation's.
    """

    name: str | None = None
    address: str | None = None
    support: str | None = None
    about: str | None = None
    contact: str | None = None
    media: Media = "none"
    interface: str | None = None
    font: str | None = None
    featured: tuple[str, ...] = ()
    profile: str | None = None

    @property
    def convention(self) -> Profile:
        """The profile that is named, or the notation's if none is."""
        return find_profile(self.profile or DEFAULT)


class Voice(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A speaker of an interview: every spelling of the name that readers see, and the number of their passages.

    ``name`` is ``None`` for a speaker without a name, who gets no page. ``term`` is the id of the glossary entry, whose
    spellings are among ``aliases``, and ``authority`` the address of its authority record.
    """

    id: str
    label: str | None = None
    name: str | None = None
    name_native: str | None = None
    sort_name: str | None = None
    honorific: str | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
    term: str | None = None
    authority: str | None = None
    passages: int = 0

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling of the name, the one that readers see first; empty for a speaker without a name.

        Labels of programs, which editions may have among the aliases, are no spellings.
        """
        if self.name is None:
            return ()
        others = (self.name_native, self.label, self.sort_name, *self.aliases)
        return tuple(dict.fromkeys((self.name, *(name for name in others if name and not is_placeholder(name)))))


class Issued(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An edition on the list: its number from 1, date (ISO 8601), note, and corrections.

    A withdrawn edition keeps only its number, its date and the day on which it was withdrawn.
    """

    number: int
    date: str | None = None
    note: str | None = None
    changes: tuple[Correction, ...] = ()
    withdrawn: bool = False
    withdrawn_on: str | None = None


class Sound(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The sound that an interview's pages play. ``address`` is a web address, or for a copy a path from the site's
    root.

    ``offset`` is the time on the interview's own clock at which the file begins, in ms. ``media_type`` is ``None`` if
    unknown.
    """

    address: str
    is_copy: bool
    media_type: str | None = None
    offset: int = 0


class Entry(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An interview on the list of a site, from its latest edition. Lists, feeds and search are made from entries.

    ``hashes`` are those of its editions in order, ``sound`` is the hash of the recording, ``covers`` the part of it. If
    ``title`` is a translation in ``target_language``, ``original`` is the title in ``source_language``;
    ``title_language`` is the language of ``title``. ``date`` is that of the latest edition. ``duration`` is in ms,
    ``passages`` counts those that are not withdrawn, ``languages`` are the spoken ones. ``publications`` is the chain
    of publications, the first one first; ``publisher`` is who published the interview there. ``media`` is the sound to
    play. ``files`` are the names of the latest edition's downloads, in ``SLUG/eN/``. ``words`` are its frequent words,
    casefolded. ``sources`` are the hashes of its edition files, which change when something is withdrawn. ``names`` are
    the spellings of each name in the glossary. ``unsettled`` counts the problems that were open when the latest edition
    was released, by code.
    """

    slug: str
    title: str
    title_language: str | None = None
    original: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    description: str | None = None
    date: str | None = None
    sound: str | None = None
    covers: Span | None = None
    withdrawn: bool = False
    hashes: tuple[str, ...]
    editions: tuple[Issued, ...] = ()
    dates: tuple[Date, ...] = ()
    programme: str | None = None
    publisher: str | None = None
    publications: tuple[Publication, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    translators: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    passages: int = 0
    duration: int | None = None
    chapters: tuple[Chapter, ...] = ()
    rights_holder: str | None = None
    licence: str | None = None
    media: Sound | None = None
    sources: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    unsettled: dict[str, int] = {}
    names: tuple[tuple[str, ...], ...] = ()

    @property
    def number(self) -> int:
        """The number of its latest edition."""
        return len(self.hashes)

    @property
    def path(self) -> str:
        """The path of its page from the site's root."""
        return f"{self.slug}/index.html"


class Passage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A passage of the latest edition, not withdrawn, as stored in ``SLUG/passages.json`` for lists and search.

    ``id`` is its anchor on the page and ``voice`` the id of a :class:`Voice`; times are in ms. ``source`` and
    ``target`` are on one line, with the translator's brackets and without notes; ``None`` where nothing is left.
    """

    id: str
    voice: str | None
    start: int | None
    end: int | None
    source_language: str | None
    source: str | None
    target: str | None


class Way(msgspec.Struct, frozen=True, gc=False):
    """A list page of an interview: that of a person, a tag and so on. ``path`` is from the site's root."""

    kind: str
    name: str
    path: str


class Related(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A related interview, as its line names it."""

    path: str
    title: str
    title_language: str | None = None
    original: str | None = None
    source_language: str | None = None


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """The published editions of an interview, in order; at least one.

    ``hashes`` are those of the editions, where they are known, and ``sources`` those of their bytes; there are none
    where they lie on no disk.
    ``copy`` is the sound that lies beside its pages, ``parts`` are the other interviews from the same recording,
    ``related`` others that a reader may want, ``ways`` the pages that it is found by.
    """

    slug: str
    editions: tuple[Edition, ...]
    hashes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    copy: SoundCopy | None = None
    parts: tuple[Entry, ...] = ()
    related: tuple[Related, ...] = ()
    ways: tuple[Way, ...] = ()

    @property
    def latest(self) -> Edition:
        """The edition at the interview's own address."""
        return self.editions[-1]

    def find_hash(self, edition: Edition) -> str:
        """The hash of one of its editions."""
        return self.hashes[(edition.number or 1) - 1] if self.hashes else edition_hash(edition)

    def cite(self, edition: Edition, publisher: Publisher) -> Citation:
        """The citation of one edition."""
        address = site_address(publisher, f"{self.slug}/e{edition.number}/")
        return make_citation(edition, self.slug, publisher.name, address)


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the pages of an interview are made from; its editions as the hashes in its entry.

    ``key`` is the digest of the entry, ``copy`` the name of the sound copy; the other fields are those of
    :class:`Interview`.
    """

    entry: Entry
    key: str
    copy: str | None = None
    parts: tuple[Entry, ...] = ()
    related: tuple[Related, ...] = ()
    ways: tuple[Way, ...] = ()

    def surround(self, interview: Interview) -> Interview:
        """The interview among the others of the site."""
        hashes = self.entry.hashes
        return msgspec.structs.replace(interview, hashes=hashes, parts=self.parts, related=self.related, ways=self.ways)


def site_address(publisher: Publisher, path: str) -> str | None:
    """The address of a path on the site; ``None`` if the site has no address."""
    return f"{publisher.address.rstrip('/')}/{path}" if publisher.address and web_address(publisher.address) else None


def find_slug(editions: Sequence[Edition]) -> str:
    """The slug of an interview: the one in its editions, or one made from the hash of the first."""
    said = [edition.slug for edition in editions if edition.slug and is_slug(edition.slug)]
    return said[0] if said else f"interview-{edition_hash(editions[0])[:8]}"


def is_out(edition: Edition, now: datetime) -> bool:
    """Whether the edition's embargo has ended. An embargo that cannot be read never ends."""
    if edition.not_before is None:
        return True
    try:
        moment = datetime.fromisoformat(edition.not_before)
    except ValueError:
        return False
    return moment.tzinfo is not None and moment <= now


def find_parts(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Maps the slug of each interview to the other parts of the same recording, in the order of the recording."""
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
    """The range of a recording as clock times: ``"1:00–2:30"``; ``None`` if there is none."""
    if covers is None:
        return None
    end = "" if covers.end is None else format_clock(covers.end, exact=False)
    return f"{format_clock(covers.start, exact=False)}–{end}"
