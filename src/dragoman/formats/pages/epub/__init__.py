"""EPUB 3: the interview as a book, with one file per chapter, contents, endnotes and accessibility metadata."""

from __future__ import annotations

import hashlib
import uuid
from importlib.resources import files

import msgspec

from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.pages.epub.chapters import File, make_files
from dragoman.formats.pages.epub.package import CONTAINER, write_contents, write_package
from dragoman.formats.reading.zip import write_archive
from dragoman.render.html import web_address
from dragoman.render.page.model import make_page_model
from dragoman.transcript.document import Transcript

__all__ = ["write"]

_KEPT = ("facts beyond titles", "chapters", "withdrawn passages", "notes", "who wrote each text")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the book. Times are links if ``options.media`` is a web address: a book comes without the sound."""
    media = options.media if options.media and web_address(options.media) else None
    public = for_export(transcript)
    plan = make_page_model(public, options.side, media=media, banner=options.banner, profile=options.convention)
    plan = msgspec.structs.replace(plan, drafted_by=options.drafted_by, transcribers=options.transcribers)
    pages = make_files(plan)
    style = files(__package__).joinpath("epub.css").read_bytes()
    members = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("book/package.opf", write_package(plan, pages, _identify(pages))),
        ("book/contents.xhtml", write_contents(pages)),
        *((f"book/{page.name}", page.content) for page in pages),
        ("book/book.css", style),
    ]
    return Written(write_archive(members), find_left_out(transcript, "EPUB", *_KEPT))


def _identify(pages: tuple[File, ...]) -> str:
    """An identifier made from the book's content: the same text always has the same one."""
    digest = hashlib.sha256(b"\0".join(page.content for page in pages)).hexdigest()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'dragoman:{digest}')}"
