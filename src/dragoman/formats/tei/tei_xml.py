"""What both directions of TEI share: namespaces, ids, pointers, and white space."""

from __future__ import annotations

import re

from dragoman.formats.reading.xml import clean

__all__ = ["ID", "LANG", "TEI", "as_language", "pointer", "squeeze", "squeeze_line", "tei"]

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
ID, LANG = f"{_XML}id", f"{_XML}lang"

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", re.ASCII)


def tei(name: str) -> str:
    """An element's name in TEI's namespace."""
    return f"{{{TEI}}}{name}"


def pointer(value: str | None) -> str | None:
    """The id in a pointer such as ``#S1``; of several, the first."""
    first = (value or "").split()[:1]
    return first[0].removeprefix("#") or None if first else None


def as_language(tag: str | None) -> str | None:
    """The tag for an attribute; ``None`` if it does not have the form of one."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def squeeze(text: str) -> str:
    """The text with single spaces, and no spaces around line breaks."""
    single = re.sub(r"[ \t]+", " ", clean(text))
    return re.sub(r" ?\n ?", "\n", single)


def squeeze_line(text: str) -> str:
    """A text on one line, without spaces at its ends."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip(" ")
