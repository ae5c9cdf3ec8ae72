"""The skeleton of a name: its consonants, with one letter for each sound."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["same_script_skeleton", "skeleton"]

# The letters that transliterations use for one sound.
_DIGRAPHS = (
    ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("th", "t"), ("dh", "d"), ("ph", "f"),
)  # fmt: skip
_ACROSS = (*_DIGRAPHS, ("q", "k"), ("x", "ks"), ("tz", "s"), ("ts", "s"), ("w", ""), ("c", "k"))
_WITHIN = (
    ("sch", "s"), ("tch", "c"), *_DIGRAPHS, ("dj", "j"), ("ck", "k"), ("q", "g"), ("x", "k"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_CONSONANTS = {
    "ا": "", "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ج": "j", "چ": "c", "ح": "h",
    "ه": "h", "خ": "k", "ك": "k", "ک": "k", "ق": "k", "غ": "g", "گ": "g", "د": "d", "ض": "d", "ذ": "z", "ز": "z",
    "ظ": "z", "ژ": "z", "ر": "r", "ش": "s", "ع": "", "ف": "f", "ل": "l", "م": "m", "ن": "n", "و": "", "ي": "", "ی": "",
    "ى": "", "ة": "", "א": "", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "", "ז": "z", "ח": "h", "ט": "t", "י": "",
    "כ": "k", "ל": "l", "מ": "m", "נ": "n", "ס": "s", "ע": "", "פ": "p", "צ": "s", "ק": "k", "ר": "r", "ש": "s",
    "ת": "t", "б": "b", "в": "v", "г": "g", "д": "d", "ж": "z", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n",
    "п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "k", "ц": "s", "ч": "c", "ш": "s", "щ": "s",
}  # fmt: skip
_VOWELS = re.compile(r"[aeiouyëʿʾ'’\W]")
_FIRST_VOWELS = frozenset("aeiou")
_VOWELS_AND_H = re.compile("[aeiouhy]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a folded word in one alphabet for all scripts, so that a name matches its transliteration."""
    if word.isascii():
        bare = _VOWELS.sub("", _with_one_spelling(word, _ACROSS))
    else:
        bare = "".join(_CONSONANTS.get(letter, letter if letter.isascii() else "") for letter in word)
    return _DOUBLED.sub(r"\1", bare)


def same_script_skeleton(word: str) -> str:
    """A folded word without vowels, so that two spellings of a name in one script match: ``krm`` for Karimi, Kareemi.

    The first letter is kept: names that begin with different sounds are different.
    """
    word = _with_one_spelling(word, _WITHIN)
    first = "a" if word[:1] in _FIRST_VOWELS else word[:1]
    return first + _DOUBLED.sub(r"\1", _VOWELS_AND_H.sub("", word[1:]))


def _with_one_spelling(word: str, sounds: tuple[tuple[str, str], ...]) -> str:
    for letters, sound in sounds:
        word = word.replace(letters, sound)
    return word
