"""What each of several processes does for a site: the bundles of an interview, or one made from all interviews."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.press.derived import list_entries
from dragoman.press.entry import digest
from dragoman.press.gather import Reading, read_interview
from dragoman.press.interview_files import bundle_interview, find_keys
from dragoman.press.listing.lists import find_lists
from dragoman.press.media import CopyFailedError, NoSound
from dragoman.press.site import Frame, bundle_derived, make_frame
from dragoman.press.site_list import read_entries, read_passages
from dragoman.press.site_model import Planned, Publisher
from dragoman.press.site_writer import Bundle, Done, Kept, write_bundle

__all__ = ["Deriving", "FrameSource", "Made", "Making", "derive_bundle", "make_interview"]


class FrameSource(msgspec.Struct, frozen=True):
    """What a process makes the frame from; ``stamp`` changes with the program, the templates or the publisher."""

    publisher: Publisher
    templates: Path | None
    stamp: str


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """An interview, the bundles to write for it (``keys``), and what the site has of them (``before``)."""

    site: Path
    folder: Path
    planned: Planned
    keys: dict[str, str]
    before: dict[str, Kept | None]
    reading: Reading
    frame: FrameSource


class Made(msgspec.Struct, frozen=True):
    """The bundles of an interview that were written, and why it has no copy of its sound, if it could not be made."""

    folder: Path
    bundles: tuple[Done, ...]
    no_sound: NoSound | None = None


def make_interview(making: Making) -> Made:
    """Write the bundles of one interview; without its sound if that cannot be copied.

    :raises FolderError: if it was changed since it was gathered, or a file that Dragoman did not write is in the way
    """
    try:
        return Made(making.folder, tuple(_write_interview(making)))
    except CopyFailedError as error:
        entry = msgspec.structs.replace(making.planned.entry, media=None)
        planned = msgspec.structs.replace(making.planned, entry=entry, key=digest(entry), copy=None)
        found = find_keys(planned, _make_frame(making.frame).style)
        keys = {top: key for top, key in found.items() if top in making.keys}
        again = msgspec.structs.replace(making, planned=planned, keys=keys)
        return Made(making.folder, tuple(_write_interview(again)), error.why)


def _write_interview(making: Making) -> list[Done]:
    """Write the bundles of one interview. Only here are its editions in memory."""
    entry = making.planned.entry
    interview = read_interview(making.folder, making.reading, entry)
    if interview is None or interview.sources != entry.sources:
        raise FolderError(making.folder, "was changed while it was being published", "publish it again")
    if making.planned.copy is None:
        interview = msgspec.structs.replace(interview, copy=None)
    whole = making.planned.surround(interview)
    return [
        write_bundle(making.site, bundle, making.before[bundle.top])
        for bundle in bundle_interview(_make_frame(making.frame).style, whole, entry, making.keys)
    ]


@lru_cache(maxsize=2)
def _make_frame(source: FrameSource) -> Frame:
    """The frame, made once for each process, so that templates are read once as long as none changes."""
    return make_frame(source.publisher, source.templates)


class Deriving(msgspec.Struct, frozen=True):
    """The site for which bundles are made from all interviews. ``run`` changes when any of these bundles changes."""

    site: Path
    frame: FrameSource
    whole: bool
    run: str


def derive_bundle(shared: Deriving, given: tuple[str, str | None, Kept | None]) -> Done | None:
    """Write one bundle; ``None`` if this process would make it from other content.

    :param given: its ``top``, its key, and what the site has of it
    """
    top, key, before = given
    bundle = _bundles(shared).get(top)
    return write_bundle(shared.site, bundle, before) if bundle is not None and bundle.key == key else None


@lru_cache(maxsize=1)
def _bundles(shared: Deriving) -> dict[str, Bundle]:
    entries = read_entries(shared.site)
    site = _make_frame(shared.frame).make_site(
        entries,
        find_lists(list_entries(entries)),
        {entry.slug: digest(entry) for entry in entries},
        partial(read_passages, shared.site),
        shared.site,
    )
    return {one.top: one for one in bundle_derived(msgspec.structs.replace(site, whole=shared.whole))}
