"""The publisher and templates that a site was last published with, stored in the site.

A command that only removes something from a site, or reads it, needs them wherever it runs: lists that it writes again
keep the publisher's name, feeds and template. All of it is on the pages too; the path of the templates is not stored,
because the site's files may be public.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.press.site_model import Publisher

__all__ = ["RECORD", "PublishedWith", "fill_publisher", "find_lost", "hash_folder", "read_published_with", "record"]

RECORD = ".publisher.json"
_LIMIT = 1 << 20
# Fields that a publisher sets and would miss on the pages, and what they are in words.
_WORDS = {
    "name": "the publisher's name",
    "address": "the site's address",
    "support": "the support line",
    "about": "the address of the publisher's own page",
    "contact": "the address for errors and takedowns",
    "interface": "the language of the pages",
    "featured": "the featured interviews",
    "profile": "the bracket profile",
}


class PublishedWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The publisher, and the hash of the publisher's own template folder; ``None`` without one."""

    publisher: Publisher
    templates: str | None = None


def record(site: Path, publisher: Publisher, templates: Path | None) -> None:
    """Store what a site was published with.

    :raises FolderError: if the file is a link
    """
    made = PublishedWith(publisher=publisher, templates=hash_folder(templates) if templates else None)
    content = msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
    disk.refuse_links(site / RECORD)
    if disk.read(site / RECORD, _LIMIT) != content:
        disk.replace(site / RECORD, content, disk.SHARED, lasting=False)


def read_published_with(site: Path) -> PublishedWith | None:
    """What a site was published with; ``None`` for a site of an older version, or if the file cannot be read."""
    try:
        return msgspec.json.decode(disk.read(site / RECORD, _LIMIT) or b"", type=PublishedWith)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, FolderError):
        return None


def fill_publisher(publisher: Publisher, before: PublishedWith | None) -> Publisher:
    """The publisher, with what is not set taken from what the site was published with."""
    if before is None:
        return publisher
    return msgspec.structs.replace(
        publisher, **{name: getattr(publisher, name) or getattr(before.publisher, name) for name in _WORDS}
    )


def find_lost(before: PublishedWith | None, publisher: Publisher, templates: Path | None) -> Iterator[str]:
    """What a site was published with and is published without now, in words."""
    if before is None:
        return
    for name, words in _WORDS.items():
        if getattr(before.publisher, name) and not getattr(publisher, name):
            yield words
    if before.templates and templates is None:
        yield "your own templates"


def hash_folder(folder: Path) -> str:
    """SHA-256 of the names and contents of a folder's files, in hexadecimal."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = [(str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    return hashlib.sha256(msgspec.json.encode(found)).hexdigest()
