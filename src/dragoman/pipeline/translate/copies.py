"""Recognize answers that repeat the original. Names are the same in two languages; ordinary words are not."""

from __future__ import annotations

import re

from dragoman.language.folding import fold
from dragoman.language.near_languages import is_near
from dragoman.transcript.text import CodeSwitch, Foreign, Struck, Text, plain

__all__ = ["is_copied"]

_OTHER_LANGUAGE = (CodeSwitch, Foreign, Struck)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 3


def is_copied(original: Text, translation: Text, source: str | None, target: str) -> bool:
    """Whether a translation equals its original and contains ordinary words.

    Only scripts with lower case distinguish names from other words; the checks find longer copies in any script. The
    result is ``False`` if the languages are closely related, or one is unknown. Words that are marked as another
    language may stay as they are.

    :param source: BCP 47 tag of the original
    :param target: BCP 47 tag of the translation
    """
    said = plain(original, without=_OTHER_LANGUAGE)
    if source is None or is_near(source, target):
        return False
    if fold(said, source) != fold(plain(translation, without=_OTHER_LANGUAGE), source):
        return False
    words = _WORD.findall(said)
    small = [word for word in words if word.islower() and len(word) >= _LEAST_LETTERS]
    # The first word is capitalized anyway.
    names = [word for word in words[1:] if word[0].isupper()]
    return len(small) > len(names)
