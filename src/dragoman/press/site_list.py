"""The list of a site: an entry for each interview, stored in ``SLUG/entry.json`` and read from there.

So an interview can be published without the folders of the other interviews on the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import Fix, FolderError
from dragoman.press.release import is_slug
from dragoman.press.site_files import find_tops, read_keys
from dragoman.press.site_model import RESERVED, Entry, Passage, find_slug
from dragoman.transcript.edition import Edition, edition_hash

__all__ = [
    "ENTRY",
    "PASSAGES",
    "Standing",
    "encode_entry",
    "find_all_slugs",
    "find_slugs",
    "read_entries",
    "read_passages",
    "read_standing",
    "refuse_others",
    "select_slugs",
    "share_values",
]

ENTRY, PASSAGES = "entry.json", "passages.json"
_LIMIT = 1 << 28
_SHARED = (
    "title_language", "source_language", "target_language", "date", "dates", "programme", "translators", "languages",
    "licence", "editions",
)  # fmt: skip


class Standing(msgspec.Struct, frozen=True):
    """What a site already has: its folder, the entries of its interviews, and the key of each bundle."""

    site: Path
    entries: tuple[Entry, ...]
    keys: dict[str, str | None]


def read_standing(site: Path) -> Standing:
    """What was published to a site before."""
    return Standing(site, read_entries(site), read_keys(site))


def encode_entry(entry: Entry) -> bytes:
    """The entry as a JSON file."""
    return msgspec.json.format(msgspec.json.encode(entry), indent=2) + b"\n"


def read_entries(site: Path, slugs: Iterable[str] | None = None) -> tuple[Entry, ...]:
    """The entries of interviews that were published to a site; one that cannot be read is left out.

    :param slugs: the interviews; all of the site where it is ``None``
    """
    shared: dict[object, object] = {}
    found = (_read_entry(site / slug / ENTRY) for slug in (find_all_slugs(site) if slugs is None else slugs))
    # Each is read when those before it share their values, so that the values of the next take the room of theirs.
    return tuple(share_values(entry, shared) for entry in found if entry is not None)


def share_values(entry: Entry, shared: dict[object, object]) -> Entry:
    """The same entry. Values that equal those of other entries are kept in memory once.

    :param shared: the values so far
    """
    # The entry stays equal to itself, so nobody who has it can tell.
    put, share = msgspec.structs.force_setattr, shared.setdefault
    put(entry, "words", tuple(map(share, entry.words, entry.words)))
    for field in _SHARED:
        value = getattr(entry, field)
        put(entry, field, share(value, value))
    return entry


def read_passages(site: Path, slug: str) -> tuple[Passage, ...]:
    """The passages of an interview on a site; empty if they cannot be read."""
    try:
        return msgspec.json.decode(disk.read(site / slug / PASSAGES, _LIMIT) or b"[]", type=tuple[Passage, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, FolderError):
        return ()


def find_slugs(site: Path, editions: Sequence[Edition]) -> tuple[str, ...]:
    """The slugs of an interview on a site: the current one, and any that it had before.

    The hash of an edition stays when something is withdrawn; its slug may change.
    """
    first, said = edition_hash(editions[0]), find_slug(editions)
    before = {entry.slug for entry in read_entries(site) if entry.hashes[0] == first}
    return tuple(slug for slug in find_all_slugs(site) if slug == said or slug in before)


def refuse_others(new: Iterable[Entry], published: Iterable[Entry]) -> None:
    """Refuse interviews that would remove published editions from a site.

    :raises FolderError: if the site has another interview at the same address, or later editions of this one
    """
    there = {entry.slug: entry for entry in published}
    for entry in new:
        old = there.get(entry.slug)
        if old is None or old.hashes == entry.hashes[: old.number]:
            continue
        away = Fix("remove it first", "unpublish", (entry.slug,), {"output": "SITE"})
        if old.hashes[: entry.number] == entry.hashes:
            fault = f"has {old.number} editions on the site, and the folder given has {entry.number}"
            raise FolderError(Path(entry.slug), fault, ("publish from the folder that contains all of them", away))
        purpose = "if none of its editions was ever published, delete its folder `editions`, and release it again"
        other = Fix(purpose, "release", ("DIR",), {"slug": f"{entry.slug}-2"})
        raise FolderError(Path(entry.slug), "is another interview on the site", (away, other))


def find_all_slugs(site: Path) -> list[str]:
    """Every interview that something was written of to a site."""
    return select_slugs(find_tops(site))


def select_slugs(tops: Iterable[str]) -> list[str]:
    """The interviews of which there are these bundles."""
    # A run that was killed may have written some bundles in an interview's folder, and not its pages.
    folders = {top.partition("/")[0] for top in tops}
    return sorted(folder for folder in folders if is_slug(folder) and folder not in RESERVED)


def _read_entry(path: Path) -> Entry | None:
    try:
        entry = msgspec.json.decode(disk.read(path, _LIMIT) or b"", type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, FolderError):
        return None
    return entry if entry.slug == path.parent.name and entry.hashes else None
