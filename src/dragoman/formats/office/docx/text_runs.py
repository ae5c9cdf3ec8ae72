"""Words in a DOCX file: paragraphs and runs with language and direction, and notes as footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

import msgspec
from lxml import etree

from dragoman.formats.office.docx.parts import W
from dragoman.formats.reading.xml import Element, clean, make_xml
from dragoman.language.direction import Direction, direction, text_direction
from dragoman.notation import serialize_text
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import Inline, Note, Text, Wrapper, plain

__all__ = ["Footnotes", "add_paragraph", "add_runs", "w"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Private-use characters that stand for a note while the text around it is written.
_OPEN, _CLOSE = "\ue0d0", "\ue0d1"
_SQUARE = re.compile(r"\[[^\[\]]*\]")
# The number may be followed by whatever the publisher types around a note.
_HELD = re.compile(rf"\[[^\[\]{_OPEN}]*{_OPEN}(\d+){_CLOSE}\]")


def w(name: str) -> str:
    """A name in Word's namespace."""
    return f"{{{W}}}{name}"


def add_paragraph(
    parent: Element, text: str, language: str | None, *, style: str | None = None, bold: bool = False, words: str = ""
) -> Element:
    """A paragraph with these words.

    ``words`` determines the direction if the text is added later and the language may be unknown.
    """
    paragraph = etree.SubElement(parent, w("p"))
    rtl = find_direction(language, text or words) == "rtl"
    if style or rtl:
        properties = etree.SubElement(paragraph, w("pPr"))
        if style:
            etree.SubElement(properties, w("pStyle")).set(w("val"), style)
        if rtl:
            etree.SubElement(properties, w("bidi"))
    add_runs(paragraph, text, language, bold=bold)
    return paragraph


def find_direction(language: str | None, text: str) -> Direction:
    """The direction of a paragraph: its language's, or else that of its letters."""
    if language and language != "und":
        return direction(language)
    return text_direction(text) or "ltr"


def add_runs(
    parent: Element,
    text: str,
    language: str | None,
    *,
    style: str | None = None,
    bold: bool = False,
    base: Direction | None = None,
) -> None:
    """Add runs with these words; right-to-left ones are marked, and line breaks and tabs are elements."""
    for piece, rtl in _directed(clean(text), base or find_direction(language, text)):
        run = etree.SubElement(parent, w("r"))
        _properties(run, language, style=style, bold=bold, rtl=rtl)
        for part in re.split("([\n\t])", piece):
            if part in ("\n", "\t"):
                etree.SubElement(run, w("br" if part == "\n" else "tab"))
            elif part:
                words = etree.SubElement(run, w("t"))
                words.text = part
                words.set(_SPACE, "preserve")


def _properties(run: Element, language: str | None, *, style: str | None, bold: bool, rtl: bool) -> None:
    known = language if language and is_tag(language) and language != "und" else None
    tag = known if known and (direction(known) == "rtl") == rtl else None
    if not (style or bold or rtl or tag):
        return
    properties = etree.SubElement(run, w("rPr"))
    if style:
        etree.SubElement(properties, w("rStyle")).set(w("val"), style)
    if bold:
        etree.SubElement(properties, w("b"))
        etree.SubElement(properties, w("bCs"))
    if rtl:
        etree.SubElement(properties, w("rtl"))
    if tag:
        etree.SubElement(properties, w("lang")).set(w("bidi" if rtl else "val"), tag)


