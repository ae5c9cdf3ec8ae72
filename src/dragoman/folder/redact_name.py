"""A name cut out of whatever holds it: texts get a dated redaction, what only served to name somebody goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec

from dragoman.transcript.revision import to_json
from dragoman.transcript.text import Redacted, Text, plain

__all__ = ["Scrubber", "holds", "name_pattern", "scrub"]

_TEXTS = ("source", "target", "content")
_LISTS = ("aliases", "tags", "categories", "translators", "heard_by")
_IDENTITY = ("name", "name_native", "sort_name", "honorific", "label")
_WITHHELD = "Name withheld"


class Scrubber(msgspec.Struct, frozen=True):
    """What to look for, and the date that stands where it stood."""

    pattern: re.Pattern[str]
    date: str

    @property
    def mark(self) -> Any:
        """What a reader finds in a text instead."""
        return to_json(Redacted(f"name withdrawn {self.date}"))


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """These names in any case and with any space between their parts, longest first.

    Scripts without capitals write prefixes onto a name: there, it is found inside words too.
    """
    longest = sorted({unicodedata.normalize("NFC", name).strip() for name in names}, key=len, reverse=True)
    return re.compile("|".join(_one(name) for name in longest if name), re.IGNORECASE)


def _one(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)" if name.lower() != name.upper() else words


def holds(value: Any, scrubber: Scrubber) -> bool:
    """Whether the name stands anywhere in a JSON value."""
    return bool(scrub(value, scrubber) != value)


def scrub(value: Any, scrubber: Scrubber, key: str = "") -> Any:
    """A JSON value without the name. ``key`` is the field that it stands under."""
    if isinstance(value, str):
        return scrubber.pattern.sub("[name withdrawn]", value)
    if isinstance(value, dict):
        return _scrub_fields(value, scrubber)
    if not isinstance(value, list):
        return value
    if key in _TEXTS:
        return _scrub_text(value, scrubber)
    if key in _LISTS:
        return [entry for entry in value if not scrubber.pattern.search(entry)]
    if key == "words":
        return [] if scrubber.pattern.search(" ".join(word["text"] for word in value)) else value
    if key == "glossary":
        return [term for term in value if not _names(term, scrubber)]
    return [scrub(entry, scrubber) for entry in value]


def _scrub_fields(value: dict[str, Any], scrubber: Scrubber) -> dict[str, Any]:
    return {
        field: _WITHHELD if field == "label" and _found(content, scrubber) else scrub(content, scrubber, field)
        for field, content in value.items()
        # An engine, which is told by its field "by", cannot be without its name.
        if field == "label" or field not in _IDENTITY or "by" in value or not _found(content, scrubber)
    }


def _found(content: Any, scrubber: Scrubber) -> bool:
    return isinstance(content, str) and scrubber.pattern.search(content) is not None


def _names(term: dict[str, Any], scrubber: Scrubber) -> bool:
    forms = [*term.get("source", []), *term.get("target", []), *term.get("forbidden", []), term.get("note") or ""]
    return any(scrubber.pattern.search(form) for form in forms)


def _scrub_text(text: list[Any], scrubber: Scrubber) -> list[Any]:
    kept: list[Any] = []
    for inline in text:
        if isinstance(inline, str):
            for number, piece in enumerate(scrubber.pattern.split(inline)):
                kept += [scrubber.mark] if number else []
                kept += [piece] if piece else []
        else:
            kept.append(_scrub_fields(inline, scrubber))
    # A name of which a part is marked stands in two pieces.
    whole = plain(msgspec.convert(kept, Text), without=(Redacted,))
    return [scrubber.mark] if scrubber.pattern.search(whole) else kept
