"""The site: everything is gathered from editions, so that it can be written in one go. The index is last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import jinja2

from dragoman.errors import FolderError
from dragoman.folder.editions import read_editions
from dragoman.formats.page import page_asset
from dragoman.press.citation import as_bibtex, as_csl, as_ris
from dragoman.press.downloads import Download, find_downloads
from dragoman.press.page import Place, load_templates, render_index, render_page
from dragoman.press.plan import Desk, Interview, find_slug, is_out
from dragoman.press.record import encode_record, make_record
from dragoman.transcript.edition import Edition, find_breaks

__all__ = ["find_interviews", "make_site"]

_HEADERS = b"""/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self' https:; \
base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
"""


def find_interviews(root: Path, now: datetime) -> tuple[Interview, ...]:
    """The interviews at a path or right below it, with the editions that may be seen by now.

    :raises FolderError: where a chain of editions is broken, or two interviews want the same address
    """
    found: dict[str, Path] = {}
    interviews: list[Interview] = []
    for path in sorted((root, *(child for child in root.iterdir() if child.is_dir()))):
        editions = read_editions(path) if (path / "editions").is_dir() else ()
        if not editions:
            continue
        _refuse_breaks(path, editions)
        slug = find_slug(editions)
        if slug in found:
            fault = f"wants the address {slug}, which {found[slug].name} has"
            raise FolderError(path, fault, "release one of them with another --slug")
        found[slug] = path
        seen = tuple(_until_embargo(editions, now))
        interviews += [Interview(slug=slug, editions=seen)] if seen else []
    return tuple(interviews)


def make_site(interviews: Sequence[Interview], desk: Desk, templates: Path | None = None) -> dict[str, bytes]:
    """Path to content, for every file of the site, in the order in which they are to be written."""
    environment = load_templates(templates)
    site = {f"assets/{name}": content for name, content in _assets(templates)}
    for interview in interviews:
        site |= _interview(environment, interview, desk)
    return site | {"_headers": _HEADERS, "index.html": render_index(environment, interviews, desk)}


def _refuse_breaks(path: Path, editions: tuple[Edition, ...]) -> None:
    breaks = find_breaks(editions)
    if breaks:
        fault = f"has an edition {breaks[0]} that is not the one which the next follows on"
        raise FolderError(path, fault, "bring its editions back from a backup")


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


def _asset(templates: Path | None, name: str) -> str:
    if templates is not None and (templates / name).is_file():
        return (templates / name).read_text(encoding="utf-8")
    return files("dragoman.press").joinpath("templates", name).read_text(encoding="utf-8")


def _interview(environment: jinja2.Environment, interview: Interview, desk: Desk) -> dict[str, bytes]:
    site: dict[str, bytes] = {}
    for edition in interview.editions:
        downloads = () if edition.withdrawn else find_downloads(edition.transcript, interview.slug)
        site |= _edition(environment, interview, edition, desk, downloads)
    return site


def _edition(
    environment: jinja2.Environment,
    interview: Interview,
    edition: Edition,
    desk: Desk,
    downloads: tuple[Download, ...],
) -> dict[str, bytes]:
    base = f"{interview.slug}/e{edition.number}"
    site = {f"{base}/{file.name}": file.content for file in downloads}
    if edition.withdrawn is None:
        citation = interview.cite(edition, desk)
        site |= {
            f"{base}/cite.bib": as_bibtex(citation).encode(),
            f"{base}/cite.ris": as_ris(citation).encode(),
            f"{base}/cite.json": as_csl(citation),
        }
    site[f"{base}/record.json"] = encode_record(make_record(interview, edition))
    site[f"{base}/index.html"] = render_page(environment, interview, edition, desk, Place("../../", ""), downloads)
    if edition.number == interview.latest.number:
        place = Place("../", f"e{edition.number}/")
        page = render_page(environment, interview, edition, desk, place, downloads)
        site[f"{interview.slug}/index.html"] = page
    return site
