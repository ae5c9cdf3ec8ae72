"""The styles of a DOCX file: which letters are bold or struck, and which paragraphs are headings."""

from __future__ import annotations

import re

import msgspec

from dragoman.formats.office.docx.text_runs import w
from dragoman.formats.reading.xml import DEEPEST, Element

__all__ = ["Style", "Styles", "either", "find_styles", "is_on", "value_of"]


class Style(msgspec.Struct, frozen=True):
    """A style's settings for letters and paragraphs; ``None`` if it does not set them."""

    based: str | None = None
    bold: bool | None = None
    struck: bool | None = None
    level: int | None = None


class Styles(msgspec.Struct, frozen=True):
    """The styles of a file by their ids."""

    by_name: dict[str, Style]

    def resolve(self, name: str) -> Style:
        """A style, including what it inherits from the styles that it is based on."""
        found = self.by_name.get(name, Style())
        now = found
        for _ in range(DEEPEST):
            parent = self.by_name.get(now.based or "")
            if parent is None:
                break
            now = parent
            found = Style(
                None,
                either(found.bold, now.bold),
                either(found.struck, now.struck),
                found.level if found.level is not None else now.level,
            )
        return found


def either(first: bool | None, second: bool | None) -> bool | None:
    """The first value, or the second if the first is ``None``."""
    return second if first is None else first


def value_of(properties: Element | None, name: str, attribute: str = "val") -> str | None:
    """The value of a property; ``None`` if it is missing."""
    found = None if properties is None else properties.find(w(name))
    value: str | None = None if found is None else found.get(w(attribute))
    return value


def is_on(properties: Element | None, name: str, otherwise: bool | None) -> bool:
    """Whether a property of letters is on; ``otherwise`` if it is missing."""
    found = None if properties is None else properties.find(w(name))
    if found is None:
        return bool(otherwise)
    return found.get(w("val")) not in ("0", "false", "off", "none")


def find_styles(root: Element | None) -> Styles:
    """The styles of a file; none if it has no part for them."""
    if root is None:
        return Styles({})
    return Styles({style.get(w("styleId")) or "": _read_style(style) for style in root.iterfind(w("style"))})


def _read_style(style: Element) -> Style:
    letters = style.find(w("rPr"))
    name = (value_of(style, "name") or "").lower()
    heading = re.fullmatch(r"heading ([1-6])", name)
    return Style(
        based=value_of(style, "basedOn"),
        bold=None if letters is None or letters.find(w("b")) is None else is_on(letters, "b", False),
        struck=None if letters is None or letters.find(w("strike")) is None else is_on(letters, "strike", False),
        level=int(heading[1]) if heading else 1 if name == "title" else None,
    )
