"""What a terminal may be given of other people's text."""

from __future__ import annotations

import unicodedata

__all__ = ["shown"]

# They turn the direction of what follows; joiners, which words need, stay.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in _TURNING else character
        for character in text
    )
