"""Makes text from another machine safe to store and to show."""

from __future__ import annotations

__all__ = ["replace_halves", "shorten"]

_JOINERS = "\u200c\u200d"


def replace_halves(text: str) -> str:
    """The text with unpaired surrogates, which JSON can contain and UTF-8 cannot, replaced by U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shorten(text: str, most: int = 500) -> str:
    """The text on one line of at most ``most`` characters, without control characters."""
    beginning = replace_halves(text[: most * 4])
    shown = "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in beginning)
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 1] + "…"
