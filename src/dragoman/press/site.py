"""The site: everything is gathered from editions, so that it can be written in one go. The index is last."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import jinja2
import msgspec

import dragoman
from dragoman.errors import Fix, FolderError
from dragoman.folder.editions import read_editions, refuse_breaks
from dragoman.folder.find import find_folders
from dragoman.formats.pages.draft_page import page_asset
from dragoman.locale import in_language
from dragoman.press.card import draw_card
from dragoman.press.citation import Citation, as_bibtex, as_csl, as_ris
from dragoman.press.derived import Maker, Site
from dragoman.press.downloads import Download, find_downloads
from dragoman.press.entry import encode_passages, make_entry, make_passages
from dragoman.press.feeds.maker import bundle_feeds
from dragoman.press.headers import encode_headers
from dragoman.press.media import make_copy, plan_copy
from dragoman.press.page import Place, load_templates, page_language, print_style, render_index, render_page
from dragoman.press.page_metadata import CARD
from dragoman.press.provenance import encode_record, make_record
from dragoman.press.release import is_slug
from dragoman.press.search import make_search
from dragoman.press.site_files import find_tops, locked_site, take_down, write_site
from dragoman.press.site_list import (
    ENTRY,
    PASSAGES,
    Standing,
    encode_entry,
    read_passages,
    read_standing,
    refuse_others,
)
from dragoman.press.site_model import RESERVED, Interview, Passage, Publisher, find_parts, find_slug, is_out
from dragoman.press.site_writer import Bundle, Content
from dragoman.transcript.edition import Edition
from dragoman.transcript.sides import find_languages

__all__ = ["MAKERS", "bundle_site", "find_interviews", "take_off", "unpublish"]

# A publisher's own font for the pictures, beside its templates.
_FONT = "card.ttf"
# What stands for the way to the site's root and to the edition's files, in characters that mean nothing.
_ROOT, _FILES = "\uf8f0\uf8f1", "\uf8f0\uf8f2"


def _unwatched() -> None:
    """Go on."""


def find_interviews(
    root: Path,
    now: datetime,
    *,
    with_sound: bool = False,
    nested: bool = False,
    watch: Callable[[], None] = _unwatched,
) -> tuple[Interview, ...]:
    """The interviews at a path or right below it, with the editions that may be seen by now.

    :param with_sound: look for the recordings too, of which a copy is to be published
    :param nested: look in the folders below these too
    :param watch: called before each folder; what it raises ends the work
    :raises FolderError: where a chain of editions is broken, or two interviews want the same address
    """
    found: dict[str, Path] = {}
    interviews: list[Interview] = []
    near = (root, *(child for child in root.iterdir() if child.is_dir()))
    for path in sorted({*near, *(find_folders(root) if nested else ())}):
        watch()
        editions = read_editions(path) if (path / "editions").is_dir() else ()
        if not editions:
            continue
        refuse_breaks(path, editions)
        slug = find_slug(editions)
        if slug in RESERVED:
            fault = f"wants the address {slug}, which a site needs for its own pages"
            raise FolderError(path, fault, Fix("release it at another address", "release", ("DIR",), {"slug": None}))
        if slug in found:
            fault = f"wants the address {slug}, which {found[slug].name} has"
            fix = Fix("release one of them at another address", "release", ("DIR",), {"slug": None})
            raise FolderError(path, fault, fix)
        found[slug] = path
        seen = tuple(_until_embargo(editions, now))
        copy = plan_copy(path, seen) if with_sound and seen else None
        interviews += [Interview(slug=slug, editions=seen, copy=copy)] if seen else []
    return tuple(interviews)


def bundle_site(
    interviews: Sequence[Interview],
    publisher: Publisher,
    templates: Path | None = None,
    standing: Standing | None = None,
) -> tuple[Bundle, ...]:
    """The site in bundles, made when they are asked for: the assets, each interview, and at last what is made from all.

    :param standing: what the site has already; the entries of these interviews are made anew
    :raises FolderError: where published editions would be lost
    """
    environment = load_templates(templates)
    if templates is not None and (templates / _FONT).is_file():
        publisher = msgspec.structs.replace(publisher, font=str(templates / _FONT))
    assets = {f"assets/{name}": content for name, content in _assets(templates)}
    stamp = _digest([_stamp(), templates and _hash_folder(templates), publisher])
    new = tuple(make_entry(one, publisher.media) for one in interviews)
    published = standing.entries if standing else ()
    refuse_others(new, published)
    entries = {entry.slug: entry for entry in (*published, *new)}
    parts = find_parts(entries.values())
    whole = [msgspec.structs.replace(one, parts=parts.get(one.slug, ())) for one in interviews]
    keys = {one.slug: _key(stamp, one) for one in whole}
    site = Site(
        entries=tuple(entries[slug] for slug in sorted(entries)),
        publisher=publisher,
        templates=environment,
        stamp=stamp,
        keys={**_old_keys(standing), **keys},
        read_passages=partial(_read_passages, {one.slug: one for one in whole}, standing),
        folder=standing.site if standing else None,
        find_size=partial(_find_size, standing),
    )
    return (
        Bundle("assets", None, lambda: dict(assets)),
        *(Bundle(one.slug, keys[one.slug], partial(_interview, environment, one, publisher)) for one in whole),
        Bundle("_headers", None, lambda: {"_headers": encode_headers()}),
        *_derived(site),
    )


def _derived(site: Site) -> Iterator[Bundle]:
    for make in MAKERS:
        yield from make(site)


def _old_keys(standing: Standing | None) -> dict[str, str]:
    """What the interviews of a site were made from; one that is not known counts as changed, by a key of its own."""
    entries = standing.entries if standing else ()
    keys = standing.keys if standing else {}
    return {one.slug: keys.get(one.slug) or _digest(one.hashes) for one in entries}


def _read_passages(interviews: Mapping[str, Interview], standing: Standing | None, slug: str) -> tuple[Passage, ...]:
    if slug in interviews:
        return make_passages(interviews[slug])
    return read_passages(standing.site, slug) if standing else ()


def _find_size(standing: Standing | None, name: str) -> int | None:
    path = standing.site / name if standing else None
    return path.stat().st_size if path and path.is_file() else None


def unpublish(site: Path, slug: str, publisher: Publisher, templates: Path | None = None) -> tuple[str, ...]:
    """Take an interview off a site; the value is the names of its files.

    :raises FolderError: where the site has no such interview
    """
    with locked_site(site):
        slugs = [top for top in find_tops(site) if is_slug(top) and top not in RESERVED]
        if slug not in slugs:
            there = ", ".join(sorted(slugs)) or "none"
            raise FolderError(site, f"has no interview {slug}", f"it has: {there}")
        return take_off(site, (slug,), publisher, templates)


def take_off(
    site: Path, slugs: Collection[str], publisher: Publisher, templates: Path | None = None
) -> tuple[str, ...]:
    """Write what is made from all interviews without some of them, then delete their files; the value is their names.

    A run that was killed can be run again.
    """
    with locked_site(site):
        standing = read_standing(site)
        left = tuple(entry for entry in standing.entries if entry.slug not in slugs)
        bundles = bundle_site((), publisher, templates, msgspec.structs.replace(standing, entries=left))
        derived = [bundle for bundle in bundles if bundle.is_derived]
        changed = write_site(site, derived)
        gone = [name for name in changed if not (site / name).exists()]
        return (*gone, *take_down(site, *slugs))


def _list(site: Site) -> Iterator[Bundle]:
    def make() -> dict[str, Content]:
        return {"index.html": render_index(site.templates, site.entries, site.publisher)}

    yield Bundle("index.html", site.make_key(site.listed), make, is_derived=True)


MAKERS: tuple[Maker, ...] = (
    make_search,
    bundle_feeds,
    # The list is the last, so that what it names is there.
    _list,
)
"""What is made from all interviews together: a row for each kind of thing."""


def _key(stamp: str, interview: Interview) -> str:
    """What the files of an interview are made from, as one hash."""
    copy = interview.copy.name if interview.copy else None
    return _digest([stamp, interview.slug, interview.editions, interview.parts, interview.related, copy])


def _digest(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


@cache
def _stamp() -> str:
    """Another one wherever the program is another."""
    package = Path(dragoman.__file__).parent
    files_ = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return _digest([(str(path.relative_to(package)), path.stat().st_size, path.stat().st_mtime_ns) for path in files_])


def _hash_folder(folder: Path) -> str:
    files_ = sorted(path for path in folder.rglob("*") if path.is_file())
    return _digest([(str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files_])


def _until_embargo(editions: tuple[Edition, ...], now: datetime) -> Iterator[Edition]:
    # What follows on an edition that nobody may see would tell of it.
    for edition in editions:
        if not is_out(edition, now):
            return
        yield edition


def _assets(templates: Path | None) -> Iterator[tuple[str, bytes]]:
    css = page_asset("page.css") + _asset(templates, "edition.css")
    yield "style.css", css.encode()
    yield "page.js", page_asset("page.js").encode()
    yield "edition.js", _asset(templates, "edition.js").encode()
    yield "sound.js", _asset(templates, "sound.js").encode()
    for name in ("search.css", "search-words.js", "search-index.js", "search.js"):
        yield name, _asset(templates, name).encode()


def _asset(templates: Path | None, name: str) -> str:
    if templates is not None and (templates / name).is_file():
        return (templates / name).read_text(encoding="utf-8")
    return files("dragoman.press").joinpath("templates", name).read_text(encoding="utf-8")


def _interview(environment: jinja2.Environment, interview: Interview, publisher: Publisher) -> dict[str, Content]:
    site: dict[str, Content] = {}
    if interview.copy is not None:
        site[f"{interview.slug}/{interview.copy.name}"] = partial(make_copy, interview.copy)
    for edition in interview.editions:
        downloads = () if edition.withdrawn else find_downloads(edition.transcript, interview.slug)
        site |= _edition(environment, interview, edition, publisher, downloads)
    site[f"{interview.slug}/{PASSAGES}"] = encode_passages(make_passages(interview))
    # The last, so that what the list names is there.
    site[f"{interview.slug}/{ENTRY}"] = encode_entry(make_entry(interview, publisher.media))
    return site


def _edition(
    environment: jinja2.Environment,
    interview: Interview,
    edition: Edition,
    publisher: Publisher,
    downloads: tuple[Download, ...],
) -> dict[str, Content]:
    base = f"{interview.slug}/e{edition.number}"
    site: dict[str, Content] = {f"{base}/{file.name}": file.content for file in downloads}
    card = None
    if edition.withdrawn is None:
        citation = interview.cite(edition, publisher)
        card = _card(citation, edition, publisher)
        site |= {
            f"{base}/cite.bib": as_bibtex(citation).encode(),
            f"{base}/cite.ris": as_ris(citation).encode(),
            f"{base}/cite.json": as_csl(citation),
            f"{base}/print.css": _print_style(edition, publisher, citation.address),
        }
    if card is not None:
        site[f"{base}/{CARD}"] = card
    site[f"{base}/record.json"] = encode_record(make_record(interview, edition))
    # Made once, for every place that it lies at.
    page = render_page(environment, interview, edition, publisher, Place(_ROOT, _FILES, card is not None), downloads)
    pieces = [piece.split(_FILES.encode()) for piece in page.split(_ROOT.encode())]
    site[f"{base}/index.html"] = _placed(pieces, b"../../", b"")
    if edition.number == interview.latest.number:
        site[f"{interview.slug}/index.html"] = _placed(pieces, b"../", f"e{edition.number}/".encode())
    return site


def _placed(pieces: Sequence[Sequence[bytes]], root: bytes, files_: bytes) -> bytes:
    """The page at one place. Its pieces lie between the ways to the root, and theirs between those to the files."""
    return root.join(files_.join(piece) for piece in pieces)


def _card(citation: Citation, edition: Edition, publisher: Publisher) -> bytes | None:
    with in_language(page_language(edition, publisher)):
        return draw_card(citation, find_languages(edition.transcript).source, publisher)


def _print_style(edition: Edition, publisher: Publisher, address: str | None) -> bytes:
    with in_language(page_language(edition, publisher)):
        return print_style(edition, address).encode()
