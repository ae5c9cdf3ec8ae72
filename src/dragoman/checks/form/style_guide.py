"""A publisher's rules for the form of its translations. A rule that is not set is not checked.

The fields are the keys of ``[style]`` in ``dragoman.toml``; ``docs/checks.md`` describes them with examples.
"""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["StyleGuide", "read_words"]

Quotes = Literal["curly", "single", "low", "low-high", "guillemets", "inward", "straight"]
Dash = Literal["em", "em-spaced", "en-spaced"]
Dots = Literal["sign", "dots", "spaced"]
Percent = Literal["sign", "sign-spaced", "word", "two-words"]
Numbers = Literal["words-to-nine", "words-to-ten", "words-to-twelve", "words-to-hundred", "figures"]
Dates = Literal["day-first", "month-first", "iso"]
Titles = Literal["stop", "no-stop"]
Colon = Literal["capital", "small"]
Spaces = Literal["single"]


class StyleGuide(msgspec.Struct, frozen=True, kw_only=True):
    """A publisher's rules; ``None`` for a rule that it has not set.

    ``words`` are pairs of a word that the publisher does not use and its replacement, which is empty if there is none.
    """

    quotes: Quotes | None = None
    dash: Dash | None = None
    ellipsis: Dots | None = None
    percent: Percent | None = None
    numbers: Numbers | None = None
    dates: Dates | None = None
    titles: Titles | None = None
    colon: Colon | None = None
    spaces: Spaces | None = None
    words: tuple[tuple[str, str], ...] = ()


def read_words(stated: str) -> tuple[tuple[str, str], ...]:
    """The pairs of word and replacement in a rule such as ``regime: government; martyr``.

    :raises ValueError: if a word is missing; the message contains the fix
    """
    rows = [row.partition(":") for row in stated.split(";") if row.strip()]
    words = tuple((word.strip(), instead.strip()) for word, _, instead in rows)
    if not all(word for word, _ in words):
        raise ValueError("lacks a word; write it as regime: government; martyr")
    return words