def _directed(text: str, base: Direction) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it runs from right to left.

    Text in the opposite direction to the paragraph is a separate piece, from its first letter to its last, so that the
    brackets, digits and full stops around it stay with the paragraph. Square brackets belong to their content.
    """
    at = 0
    for start, end in _find_against(text, base):
        if at < start:
            yield text[at:start], base == "rtl"
        yield text[start:end], base == "ltr"
        at = end
    if at < len(text):
        yield text[at:], base == "rtl"


def _find_against(text: str, base: Direction) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _SQUARE.finditer(text):
        yield from _find_letters(text, at, match.start(), base)
        if text_direction(match.group()) not in (None, base):
            yield match.span()
        else:
            yield from _find_letters(text, match.start(), match.end(), base)
        at = match.end()
    yield from _find_letters(text, at, len(text), base)


def _find_letters(text: str, at: int, end: int, base: Direction) -> Iterator[tuple[int, int]]:
    """Spans from the first letter against the paragraph's direction to the last one before a letter with it."""
    start = last = None
    for place in range(at, end):
        kind = unicodedata.bidirectional(text[place])
        if kind in ("L", "R", "AL"):
            if (kind == "L") == (base == "ltr"):
                if start is not None and last is not None:
                    yield start, last + 1
                start = last = None
            else:
                start, last = place if start is None else start, place
    if start is not None and last is not None:
        yield start, last + 1


class Footnotes:
    """The footnotes of a file, numbered from 1 as they are written; ``typed`` gives a text as it is typed."""

    def __init__(self, typed: Callable[[Text], str] = serialize_text) -> None:
        self.texts: list[tuple[str, str | None]] = []
        self._typed = typed

    def add_text(self, paragraph: Element, text: Text, language: str | None) -> None:
        """Write a text into a paragraph as it is typed, with its notes as footnotes."""
        held: list[str] = []
        plain_as_typed = self._typed(text)
        is_free = _OPEN not in plain_as_typed and _CLOSE not in plain_as_typed
        typed = self._typed(_hold(text, held)) if is_free else plain_as_typed
        base = find_direction(language, typed)
        at = 0
        for match in _HELD.finditer(typed):
            add_runs(paragraph, typed[at : match.start()], language, base=base)
            self._refer(paragraph, held[int(match[1])], language)
            at = match.end()
        add_runs(paragraph, typed[at:], language, base=base)

    def _refer(self, paragraph: Element, words: str, language: str | None) -> None:
        self.texts.append((words, language))
        run = etree.SubElement(paragraph, w("r"))
        _properties(run, None, style="FootnoteReference", bold=False, rtl=False)
        etree.SubElement(run, w("footnoteReference")).set(w("id"), str(len(self.texts)))

    def write(self) -> bytes:
        """The part with the footnotes, and with the lines that Word draws above them."""
        root = etree.Element(w("footnotes"), nsmap={"w": W})
        for id_, kind in (("-1", "separator"), ("0", "continuationSeparator")):
            note = etree.SubElement(root, w("footnote"))
            note.set(w("type"), kind)
            note.set(w("id"), id_)
            etree.SubElement(etree.SubElement(etree.SubElement(note, w("p")), w("r")), w(kind))
        for number, (words, language) in enumerate(self.texts, 1):
            note = etree.SubElement(root, w("footnote"))
            note.set(w("id"), str(number))
            self._note(note, words, language)
        return make_xml(root)

    def _note(self, note: Element, words: str, language: str | None) -> None:
        # A note on the original is often in another language: its direction is that of its letters.
        base = text_direction(words) or find_direction(language, words)
        spoken = language if language and direction(language) == base else None
        paragraph = add_paragraph(note, "", None, style="FootnoteText", words=words)
        run = etree.SubElement(paragraph, w("r"))
        _properties(run, None, style="FootnoteReference", bold=False, rtl=False)
        etree.SubElement(run, w("footnoteRef"))
        add_runs(paragraph, f" {words}", spoken, base=base)


def _hold(text: Text, held: list[str]) -> Text:
    """The text with each reader note replaced by a numbered placeholder; the notes' words are added to ``held``."""
    out: list[Inline] = []
    for inline in text:
        if isinstance(inline, Note) and inline.audience == "reader":
            out.append(Note((f"{_OPEN}{len(held)}{_CLOSE}",)))
            held.append(plain(inline.content))
        elif isinstance(inline, Wrapper):
            out.append(msgspec.structs.replace(inline, content=_hold(inline.content, held)))
        else:
            out.append(inline)
    return tuple(out)
