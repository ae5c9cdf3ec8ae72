"""A WordPress export (WXR): a whole site in one XML file, read post by post. Read only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from lxml import etree

from dragoman.errors import Fix, FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.assemble_page import make_document
from dragoman.formats.prose.paragraphs import Published, bounded
from dragoman.formats.prose.web.boilerplate import make_skip, read_bylines
from dragoman.formats.prose.web.collection import Post, why_no_transcript
from dragoman.formats.prose.web.elements import find_paragraphs
from dragoman.formats.prose.web.metadata import Metadata, web_only
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.html_tree import parse_html
from dragoman.formats.reading.xml import Element
from dragoman.language.written_dates import read_stamp
from dragoman.problems import Problem
from dragoman.transcript.tags import is_tag

__all__ = ["read", "read_posts"]

_NO_POSTS = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_.*|acf-.*|elementor.*"
)
_UNSEEN_STATES = frozenset({"trash", "auto-draft", "inherit"})
_SHORTCODE = re.compile(
    r"\[caption[^\[\]]{0,500}\][\s\S]{0,3000}?\[/caption\]"
    r"|\[/?(?:caption|gallery|audio|video|embed|playlist|youtube|vimeo|soundcloud|spotify|tweet|contact-form(?:-7)?|"
    r"wpforms|gravityform|mc4wp_form|jetpack_subscription_form|more|nextpage|(?:vc|et_pb|fusion|su|av|sc)_\w{1,40})"
    r"(?:\s[^\[\]<>]{0,1000})?/?\]"
    r"|\[[a-z][\w-]{1,40}(?:\s+[\w-]{1,40}=(?:\"[^\"\]]{0,500}\"|'[^'\]]{0,500}'|[^\s\"'\]]{1,200}))+\s*/?\]"
)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"
_PUBLISHED = re.compile(r"(?:\w{3},\s*)?(\d{1,2})\s+(\w{3})\w*\s+(\d{4})")


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the only transcript in an export.

    :raises FormatError: if the file is not an export, or has no transcript, or several
    """
    check_size(content, options)
    found = [post.imported for post in read_posts(io.BytesIO(content), options) if post.imported]
    if len(found) == 1:
        return found[0]
    fault = f"holds {len(found)} transcripts" if found else "has no post with a transcript"
    each = Fix("make a folder for each", "convert", (options.path, "DIR/"))
    raise FormatError(options.path, fault, each if found else None)


def read_posts(stream: BinaryIO, options: ReadOptions, *, guess_side: bool = False) -> Iterator[Post]:
    """Yield every post and page of an export, one at a time; each is freed afterwards.

    :param guess_side: take a post that names its translator for the translation
    :raises FormatError: if the file is not a WordPress export, declares entities, or is incomplete
    """
    site: _Site | None = None
    try:
        for event, element in _parse(stream):
            if site is None:
                _refuse(element, options)
                site = _Site()
            elif event == "end" and _local(element) == "item":
                post = _read_item(element, site, options, guess_side)
                _forget(element)
                if post is not None:
                    yield post
            elif event == "end" and _local(element.getparent()) == "channel":
                site.take(element)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        fault = f"is not well-formed XML ({re.sub(', line .*', '', error.msg or 'it ends too early')})"
        raise FormatError(options.path, fault, "export it again", line=line or 1, column=max(column, 1)) from error
    if site is None or not site.is_export:
        raise FormatError(options.path, "is not a WordPress export", line=1, column=1)


def _parse(stream: BinaryIO) -> Iterator[tuple[str, Element]]:
    """The elements of a file as they begin and end; nothing outside the file is loaded."""
    events: Iterator[tuple[str, Element]] = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return events


def _refuse(root: Element, options: ReadOptions) -> None:
    table = root.getroottree().docinfo.internalDTD
    if table is not None and any(True for _ in table.iterentities()):
        raise FormatError(options.path, "declares entities, which are not read", "export it again", line=1, column=1)
    if _local(root) != "rss":
        raise FormatError(options.path, "is not a WordPress export", line=1, column=1)


