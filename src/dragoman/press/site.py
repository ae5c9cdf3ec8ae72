"""The site: gathered from editions, then written in one go. The index comes last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import msgspec

import dragoman
from dragoman.errors import FolderError
from dragoman.formats.pages.draft_page import page_asset
from dragoman.press.derived import Maker, Site, list_entries
from dragoman.press.entry import digest, make_entry, make_passages
from dragoman.press.headers import encode_headers
from dragoman.press.interview_files import Style, bundle_interview, find_keys
from dragoman.press.listing.lists import Lists, find_lists, find_ways
from dragoman.press.listing.pages import bundle_pages
from dragoman.press.listing.related import find_related
from dragoman.press.page import load_templates
from dragoman.press.published_with import hash_folder
from dragoman.press.search import make_search
from dragoman.press.site_files import locked_site, take_down, write_site
from dragoman.press.site_list import Standing, find_all_slugs, read_passages, read_standing, refuse_others
from dragoman.press.site_model import Entry, Interview, Passage, Planned, Publisher, Related, Way, find_parts
from dragoman.press.site_writer import Bundle, Content

__all__ = [
    "MAKERS",
    "Frame",
    "Surroundings",
    "bundle_derived",
    "bundle_site",
    "find_surroundings",
    "join_entries",
    "make_frame",
    "take_off",
    "unpublish",
]

# The publisher's own font for the pictures, in the template folder.
_FONT = "card.ttf"


class Frame(msgspec.Struct, frozen=True):
    """What a site is made with, beside its interviews.

    ``folder`` has the publisher's own templates, if there are any.
    """

    style: Style
    folder: Path | None

    def bundle_assets(self) -> tuple[Bundle, ...]:
        """Styles, scripts and headers."""
        assets: dict[str, Content] = {f"assets/{name}": content for name, content in _assets(self.folder)}
        return (
            Bundle("assets", None, lambda: assets),
            Bundle("_headers", None, lambda: {"_headers": encode_headers()}),
        )

    def make_site(
        self,
        entries: tuple[Entry, ...],
        lists: Lists,
        keys: Mapping[str, str],
        read: Callable[[str], tuple[Passage, ...]],
        folder: Path | None,
    ) -> Site:
        """What is made from all interviews is made from this.

        :param lists: the people and subjects of the entries that are listed
        :param keys: the digest of each entry, by its slug
        :param read: returns the passages of an interview by its slug
        :param folder: the site's folder
        """
        return Site(
            entries=entries,
            publisher=self.style.publisher,
            templates=self.style.templates,
            stamp=self.style.stamp,
            keys=keys,
            read_passages=read,
            find_size=partial(_find_size, folder),
            folder=folder,
            lists=lists,
        )


def make_frame(publisher: Publisher, templates: Path | None = None) -> Frame:
    """The frame of a publisher's site.

    :param templates: a folder with the publisher's own templates
    """
    if templates is not None and (templates / _FONT).is_file():
        publisher = msgspec.structs.replace(publisher, font=str(templates / _FONT))
    program = _stamp()
    stamp = digest([program, templates and hash_folder(templates), publisher])
    return Frame(Style(load_templates(templates), publisher, stamp, program), templates)


class Surroundings(msgspec.Struct, frozen=True):
    """What the interviews of a site know of each other, by slug; ``lists`` are their people and subjects.

    ``keys`` has the digest of each entry.
    """

    parts: Mapping[str, tuple[Entry, ...]]
    related: Mapping[str, tuple[Related, ...]]
    ways: Mapping[str, tuple[Way, ...]]
    lists: Lists
    keys: Mapping[str, str]

    def plan(self, entry: Entry, copy: str | None) -> Planned:
        """Everything that the pages of an interview are made from."""
        slug = entry.slug
        return Planned(
            entry=entry,
            key=self.keys[slug],
            copy=copy,
            parts=self.parts.get(slug, ()),
            related=self.related.get(slug, ()),
            ways=self.ways.get(slug, ()),
        )


def find_surroundings(entries: Iterable[Entry], known: Mapping[str, str | None] | None = None) -> Surroundings:
    """What the interviews know of each other: parts of the same recording, and shared people and subjects.

    :param known: the digests of some of these entries, by slug
    """
    entries, known = tuple(entries), known or {}
    listed = list_entries(entries)
    lists = find_lists(listed)
    keys = {entry.slug: known.get(entry.slug) or digest(entry) for entry in entries}
    return Surroundings(find_parts(entries), find_related(listed), find_ways(lists), lists, keys)


def bundle_site(
    interviews: Sequence[Interview],
    publisher: Publisher,
    templates: Path | None = None,
    standing: Standing | None = None,
) -> tuple[Bundle, ...]:
    """The bundles of a site, made on demand: assets, each interview, and last what is made from all interviews.

    :param standing: what the site already has; the entries of ``interviews`` are made again
    :raises FolderError: if published editions would be lost
    """
    frame = make_frame(publisher, templates)
    new = tuple(make_entry(one, publisher.media) for one in interviews)
    entries = join_entries(standing.entries if standing else (), new)
    around = find_surroundings(entries)
    bundles: list[Bundle] = []
    for entry, one in zip(new, interviews, strict=True):
        planned = around.plan(entry, one.copy.name if one.copy else None)
        keys = find_keys(planned, frame.style)
        bundles += bundle_interview(frame.style, planned.surround(one), entry, keys)
    read = partial(_read_passages, {one.slug: one for one in interviews}, publisher, standing)
    site = frame.make_site(entries, around.lists, around.keys, read, standing.site if standing else None)
    return (*frame.bundle_assets(), *bundles, *bundle_derived(site))


def join_entries(published: Iterable[Entry], new: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of a site, by slug, after these interviews are published.

    :raises FolderError: if published editions would be lost
    """
    published = tuple(published)
    refuse_others(new, published)
    entries = {entry.slug: entry for entry in (*published, *new)}
    return tuple(entries[slug] for slug in sorted(entries))


