"""Published web pages: HTML from any site, pages saved by a browser, and web archives (MHTML). Read only."""

from __future__ import annotations

import email
import email.policy
import itertools
import re
from email.message import EmailMessage, Message

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.assemble_page import make_document
from dragoman.formats.prose.paragraphs import Published, bounded
from dragoman.formats.prose.web.boilerplate import find_around, find_article, make_skip, read_bylines
from dragoman.formats.prose.web.elements import find_paragraphs
from dragoman.formats.prose.web.metadata import find_metadata, web_only
from dragoman.formats.reading.decode import check_size, decode
from dragoman.formats.reading.html_tree import parse_html

__all__ = ["read"]

_HEAD = 4096
_MOST_PARTS = 2000
_MOST_AROUND = 200
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# What browsers and their extensions write at the head of a saved page.
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S{1,2000}?)\s*-->|\burl:\s*(https?://\S{1,2000})")
_MHTML = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}?(?i:content-type:\s*multipart/)")


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the transcript on a web page, with the page's statements about it.

    :raises FormatError: if the file is not text, contains no page, or is far too large
    """
    check_size(content, options)
    address = None
    if _MHTML.match(content[:_HEAD].replace(b"\r\n", b"\n")):
        content, address, options = _main_part(content, options)
    decoded = decode(content, _with_charset(content, options))
    imported = read_page(decoded.text, options, address)
    return msgspec.structs.replace(imported, problems=(*decoded.problems, *imported.problems))


def read_page(text: str, options: ReadOptions, address: str | None = None) -> Imported:
    """Read the transcript on a page that has been decoded.

    :param address: the page's address, if known
    :raises FormatError: if the page is larger than any transcript
    """
    root = parse_html(text, options)
    article = find_article(root)
    facts = find_metadata(root, article, address or _find_saved(text))
    skip = make_skip(article)
    paragraphs = bounded(find_paragraphs(article, skip), options)
    beside = (find_paragraphs(element, make_skip(element)) for element in find_around(article))
    around = tuple(itertools.islice(itertools.chain.from_iterable(beside), _MOST_AROUND))
    page = Published(paragraphs=paragraphs, source=text, around=around, bylines=read_bylines(article, skip))
    return make_document(page, facts, options)


def _find_saved(text: str) -> str | None:
    match = _SAVED.search(text, 0, _HEAD)
    return web_only((match[1] or match[2]) if match else None)


def _with_charset(content: bytes, options: ReadOptions) -> ReadOptions:
    """The options, with the encoding that the page names, unless it is clearly wrong."""
    match = _CHARSET.search(content[:_HEAD])
    if options.encoding or match is None or content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return options
    name = match[1].decode("ascii").lower()
    if name in ("utf-8", "utf8", "unicode", "utf-16") or not _decodes(content, name):
        return options
    return msgspec.structs.replace(options, encoding=name)


def _decodes(content: bytes, name: str) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        pass
    else:
        return False
    try:
        content.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return False
    return True


def _main_part(content: bytes, options: ReadOptions) -> tuple[bytes, str | None, ReadOptions]:
    """The page in a web archive, its address, and the options with its encoding."""
    if content.count(b"\n--") > _MOST_PARTS:
        raise FormatError(options.path, f"contains more than {_MOST_PARTS} parts", "save the page alone, as HTML")
    try:
        message = email.message_from_bytes(content, EmailMessage, policy=email.policy.compat32)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        body = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError) as error:
        raise FormatError(options.path, "is a damaged web archive", "save the page again") from error
    if part is None or not isinstance(body, bytes):
        raise FormatError(options.path, "is a web archive without a page", "save the page as HTML", line=1, column=1)
    charset = part.get_content_charset()
    if charset and charset not in ("utf-8", "utf8") and options.encoding is None and _decodes(body, charset):
        options = msgspec.structs.replace(options, encoding=charset)
    return body, _location(part) or _location(message), options


def _location(part: Message) -> str | None:
    stated = part.get("Content-Location") or part.get("Snapshot-Content-Location")
    return web_only(str(stated).strip()) if stated else None
