"""Which house's brackets a page is written in, by what its brackets hold."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from dragoman.conventions.brackets import find_brackets
from dragoman.conventions.readings import (
    Bracket,
    doubted,
    guessed_at,
    lost,
    measured,
    noted,
    omitted,
    paused,
    phonetic,
    reference,
    remark,
    sentence,
    slip,
    sound,
    sound_at,
    timed,
)
from dragoman.notation.marks import read_square
from dragoman.transcript.text import Gloss, Note, Redacted

__all__ = ["Guess", "guess_profile"]

_MOST = 5000


class Guess(msgspec.Struct, frozen=True):
    """The profile that fits best, and what speaks for it, in a clause."""

    profile: str
    why: str


def guess_profile(paragraphs: Iterable[str]) -> Guess | None:
    """The house whose brackets these are; ``None`` where there is nothing to tell by."""
    brackets = itertools.islice(itertools.chain.from_iterable(map(find_brackets, paragraphs)), _MOST)
    seen: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for bracket in brackets:
        evidence = _evidence(bracket)
        seen[evidence] += 1
        shown.setdefault(evidence, _typed(bracket))
    if seen["words in round"] > seen["words in square"]:
        # A few insertions of another hand do not turn those of the translator into asides.
        del seen["words in square"]
    for profile, evidence, least, why in _RULES:
        count = seen[evidence]
        if count >= least:
            return Guess(profile, f"{why}, as in {shown[evidence]} ({count} such)")
    return None


# In the order in which they outrank each other: the evidence, how often it has to be there, and its words.
_RULES = (
    ("court", "court", 1, "court reporters’ capitals stand in square brackets"),
    ("exmaralda", "comment in braces", 2, "comments stand in braces"),
    ("gat", "measured pause", 2, "pauses are measured in round brackets"),
    ("gat", "doubled", 3, "sounds stand in double brackets"),
    ("dragoman", "notation", 1, "marks of the notation stand in square brackets"),
    ("square", "words in square", 1, "words stand in square brackets within sentences"),
    ("dragoman", "guess in round", 1, "doubtful words stand in round brackets behind a question mark"),
    ("dragoman", "words in round", 1, "words stand in round brackets within sentences, and fewer or none in square ones"),
    ("square", "sound in square", 1, "sounds and gaps stand in square brackets"),
    ("wai", "sound in round", 1, "sounds stand in round brackets, and no other words"),
)

_HEARD = (lost, paused, sound, sound_at)
# What happens, told in a sentence of its own, is no evidence of what the house supplies.
_TOLD = (guessed_at, sentence)
_TECHNICAL = (timed, omitted, noted, phonetic, slip, remark, reference, doubted)


def _evidence(bracket: Bracket) -> str:
    content = bracket.content.strip()
    if bracket.kind == "(( ))":
        return "doubled"
    if bracket.kind == "{ }":
        return "comment in braces" if re.search(r"[^\W\d_]{2}", content) else "nothing"
    if bracket.kind == "( )":
        return _round(bracket)
    if re.fullmatch(r"UI|IA|OV|PH", content):
        return "court" if content != "PH" else "nothing"
    if isinstance(read_square(bracket.content), Gloss | Note | Redacted) or re.match(
        r"(src|in \w+|on screen):", content
    ):
        return "notation"
    if any(reading(bracket) is not None for reading in _HEARD):
        return "sound in square"
    technical = bracket.alone or any(reading(bracket) is not None for reading in (*_TECHNICAL, *_TOLD))
    return "words in square" if not technical and _has_letters(content) else "nothing"


def _round(bracket: Bracket) -> str:
    if measured(bracket) is not None:
        return "measured pause"
    if any(reading(bracket) is not None for reading in _HEARD):
        return "sound in round"
    if doubted(bracket) is not None and len(bracket.content.strip()) > 2:
        return "guess in round"
    if bracket.alone or any(reading(bracket) is not None for reading in (*_TECHNICAL, *_TOLD)):
        return "nothing"
    within = not bracket.before.isalnum() and not bracket.between
    return "words in round" if within and _has_letters(bracket.content) else "nothing"


def _has_letters(content: str) -> bool:
    return any(character.isalpha() for character in content)


def _typed(bracket: Bracket) -> str:
    opener, closer = bracket.kind.split()
    content = " ".join(bracket.content.split())
    return f"{opener}{content[:40]}{'…' if len(content) > 40 else ''}{closer}"
