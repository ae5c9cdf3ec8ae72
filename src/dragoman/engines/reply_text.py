"""Text that came from another machine, made fit to be kept and to be shown."""

from __future__ import annotations

__all__ = ["replace_halves", "shorten"]

_JOINERS = "\u200c\u200d"


def replace_halves(text: str) -> str:
    """The text as it can be written in UTF-8: halves of characters, which JSON can spell, become U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shorten(text: str, most: int = 500) -> str:
    """The text on one line, of so many characters at most, with nothing that a terminal would act on."""
    beginning = replace_halves(text[: most * 4])
    shown = "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in beginning)
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 1] + "…"
