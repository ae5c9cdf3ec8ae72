"""Answers that are the original once more. Names are the same in two languages; ordinary words are not."""

from __future__ import annotations

import re

from dragoman.language.folding import fold
from dragoman.language.near_languages import is_near

__all__ = ["is_copied"]

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 3


def is_copied(original: str, answer: str, source: str | None, target: str) -> bool:
    """Whether an answer is its original, and has ordinary words in it, however few.

    Only scripts with small letters tell names from other words; the checks find longer copies in any script. Where the
    languages are near each other, or one is not known, nothing is said.

    :param original: the original's words, without marks
    :param source: BCP 47 tag of the original
    :param target: BCP 47 tag of the translation
    """
    if source is None or is_near(source, target) or fold(original, source) != fold(answer, source):
        return False
    # The first word has a capital whatever it is.
    small = [word for word in _WORD.findall(original) if word.islower() and len(word) >= _LEAST_LETTERS]
    names = [word for word in _WORD.findall(original)[1:] if word[0].isupper()]
    return len(small) > len(names)
