"""What verbs need of a terminal: other people's text made harmless, and the warnings of the settings."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from dragoman.errors import FolderError
from dragoman.settings.dragoman_toml import Settings, load_settings

__all__ = ["load_desk", "shown", "tell_rest"]

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


def tell_rest(path: Path, error: FolderError | None, *, taken_in: bool = False) -> None:
    """Say that something was done whose views could not be written, and which command writes them.

    :param taken_in: the edits of a page are in the history now, so that the page itself can be written over
    """
    if error is not None:
        again = f"dragoman view {path}{' --force' if taken_in else ''}"
        print(shown(f"dragoman: warning: done, and safe; but {error.path} {error.fault}"), file=sys.stderr)
        fix = f"do not run it again; when there is space, write the pages with: {again}"
        print(shown(f"dragoman: {fix}"), file=sys.stderr)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":  # a byte of a file's name that is no UTF-8
        return "\ufffd"
    return " " if category in ("Cc", "Zl", "Zp") or character in _TURNING else character