def bundle_derived(site: Site) -> Iterator[Bundle]:
    """The bundles made from all interviews together."""
    return (bundle for make in MAKERS for bundle in make(site))


def _read_passages(
    interviews: Mapping[str, Interview], publisher: Publisher, standing: Standing | None, slug: str
) -> tuple[Passage, ...]:
    if slug in interviews:
        return make_passages(interviews[slug], publisher.convention)
    return read_passages(standing.site, slug) if standing else ()


def _find_size(folder: Path | None, name: str) -> int | None:
    path = folder / name if folder else None
    return path.stat().st_size if path and path.is_file() else None


def unpublish(site: Path, slug: str, publisher: Publisher, templates: Path | None = None) -> tuple[str, ...]:
    """Remove an interview from a site; return the names of its files.

    :raises FolderError: if the site has no such interview, or another program is writing to it
    :raises SettingsError: if a template cannot be filled
    """
    with locked_site(site):
        slugs = find_all_slugs(site)
        if slug not in slugs:
            there = ", ".join(sorted(slugs)) or "none"
            raise FolderError(site, f"has no interview {slug}", f"it has: {there}")
        return take_off(site, (slug,), publisher, templates)


def take_off(
    site: Path, slugs: Collection[str], publisher: Publisher, templates: Path | None = None
) -> tuple[str, ...]:
    """Write the lists without these interviews, then delete their files; return the names of the deleted files.

    A run that was killed can be repeated.

    :raises FolderError: if another program is writing to the site
    :raises SettingsError: if a template cannot be filled
    """
    with locked_site(site):
        standing = read_standing(site)
        left = tuple(entry for entry in standing.entries if entry.slug not in slugs)
        bundles = bundle_site((), publisher, templates, msgspec.structs.replace(standing, entries=left))
        derived = [bundle for bundle in bundles if bundle.is_derived]
        changed = write_site(site, derived)
        gone = [name for name in changed if not (site / name).exists()]
        return (*gone, *take_down(site, *slugs))


MAKERS: tuple[Maker, ...] = (
    make_search,
    # The list is last, so that the files it names exist.
    bundle_pages,
)
"""The makers of what is made from all interviews together, one for each kind of thing."""


@cache
def _stamp() -> str:
    """A hash that changes with the program."""
    package = Path(dragoman.__file__).parent
    files_ = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return digest([(str(path.relative_to(package)), path.stat().st_size, path.stat().st_mtime_ns) for path in files_])


def _assets(templates: Path | None) -> Iterator[tuple[str, bytes]]:
    css = page_asset("page.css") + _asset(templates, "edition.css")
    yield "style.css", css.encode()
    yield "page.js", page_asset("page.js").encode()
    yield "edition.js", _asset(templates, "edition.js").encode()
    yield "sound.js", _asset(templates, "sound.js").encode()
    for name in ("share.js", "search.css", "search-words.js", "search-index.js", "search.js"):
        yield name, _asset(templates, name).encode()


def _asset(templates: Path | None, name: str) -> str:
    if templates is not None and (templates / name).is_file():
        return (templates / name).read_text(encoding="utf-8")
    return files("dragoman.press").joinpath("templates", name).read_text(encoding="utf-8")