class _Site:
    """The export's statements about the whole site."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.language: str | None = None
        self.is_export = False

    def take(self, element: Element) -> None:
        """Record a fact about the site."""
        name, text = _local(element), (element.text or "").strip()
        if name == "title":
            self.title = text or None
        elif name == "language":
            self.language = text if is_tag(text) else None
        self.is_export = self.is_export or "wordpress.org/export" in str(element.tag)


def _read_item(item: Element, site: _Site, options: ReadOptions, guess_side: bool) -> Post | None:
    """One post; ``None`` for other items, such as a picture or a menu."""
    stated = {_local(child): (child.text or "") for child in item if isinstance(child.tag, str) and not len(child)}
    content = next((child.text or "" for child in item if child.tag == _CONTENT), "")
    site.is_export = site.is_export or "post_type" in stated
    if _NO_POSTS.fullmatch(stated.get("post_type", "post")) or stated.get("status") in _UNSEEN_STATES:
        return None
    is_public = stated.get("status", "publish") == "publish"
    title = " ".join(stated.get("title", "").split())
    address = web_only(stated.get("link", "").strip()) if is_public else None
    name = stated.get("post_name") or title or stated.get("post_id", "")
    post = Post(title=title, name=name, address=address, state=None if is_public else stated["status"])
    if not content.strip():
        return msgspec.structs.replace(post, reason="it contains no words")
    try:
        facts = _facts(item, stated, title, address, site)
        imported = _read_content(content, facts, options)
        if guess_side and (imported.side == "target" or imported.transcript.facts.translators):
            imported = _read_content(content, facts, msgspec.structs.replace(options, side="target"))
    except FormatError as error:
        return msgspec.structs.replace(post, reason=error.fault)
    reason = why_no_transcript(imported)
    return msgspec.structs.replace(post, imported=None if reason else imported, reason=reason)


def _read_content(content: str, facts: Metadata, options: ReadOptions) -> Imported:
    bare = _SHORTCODE.sub("", content)
    root = parse_html(f"<body>{bare}</body>", options)
    body = next((element for element in root.iter("body")), root)
    # WordPress makes paragraphs of empty lines, except in posts by its newer block editor.
    skip = make_skip(body)
    paragraphs = bounded(find_paragraphs(body, skip, breaks="<!-- wp:" not in content), options)
    page = Published(paragraphs=paragraphs, bylines=read_bylines(body, skip))
    imported = make_document(page, facts, options)
    count = len(_SHORTCODE.findall(content))
    if not count:
        return imported
    message = "{count} WordPress shortcodes are left out, such as {first_command}"
    problem = Problem.of("shortcodes-left-out", "note", message, count=count, first_command=_first_command(content))
    return msgspec.structs.replace(imported, problems=(problem, *imported.problems))


def _first_command(content: str) -> str:
    match = _SHORTCODE.search(content)
    return match.group()[:40] if match else ""


def _facts(item: Element, stated: dict[str, str], title: str, address: str | None, site: _Site) -> Metadata:
    terms = [
        (child.get("domain"), " ".join((child.text or "").split())) for child in item if _local(child) == "category"
    ]
    date = read_stamp(stated.get("post_date", "").strip()) or _read_date(stated.get("pubDate", ""))
    return Metadata(
        title=title or None,
        description=" ".join(next((c.text or "" for c in item if c.tag == _EXCERPT), "").split()) or None,
        address=address,
        site=site.title,
        published=date if address and not (date or "").startswith("0000") else None,
        language=site.language,
        tags=tuple(dict.fromkeys(words for domain, words in terms if domain == "post_tag" and words)),
        categories=tuple(
            dict.fromkeys(
                words for domain, words in terms if domain == "category" and words and words != "Uncategorized"
            )
        ),
    )


def _read_date(text: str) -> str | None:
    match = _PUBLISHED.match(text.strip())
    month = _MONTHS.get(match[2].lower()) if match else None
    return read_stamp(f"{match[3]}-{month:02}-{int(match[1]):02}") if match and month else None


def _forget(item: Element) -> None:
    """Free the memory of a post, and of everything before it."""
    item.clear()
    holder = item.getparent()
    while holder is not None and item.getprevious() is not None:
        del holder[0]


def _local(element: Element | None) -> str:
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""
