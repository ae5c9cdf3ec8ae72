"""XML: parsed without entities, network or other files, in bounded memory; written so that it is always well-formed."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree
from lxml.etree import _Element as Element

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions

__all__ = ["DEEPEST", "Element", "add", "clean", "local_name", "make_xml", "parse_xml", "refuse_long_runs"]

LARGEST = 64 * 1024 * 1024
# Elements, text nodes and attributes take up to a few hundred bytes each in memory, and passages more. Word processors
# need ten elements for what others write in one.
MOST_MARKUP = 1_000_000
MOST_IN_ARCHIVES = 2_000_000
# The deepest nesting of marks; anything deeper is read as plain words.
DEEPEST = 40

# Sorting the combining marks of a letter takes quadratic time; no language has so many.
_LONG_RUN = re.compile(r"[^\w\s\x00-\x7f]{65,}")
_MOST_MARKS = 64

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARES = re.compile(rb"<\x00{0,3}!\x00{0,3}E\x00{0,3}N\x00{0,3}T\x00{0,3}I\x00{0,3}T\x00{0,3}Y")


def parse_xml(content: bytes, options: ReadOptions, member: str | None = None) -> Element:
    """The root element of XML in any encoding that it declares, without comments and processing instructions.

    :param member: the member of an archive, for error messages
    :raises FormatError: if it is not well-formed, with line and column; if it declares entities; or if it is too large
    """
    where = f" in {member}" if member else ""
    if len(content) > LARGEST or content.count(b"<") > (MOST_IN_ARCHIVES if member else MOST_MARKUP):
        raise FormatError(options.path, f"has more XML than any transcript{where}", "split it into parts")
    # Before anything is expanded in UTF-8, 16 and 32; in any other encoding, after the document type is parsed.
    if _DECLARES.search(content):
        raise _declares_entities(options.path, where)
    try:
        root = _parse(content)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        fault = f"is not well-formed XML{where} ({_reason(error)})"
        raise FormatError(options.path, fault, line=line or None, column=max(1, column) if line else None) from error
    except (ValueError, LookupError) as error:
        raise FormatError(options.path, f"cannot be read as XML{where} ({error})") from error
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise _declares_entities(options.path, where)
    return root


def _declares_entities(path: str, where: str) -> FormatError:
    return FormatError(path, f"declares entities, which are not read{where}", "save it without them")


def _parse(content: bytes) -> Element:
    """The root element. A duplicate id is handled by the reader, and is no reason to reject the file."""
    try:
        return etree.fromstring(content, _make_parser(recover=False))
    except etree.XMLSyntaxError as error:
        if error.code != etree.ErrorTypes.DTD_ID_REDEFINED:
            raise
        lenient = _make_parser(recover=True)
        root = etree.fromstring(content, lenient)
        if root is None or any(fault.type != etree.ErrorTypes.DTD_ID_REDEFINED for fault in lenient.error_log):
            raise
        return root


def _make_parser(*, recover: bool) -> etree.XMLParser[Element]:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _reason(error: Exception) -> str:
    return re.sub(r",? line \d+.*", "", str(error)) or "it ends too early"


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty if it is not an element."""
    # Not QName: it rejects the names that recovery leaves if a prefix was never declared.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def clean(text: str) -> str:
    """The text without characters that XML cannot contain: controls and surrogates become U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def refuse_long_runs(text: str, path: str, line: int | None = None) -> str:
    """The text, unless normalizing it would take too long.

    :raises FormatError: if a letter has more combining marks than any language uses
    """
    if not text.isascii():
        for match in _LONG_RUN.finditer(text):
            if sum(unicodedata.combining(character) > 0 for character in match.group()) > _MOST_MARKS:
                raise FormatError(path, "has a letter with more marks than any language uses", line=line)
    return text


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """Add a new last child in the parent's namespace; attributes that are ``None`` are left out."""
    space = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
    for key, value in attributes.items():
        if value is not None:
            child.set(key, clean(value))
    if text is not None:
        child.text = clean(text)
    return child


def make_xml(root: Element) -> bytes:
    """The finished file, in UTF-8."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"
