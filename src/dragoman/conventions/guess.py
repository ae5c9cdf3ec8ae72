"""Guesses the bracket profile of a page from the contents of its brackets."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from dragoman.conventions.brackets import find_brackets
from dragoman.conventions.readings import (
    Bracket,
    capitals,
    doubled,
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

__all__ = ["Guess", "guess_profile", "is_enclosed"]

_MOST = 5000


class Guess(msgspec.Struct, frozen=True):
    """The profile that fits best, and the evidence for it, in a clause."""

    profile: str
    why: str


def guess_profile(paragraphs: Iterable[str], *, is_translation: bool | None = None) -> Guess | None:
    """The profile that fits the brackets best; ``None`` if there is no evidence.

    :param is_translation: whether other evidence shows that the text is a translation, ``None`` if nobody looked for
        it. If it is false, a few round brackets in a long text are taken for the speakers' own asides.
    """
    texts = list(paragraphs)
    if all(map(is_enclosed, texts)):
        # Such brackets were written by a program, or belong to a programming language. They say nothing about speech.
        return None
    brackets = itertools.islice(itertools.chain.from_iterable(map(find_brackets, texts)), _MOST)
    seen: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for bracket in brackets:
        evidence = _evidence(bracket)
        seen[evidence] += 1
        shown.setdefault(evidence, _typed(bracket))
    if is_translation and seen["words at edge"]:
        shown["words in round"] = shown.get("words in round", shown["words at edge"])
        seen["words in round"] += seen["words at edge"]
    if seen["words in round"] > seen["words in square"]:
        # A few square brackets of somebody else do not turn the translator's round brackets into asides.
        del seen["words in square"]
    length = sum(len(text.split()) for text in texts)
    if is_translation is False and 0 < seen["words in round"] * _FEWEST_PER_WORDS < length:
        shown["asides"] = shown["words in round"]
        seen["asides"] = seen.pop("words in round")
    for profile, evidence, least, why in _RULES:
        count = seen[evidence]
        if count >= least:
            return Guess(profile, f"{why}, as in {shown[evidence]} ({count} such)")
    return None


def is_enclosed(text: str) -> bool:
    """Whether brackets enclose the whole paragraph, except for commas or semicolons after them."""
    first = next(find_brackets(text.strip().rstrip(",;")), None)
    return first is not None and first.alone


# The profile, the evidence for it, how often the evidence must occur, and its description; the first match wins.
_RULES = (
    ("court", "court", 1, "court reporters’ capitals are in square brackets"),
    ("exmaralda", "comment in braces", 2, "comments are in braces"),
    ("gat", "measured pause", 2, "pauses are measured in round brackets"),
    ("gat", "doubled", 3, "sounds are in double brackets"),
    ("dragoman", "notation", 1, "marks of the notation are in square brackets"),
    ("square", "words in square", 1, "words are in square brackets inside sentences"),
    ("dragoman", "guess in round", 1, "doubtful words are in round brackets after a question mark"),
    (
        "dragoman",
        "words in round",
        1,
        "words are in round brackets inside sentences, and fewer or none in square ones",
    ),
    ("square", "square at edge", 1, "words are in square brackets"),
    ("square", "asides", 1, "few words are in round brackets, and nothing says that a translator supplied them"),
    ("square", "sound in square", 1, "sounds and gaps are in square brackets"),
    ("wai", "sound in round", 1, "sounds are in round brackets, and no other words"),
)

# Translators who mark supplied words do so in every second answer, which is at least once in this number of words.
_FEWEST_PER_WORDS = 200
_SOUNDS_AND_GAPS = (lost, paused, sound, sound_at)
# An event described in its own sentence is no evidence of how the publisher marks supplied words.
_EVENTS = (guessed_at, sentence, capitals)
_TECHNICAL = (doubled, timed, omitted, noted, phonetic, slip, remark, reference, doubted)


def _evidence(bracket: Bracket) -> str:
    content = bracket.content.strip()
    if bracket.kind == "(( ))":
        return "doubled"
    if bracket.kind == "{ }":
        is_sound = any(reading(bracket) is not None for reading in _SOUNDS_AND_GAPS)
        return "comment in braces" if re.search(r"[^\W\d_]{2}", content) and not is_sound else "nothing"
    if bracket.kind == "( )":
        return _round(bracket)
    if re.fullmatch(r"UI|IA|OV|PH", content):
        return "court" if content != "PH" else "nothing"
    if isinstance(read_square(bracket.content), Gloss | Note | Redacted) or re.match(
        r"(src|in \w+|on screen):", content
    ):
        return "notation"
    if any(reading(bracket) is not None for reading in _SOUNDS_AND_GAPS):
        return "sound in square"
    technical = bracket.alone or any(reading(bracket) is not None for reading in (*_TECHNICAL, *_EVENTS))
    if technical or not _has_letters(content):
        return "nothing"
    return "square at edge" if bracket.between and not bracket.before.isalnum() else "words in square"


def _round(bracket: Bracket) -> str:
    if measured(bracket) is not None:
        return "measured pause"
    if any(reading(bracket) is not None for reading in _SOUNDS_AND_GAPS):
        return "sound in round"
    if doubted(bracket) is not None and len(bracket.content.strip()) > 2:
        return "guess in round"
    if bracket.alone or any(reading(bracket) is not None for reading in (*_TECHNICAL, *_EVENTS)):
        return "nothing"
    if bracket.before.isalnum() or not _has_letters(bracket.content):
        return "nothing"
    return "words at edge" if bracket.between else "words in round"


def _has_letters(content: str) -> bool:
    return any(character.isalpha() for character in content)


def _typed(bracket: Bracket) -> str:
    opener, closer = bracket.kind.split()
    content = " ".join(bracket.content.split())
    return f"{opener}{content[:40]}{'…' if len(content) > 40 else ''}{closer}"
