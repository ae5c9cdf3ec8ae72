"""Names: where they may stand in a text, and whether two spellings may be of one name, also across scripts.

Nothing here knows who is meant. A skeleton is what is left of a name when all that transliterators disagree about is
taken away: vowels, doubled letters, the shades of h, k, s, t, g and b.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.language.folding import fold, primary

__all__ = ["Name", "find_names", "group_spellings", "may_be_one_name", "skeleton"]

# Longest first, so that "sh" is not read as s and h.
_SOUNDS = (
    ("tch", "s"), ("sch", "s"), ("kh", "k"), ("gh", "k"), ("sh", "s"), ("ch", "s"), ("zh", "j"), ("dj", "j"),
    ("dh", "s"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("tz", "s"), ("ts", "s"), ("ou", ""),
)  # fmt: skip

_CLASSES = {
    "b": "bpبپבпб", "f": "fفف", "k": "kqcxgکقخگغחכקגкхгχ", "j": "jجژж", "s": "szسصثشزذظضچשסזצсзшчщц",
    "t": "tطتטתтþ", "d": "dدדд", "l": "lلלл", "m": "mممם", "n": "nنנн", "r": "rرרр",
}  # fmt: skip
_CLASS = {letter: sound for sound, letters in _CLASSES.items() for letter in letters} | {"פ": "b", "ф": "f", "ـ": ""}

_CASED = frozenset("en es fr pt it ru uk be bg sr pl cs sk sl hr ro hu nl sv da no fi et lv lt el tr az sq ca".split())  # noqa: SIM905
_PARTICLES = "al el de da do dos das del della di van von der den ter bin ibn bint abu ben ould du la le les af y e"
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_TOKEN = re.compile(_WORD)
_LOWER = frozenset(_PARTICLES.split())
_SENTENCE_END = re.compile(r"[.!?…:;\n«“\"(\[]\s*$|^\s*[-–—]?\s*$")


class Name(msgspec.Struct, frozen=True):
    """What may be a name, at ``text[start:end]``."""

    start: int
    end: int
    text: str


def find_names(text: str, language: str) -> tuple[Name, ...]:
    """Runs of capitalised words, less a lone one that only opens a sentence.

    Nothing for scripts without capitals and for German, whose every noun has one.
    """
    if primary(language) not in _CASED:
        return ()
    found: list[Name] = []
    run: list[re.Match[str]] = []
    for word in _TOKEN.finditer(text):
        together = bool(run) and text[run[-1].end() : word.start()] == " "
        if run and not (together and (word.group()[0].isupper() or word.group().lower() in _LOWER)):
            found += _name(text, run)
            run = []
        if run or word.group()[0].isupper():
            run.append(word)
    return (*found, *_name(text, run))


def skeleton(name: str) -> str:
    """The sounds of a name that its spellings in any script share: ``kmn`` for Khamenei and خامنه‌ای.

    Empty for a name without consonants, or in a script that is not read here.
    """
    plain = fold(name, "und").replace("'", "")
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    sounds = "".join(_CLASS.get(letter, "") for letter in plain)
    return re.sub(r"(.)\1+", r"\1", sounds)


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two spellings may be of one name: the same skeleton, of two sounds at least."""
    sounds = skeleton(one)
    return len(sounds) > 1 and sounds == skeleton(other)


def group_spellings(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names that are spelled in more than one way, each with its spellings in the order in which they came."""
    groups: dict[str, dict[str, None]] = {}
    for name in names:
        sounds = skeleton(name)
        if len(sounds) > 1:
            groups.setdefault(sounds, {})[name] = None
    return tuple(tuple(spellings) for spellings in groups.values() if len(spellings) > 1)


def _name(text: str, run: list[re.Match[str]]) -> list[Name]:
    last = max((place for place, word in enumerate(run) if word.group()[0].isupper()), default=-1)
    run = run[: last + 1]
    if not run or (len(run) == 1 and _SENTENCE_END.search(text[max(0, run[0].start() - 3) : run[0].start()])):
        return []
    start, end = run[0].start(), run[-1].end()
    return [Name(start, end, text[start:end])]
