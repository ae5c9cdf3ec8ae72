"""Remove a name from JSON values: texts get a dated redaction, fields that only name somebody are removed."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec

from dragoman.language.finding import NameFinder
from dragoman.transcript.revision import to_json
from dragoman.transcript.text import Redacted, Text, plain

__all__ = ["Scrubber", "has_redactions", "holds", "holds_term", "scrub"]

_TEXTS = ("source", "target", "content")
_LISTS = ("aliases", "tags", "categories", "translators", "heard_by")
_IDENTITY = ("name", "name_native", "sort_name", "honorific", "label")
_PLACES = ("copies", "publications")
_NO_ADDRESS = "name-withdrawn"
_MARK = "name withdrawn"
_WITHDRAWN = f"[{_MARK}]"
_WITHHELD = "Name withheld"


class Scrubber(msgspec.Struct, frozen=True):
    """The names to remove, and the date of the redaction."""

    names: NameFinder
    date: str

    @property
    def mark(self) -> Any:
        """The mark that replaces the name in a text."""
        return to_json(Redacted(f"{_MARK} {self.date}"))


def has_redactions(history: bytes) -> bool:
    """Whether a history has what replaces withdrawn names. Which names they were is stored nowhere."""
    return any(sign.encode() in history for sign in (_MARK, _WITHHELD))


def holds(value: Any, scrubber: Scrubber) -> bool:
    """Whether a JSON value contains the name."""
    return bool(scrub(value, scrubber) != value)


def scrub(value: Any, scrubber: Scrubber, key: str = "") -> Any:
    """A JSON value without the name. ``key`` is the field that contains it."""
    if isinstance(value, str):
        return _scrub_string(value, scrubber, key)
    if isinstance(value, dict):
        return _scrub_fields(value, scrubber)
    if not isinstance(value, list):
        return value
    if key in _TEXTS:
        return _scrub_text(value, scrubber)
    if key in _LISTS:
        return [entry for entry in value if not _found(entry, scrubber)]
    if key in _PLACES:
        return [scrub(entry, scrubber) for entry in value if not _is_named_elsewhere(entry, scrubber)]
    if key == "words":
        return [] if " ".join(word["text"] for word in value) in scrubber.names else value
    if key == "glossary":
        return [term for term in value if not holds_term(term, scrubber)]
    return [scrub(entry, scrubber) for entry in value]


def _scrub_string(value: str, scrubber: Scrubber, key: str) -> str:
    if key == "address" and _found(value, scrubber):
        # The file keeps its suffix. It can be found again by its hash.
        return _NO_ADDRESS + PurePosixPath(value).suffix
    said = scrubber.names.replace(value, _WITHDRAWN)
    # A name that is encoded in an address cannot be cut out of it.
    return _WITHDRAWN if _found(said, scrubber) else said


def _is_named_elsewhere(place: Any, scrubber: Scrubber) -> bool:
    """Whether a web address contains the name: the rest of it would lead nowhere."""
    address = place.get("address")
    return _found(address, scrubber) and ("sha256" not in place or "://" in address)


def _scrub_fields(value: dict[str, Any], scrubber: Scrubber) -> dict[str, Any]:
    return {
        field: _WITHHELD if field == "label" and _found(content, scrubber) else scrub(content, scrubber, field)
        for field, content in value.items()
        # An engine, recognized by its field "by", must keep its name.
        if field == "label" or field not in _IDENTITY or "by" in value or not _found(content, scrubber)
    }


def _found(content: Any, scrubber: Scrubber) -> bool:
    if not isinstance(content, str):
        return False
    return content in scrubber.names or ("%" in content and unquote(content) in scrubber.names)


def holds_term(term: dict[str, Any], scrubber: Scrubber) -> bool:
    """Whether fields of a term, as JSON values, contain the name; the whole term is removed then."""
    forms = (form for field in ("source", "target", "forbidden", "seen") for form in term.get(field) or ())
    others = (term.get(field) for field in ("id", "note", "authority", "honorific", "scheme"))
    return any(_found(form, scrubber) for form in (*forms, *others))


def _scrub_text(text: list[Any], scrubber: Scrubber) -> list[Any]:
    kept: list[Any] = []
    for inline in text:
        if isinstance(inline, str):
            for number, piece in enumerate(scrubber.names.split(inline)):
                kept += [scrubber.mark] if number else []
                kept += [piece] if piece else []
        else:
            kept.append(_scrub_fields(inline, scrubber))
    # A partly marked name is in two pieces.
    whole = plain(msgspec.convert(kept, Text), without=(Redacted,))
    return [scrubber.mark] if whole in scrubber.names else kept
