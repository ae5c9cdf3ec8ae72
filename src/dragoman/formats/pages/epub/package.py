"""The files that make the pages a book: the package with its metadata, and the contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from dragoman.formats.pages.epub.chapters import EPUB, XHTML, File
from dragoman.formats.reading.xml import Element, add, clean, make_xml
from dragoman.render.html import Html, element, join
from dragoman.render.page.about import page_title
from dragoman.render.page.model import PageModel
from dragoman.transcript.document import Facts, display_name
from dragoman.transcript.tags import is_tag

__all__ = ["CONTAINER", "write_contents", "write_package"]

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"

CONTAINER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
    b"</rootfiles></container>\n"
)

_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "unlocked")
_SUMMARY = (
    "Text only. Every language is marked. Added words, doubtful words, gaps and sounds are shown by"
    " brackets that a legend explains, never by colour alone. Notes are linked both ways."
)
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)


def write_package(plan: PageModel, pages: Sequence[File], identifier: str) -> bytes:
    """Write the package document."""
    root = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF})
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set("prefix", "schema: http://schema.org/")
    _metadata(root, plan, identifier)
    manifest, spine = add(root, "manifest"), add(root, "spine")
    _item(manifest, "contents", "contents.xhtml", properties="nav")
    _item(manifest, "style", "book.css", kind="text/css")
    for number, page in enumerate(pages, 1):
        _item(manifest, f"page{number}", page.name)
        add(spine, "itemref", idref=f"page{number}")
    return make_xml(root)


def _item(
    manifest: Element, id_: str, name: str, kind: str = "application/xhtml+xml", properties: str | None = None
) -> None:
    item = add(manifest, "item", id=id_, href=name, properties=properties)
    item.set("media-type", kind)


def _metadata(root: Element, plan: PageModel, identifier: str) -> None:
    metadata = etree.SubElement(root, f"{{{_OPF}}}metadata", nsmap={"dc": _DC})
    _dublin(metadata, "identifier", identifier).set("id", "id")
    for name, value in _statements(plan):
        if value and value.strip():
            _dublin(metadata, name, " ".join(value.split()))
    for number, name in enumerate(plan.transcript.facts.translators, 1):
        if name.strip():
            _dublin(metadata, "contributor", name).set("id", f"translator{number}")
            role = add(metadata, "meta", "trl", refines=f"#translator{number}", property="role")
            role.set("scheme", "marc:relators")
    add(metadata, "meta", _find_modified(plan.transcript.facts), property="dcterms:modified")
    for name, value in (
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityHazard", "none"),
    ):
        add(metadata, "meta", value, property=f"schema:{name}")
    for feature in _FEATURES:
        add(metadata, "meta", feature, property="schema:accessibilityFeature")
    add(metadata, "meta", _SUMMARY, property="schema:accessibilitySummary")


def _dublin(metadata: Element, name: str, value: str) -> Element:
    one = etree.SubElement(metadata, f"{{{_DC}}}{name}")
    one.text = clean(value)
    return one


def _statements(plan: PageModel) -> Iterator[tuple[str, str | None]]:
    """The statements that Dublin Core has a name for, the translation's language first."""
    facts, languages = plan.transcript.facts, plan.languages
    yield "title", page_title(plan)
    if facts.title_target is not None:
        yield "title", facts.title
    shown = {"source": languages.source, "target": languages.target}
    tags = [shown[column] for column in reversed(plan.columns)]
    for tag in dict.fromkeys(tag if tag and is_tag(tag) else "und" for tag in tags):
        yield "language", tag
    for speaker in plan.transcript.speakers:
        yield "contributor", speaker.name or display_name(speaker)
    yield "description", facts.description
    yield "publisher", facts.publisher
    yield "rights", facts.licence or facts.rights_holder
    for publication in facts.publications:
        yield "source", publication.address
    for tag in (*facts.categories, *facts.tags):
        yield "subject", tag


def _find_modified(facts: Facts) -> str:
    """The last known day of publication or correction; the clock is not used."""
    days = [date.edtf for date in facts.dates if date.kind in ("published-here", "corrected") and date.edtf]
    return max((day for day in days if _DAY.fullmatch(day)), default="1980-01-01") + "T00:00:00Z"


def write_contents(pages: Sequence[File]) -> bytes:
    """Write the table of contents for people, and the landmarks for software."""
    listed = [element("li", element("a", element("bdi", page.title), href=page.name)) for page in pages]
    first = next(page for page in pages if page.kind == "chapter")
    marks = [("bodymatter", first.name, "Transcript")]
    marks += [("endnotes", page.name, page.title) for page in pages if page.kind == "endnotes"]
    landmarks = [element("li", _typed("a", kind, element("a", title, href=name))) for kind, name, title in marks]
    toc = element("nav", element("h1", "Contents"), element("ol", *listed), id="toc", role="doc-toc")
    hidden = element("nav", element("h2", "Landmarks"), element("ol", *landmarks), hidden="hidden")
    body = join(_typed("nav", "toc", toc), _typed("nav", "landmarks", hidden))
    head = element("head", element("title", "Contents"))
    page = element("html", head, element("body", body), lang="en")
    named = page.replace("<html", f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" xml:lang="en"', 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{named}\n'.encode()


def _typed(tag: str, kind: str, made: Html) -> Html:
    """The element with its type in EPUB's vocabulary."""
    return Html(made.replace(f"<{tag}", f'<{tag} epub:type="{kind}"', 1))
