"""The files of an interview: its pages, and for each edition the downloads and the picture, which are made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import jinja2
import msgspec

from dragoman.locale import in_language
from dragoman.press.card import can_draw, draw_card
from dragoman.press.citation import as_bibtex, as_csl, as_ris
from dragoman.press.downloads import find_downloads, plan_downloads
from dragoman.press.entry import digest, encode_passages, make_passages
from dragoman.press.media import try_copy
from dragoman.press.page import EditionPage, Place, page_language, print_style, render_page
from dragoman.press.page_metadata import CARD
from dragoman.press.provenance import encode_record
from dragoman.press.site_list import ENTRY, PASSAGES, encode_entry
from dragoman.press.site_model import Entry, Interview, Planned, Publisher
from dragoman.press.site_writer import Bundle, Content
from dragoman.transcript.drafting import find_shown_transcribers, list_engines
from dragoman.transcript.edition import Edition
from dragoman.transcript.sides import find_languages

__all__ = ["Style", "bundle_interview", "find_keys"]

# Placeholders for the path to the site's root and to the edition's files, in private use characters.
_ROOT, _FILES = "\uf8f0\uf8f1", "\uf8f0\uf8f2"


class Style(msgspec.Struct, frozen=True):
    """What the files of all interviews are made with.

    ``stamp`` changes with the program, the templates or the publisher; ``program`` with the program alone.
    """

    templates: jinja2.Environment
    publisher: Publisher
    stamp: str
    program: str


def find_keys(planned: Planned, style: Style) -> dict[str, str]:
    """The bundles of an interview, each with a hash of everything that it is made from.

    Downloads and pictures depend on one edition only, so a later edition does not make them again. Of the publisher,
    downloads depend on the bracket profile only.
    """
    slug, keys = planned.entry.slug, {}
    profile = style.publisher.profile
    for issued, source in zip(planned.entry.editions, planned.entry.sources, strict=True):
        if not issued.withdrawn:
            keys[f"{slug}/e{issued.number}/downloads"] = digest([style.program, profile, slug, source])
            keys[f"{slug}/e{issued.number}/card"] = digest([style.stamp, slug, source])
    # The pages are last, so that the files they link to exist.
    around = (planned.parts, planned.related, planned.ways)
    return {**keys, slug: digest([style.stamp, planned.key, planned.copy, around])}


def bundle_interview(style: Style, interview: Interview, entry: Entry, keys: Mapping[str, str]) -> Iterator[Bundle]:
    """The bundles of an interview.

    :param entry: its entry on the lists
    :param keys: from :func:`find_keys`; bundles that are not among them are left out
    """
    for edition in interview.editions:
        base = f"{interview.slug}/e{edition.number}"
        if edition.withdrawn is None:
            makers = {"downloads": partial(_downloads, style.publisher.profile, interview, edition, base)}
            makers["card"] = partial(_card, style.publisher, interview, edition, base)
            for name, make in makers.items():
                if f"{base}/{name}" in keys:
                    yield Bundle(f"{base}/{name}", keys[f"{base}/{name}"], make)
    if interview.slug in keys:
        yield Bundle(interview.slug, keys[interview.slug], partial(_pages, style, interview, entry))


def _downloads(profile: str | None, interview: Interview, edition: Edition, base: str) -> dict[str, Content]:
    engines, writers = list_engines(edition), find_shown_transcribers(edition)
    files = find_downloads(edition.transcript, interview.slug, engines, profile, writers)
    return {f"{base}/{file.name}": file.content for file in files}


def _card(publisher: Publisher, interview: Interview, edition: Edition, base: str) -> dict[str, Content]:
    with in_language(page_language(edition, publisher)):
        language = find_languages(edition.transcript).source
        card = draw_card(interview.cite(edition, publisher), language, publisher)
    return {} if card is None else {f"{base}/{CARD}": card}


def _pages(style: Style, interview: Interview, entry: Entry) -> dict[str, Content]:
    site: dict[str, Content] = {}
    if interview.copy is not None:
        site[f"{interview.slug}/{interview.copy.name}"] = partial(try_copy, interview.copy)
    for edition in interview.editions:
        with in_language(page_language(edition, style.publisher)):
            site |= _edition(style, interview, edition)
    site[f"{interview.slug}/{PASSAGES}"] = encode_passages(make_passages(interview, style.publisher.convention))
    # The entry is last, so that the files it names exist.
    site[f"{interview.slug}/{ENTRY}"] = encode_entry(entry)
    return site


def _edition(style: Style, interview: Interview, edition: Edition) -> dict[str, Content]:
    base = f"{interview.slug}/e{edition.number}"
    downloads = () if edition.withdrawn else plan_downloads(edition.transcript, interview.slug)
    shown = EditionPage(interview=interview, edition=edition, publisher=style.publisher, downloads=downloads)
    site: dict[str, Content] = {}
    has_card = False
    if edition.withdrawn is None:
        has_card = can_draw(shown.citation, style.publisher)
        site |= {f"{base}/{name}": content for name, content in _citations(shown)}
    site[f"{base}/record.json"] = encode_record(shown.record)
    # Rendered once for both of its places.
    page = render_page(style.templates, shown, Place(_ROOT, _FILES, has_card))
    pieces = [piece.split(_FILES.encode()) for piece in page.split(_ROOT.encode())]
    site[f"{base}/index.html"] = _placed(pieces, b"../../", b"")
    if edition.number == interview.latest.number:
        site[f"{interview.slug}/index.html"] = _placed(pieces, b"../", f"e{edition.number}/".encode())
    return site


def _citations(shown: EditionPage) -> Iterator[tuple[str, bytes]]:
    yield "cite.bib", as_bibtex(shown.citation).encode()
    yield "cite.ris", as_ris(shown.citation).encode()
    yield "cite.json", as_csl(shown.citation)
    yield "print.css", print_style(shown.edition, shown.hash, shown.citation.address).encode()


def _placed(pieces: Sequence[Sequence[bytes]], root: bytes, files: bytes) -> bytes:
    """The page at one place. ``pieces`` are split at paths to the root, and each piece at paths to the files."""
    return root.join(files.join(piece) for piece in pieces)
