"""HTML by other programs as a tree, and the words in it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.xml import Element

__all__ = ["BLOCKS", "find_words", "parse_html"]

# Elements and texts take up to a few hundred bytes each in memory.
MOST_MARKUP = 2_000_000
BLOCKS = frozenset(("p", "div", "li", "h1", "h2", "h3", "blockquote", "tr"))
_METADATA = frozenset(
    ("base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style", "template", "title")
)
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript"))


def parse_html(text: str, options: ReadOptions) -> Element:
    """The root of a page or of a fragment, as a browser would find it; nothing outside the text is loaded.

    :raises FormatError: if it contains no element, or has more elements or deeper nesting than any transcript
    """
    if text.count("<") > MOST_MARKUP:
        raise FormatError(options.path, "has more markup than any transcript", "split it into parts", line=1, column=1)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(options.path, "contains no HTML", line=1, column=1) from error
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            # What follows would be lost silently.
            fault = "is nested deeper than any page, or has elements that are too long"
            raise FormatError(options.path, fault, "save the page again", line=entry.line, column=entry.column)
    if root is None:
        raise FormatError(options.path, "contains no HTML", line=1, column=1)
    _end_head(root)
    return root


def _end_head(root: Element) -> None:
    """Move what is no metadata from the head to the body.

    A page may leave out ``</head>`` and ``<body>``; the first element that is no metadata then begins the body (HTML
    Living Standard, 13.2.6.4.4). libxml2 does not do so for elements that it does not know, such as ``<article>``.
    """
    head = root.find("head")
    if head is None:
        return
    first = next((number for number, child in enumerate(head) if child.tag not in _METADATA), len(head))
    moved = head[first:]
    if not moved:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    if body.text:
        # The body's own text comes after what is moved.
        moved[-1].tail, body.text = (moved[-1].tail or "") + body.text, None
    body[:0] = moved


def find_words(element: Element) -> str:
    """The words in an element, with a line break wherever a browser would show one."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    # Without recursion: a hostile page may be nested to any depth.
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if inner.text and inner.tag not in _UNSEEN:
                yield inner.text
        else:
            if inner.tag in BLOCKS or inner.tag == "br":
                yield "\n"
            if inner is not element and inner.tail:
                yield inner.tail
