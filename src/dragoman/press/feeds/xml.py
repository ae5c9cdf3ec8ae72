"""What the XML feeds share: elements with text that XML allows, and the same bytes for the same feed."""

from __future__ import annotations

from lxml import etree

from dragoman.formats.reading.xml import clean

__all__ = ["ATOM", "CONTENT", "DC", "ITUNES", "LANG", "PODCAST", "Node", "add", "encode"]

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PODCAST = "https://podcastindex.org/namespace/1.0"

Node = etree._Element


def add(parent: Node, tag: str, text: str | None = None, **attributes: str | None) -> Node:
    """Append a child element and return it. Attributes that are ``None`` are left out."""
    known = {name.rstrip("_"): clean(value) for name, value in attributes.items() if value is not None}
    child = etree.SubElement(parent, tag, known)
    if text is not None:
        child.text = clean(text)
    return child


def encode(root: Node) -> bytes:
    """The document as UTF-8 bytes, indented."""
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
