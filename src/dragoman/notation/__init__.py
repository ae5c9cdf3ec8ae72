"""The notation: documents as plain text that people can read, type and diff. ``lines`` has the grammar."""

from __future__ import annotations

from dragoman.notation.faults import FAULTS, Fault
from dragoman.notation.field_text import serialize_field
from dragoman.notation.hints import with_hints
from dragoman.notation.parser import NotationRow, Parsed, parse, parse_text
from dragoman.notation.serializer import serialize, serialize_text
from dragoman.notation.typed import as_typed, as_typed_text
from dragoman.notation.unedited import without_unedited

__all__ = [
    "FAULTS",
    "Fault",
    "NotationRow",
    "Parsed",
    "as_typed",
    "as_typed_text",
    "parse",
    "parse_text",
    "serialize",
    "serialize_field",
    "serialize_text",
    "with_hints",
    "without_unedited",
]
