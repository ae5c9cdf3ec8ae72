"""What verbs need of a terminal: other people's text made harmless, and the warnings of the settings."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping

from dragoman.settings.dragoman_toml import Settings, load_settings

__all__ = ["load_desk", "shown"]

# They turn the direction of what follows; joiners, which words need, stay.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey or that cannot be written."""
    return "".join(map(_shown, text))


def load_desk(options: Mapping[str, str | None]) -> Settings:
    """The settings that count for a verb; what was passed over in the desk's file is told.

    :param options: what the command line says, by field of :class:`Settings`
    """
    settings = load_settings(options)
    for problem in settings.problems:
        print(shown(f"dragoman: {problem.severity}: {problem.message}"), file=sys.stderr)
    return settings


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":  # a byte of a file's name that is no UTF-8
        return "\ufffd"
    return " " if category in ("Cc", "Zl", "Zp") or character in _TURNING else character
