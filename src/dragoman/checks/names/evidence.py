"""Decides by the original whether two spellings in the translation are one name or two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import msgspec
from rapidfuzz.distance import Levenshtein

from dragoman.checks.bitext import Bitext
from dragoman.checks.names.spotted import Name, are_alike
from dragoman.language.folding import fold, primary
from dragoman.language.name_sounds import skeleton

__all__ = ["Originals", "closeness", "find_shared", "has_instead", "is_name_of", "make_originals", "sounds_as"]

# Prefixes of Arabic and Hebrew, case endings of Russian, and the genitive of German; all folded.
_WRITTEN_ON = {
    "ar": re.compile(r"^(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)(?=\w{3})"),
    "he": re.compile(r"^[ושהכלבמ]{1,2}(?=\w{3})"),
    "ru": re.compile(
        r"(?<=\w{3})(?:ами|ями|ыми|ими|ого|его|ому|ему|ах|ях|ам|ям|ом|ем|ои|еи|ою|ею|ым|им|ыи|ии|ых|их|ая|яя|ую|юю|ое"
        r"|ее|ые|ие|[аеиоуыэюяь])$"
    ),
    "de": re.compile(r"(?<=\w{3})e?s$"),
}
# Egyptian Arabic has g for j; "th" and "dh" are written as they are pronounced.
_OTHER_SOUNDS = str.maketrans("جثذظض", "گتدضز")
_WRITTEN_ON["iw"] = _WRITTEN_ON["he"]
# One letter for two sounds: Hebrew writes v as b, f as p and ch as k or h; a final h is often silent in any language.
_ONE_LETTER = str.maketrans("vfc", "bpk", "h")
_AS_VOWEL = str.maketrans("fc", "pk", "hv")
# Arabic has neither p nor v.
_NO_P = str.maketrans("pv", "bf")


class Originals(msgspec.Struct, frozen=True):
    """The folded words of the originals by the place of their passage, and the number of passages with each word.

    ``said`` are the originals as written.
    """

    words: dict[int, frozenset[str]]
    spread: Counter[str]
    language: str
    said: dict[int, str]

    def as_said(self, place: int, word: str) -> str:
        """A folded word as it is written in the original of a passage."""
        typed = (re.sub(r"^\W+|\W+$", "", piece) for piece in self.said[place].split())
        return next((piece for piece in typed if word in fold(piece, self.language).split()), word)


def make_originals(bitext: Bitext) -> Originals:
    """The words of a document's originals."""
    words = {pair.place: frozenset(pair.source.words) for pair in bitext.pairs}
    spread = Counter(word for said in words.values() for word in said)
    said = {pair.place: pair.source.said for pair in bitext.pairs}
    return Originals(words, spread, primary(bitext.transcript.source_language or "und"), said)


def has_instead(place: int, wrong: Name, right: Name, originals: Originals) -> bool:
    """Whether the original of a passage, in the same script, has the name ``right`` and not ``wrong``."""
    words = originals.words[place]
    pattern = _WRITTEN_ON.get(originals.language)
    has_right = right.folded in words or (
        pattern is not None and any(pattern.sub("", word) == right.folded for word in words)
    )
    return has_right and wrong.folded not in words


def find_shared(one: Name, other: Name, originals: Originals) -> str | None:
    """The word of the original that both spellings render, folded; ``None`` if there is none."""
    if any(name.folded in originals.words[place] for name in (one, other) for place in name.places):
        return None
    ours, theirs = (_find_words(name, originals) for name in (one, other))
    if len(one.places) != len(other.places):
        rare = min(one, other, key=lambda name: len(name.places))
        ours, theirs = _find_common(rare, originals), _find_words(max(one, other, key=_frequency), originals)
    together = {*one.places, *other.places}
    shared = [
        word
        for word in _meet(ours, theirs, one, other, originals)
        if _is_only_there(word, one, other, originals)
        or (_is_rare(word, other, len(together), originals) and (is_name_of(word, one) or is_name_of(word, other)))
    ]
    exact = [word for word in shared if skeleton(word) in {skeleton(one.folded), skeleton(other.folded)}]
    if set(one.places) & set(other.places) and len(exact) > 1:
        # Both are in one passage, and the original has two names there that sound like them.
        return None
    return max(shared, key=lambda word: (skeleton(word) == skeleton(other.folded), len(word)), default=None)


def _frequency(name: Name) -> int:
    return len(name.places)


def _find_words(name: Name, originals: Originals) -> frozenset[str]:
    return frozenset().union(*(originals.words[place] for place in name.places))


def _find_common(name: Name, originals: Originals) -> frozenset[str]:
    return frozenset.intersection(*(originals.words[place] for place in name.places))


def _meet(ours: frozenset[str], theirs: frozenset[str], one: Name, other: Name, originals: Originals) -> frozenset[str]:
    """The words in both sets, in any form, unless the spellings differ only in their ending (Lavrov, Lavrova)."""
    pattern = _WRITTEN_ON.get(originals.language)
    if pattern is None or one.folded[:-1] == other.folded[:-1] or _differ_by_last(one.folded, other.folded):
        return ours & theirs
    stems = {pattern.sub("", word) for word in theirs} | theirs
    return frozenset(word for word in ours if word in stems or pattern.sub("", word) in stems)


def _differ_by_last(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long[:-1] == short


def _is_rare(word: str, name: Name, together: int, originals: Originals) -> bool:
    """Whether a word is in few other passages, or sounds exactly like the name."""
    sounds = skeleton(word)
    return originals.spread[word] <= together + 1 or (len(sounds) > 1 and sounds == skeleton(name.folded))


def _is_only_there(word: str, one: Name, other: Name, originals: Originals) -> bool:
    """Whether a word is in every passage of both spellings and in no other: it is their name, however it sounds."""
    together = {*one.places, *other.places}
    if len(together) < 3 or originals.spread[word] != len(together):
        return False
    return all(word in originals.words[place] for place in together)


def is_name_of(word: str, name: Name) -> bool:
    """Whether a word of the original sounds about like a name, by one of the usual spellings of its sounds."""
    wanted = skeleton(name.folded)
    if any(_sound_alike(skeleton(form), wanted) for form in {word, word.translate(_OTHER_SOUNDS)}):
        return True
    sounds = skeleton(word)
    return not word.isascii() and any(
        len(wanted.translate(table)) > 1 and _sound_alike(sounds.translate(table), wanted.translate(table))
        for table in (_ONE_LETTER, _AS_VOWEL)
    )


def sounds_as(word: str, name: Name) -> bool:
    """Whether a word of the original sounds exactly like a name. Short names need this: many words sound alike."""
    wanted = skeleton(name.folded)
    skeletons = {skeleton(word), skeleton(word.translate(_OTHER_SOUNDS))}
    tables: tuple[Mapping[int, int | None], ...] = ({}, _ONE_LETTER, _AS_VOWEL)
    return any(sounds.translate(table) == wanted.translate(table) for sounds in skeletons for table in tables)


def closeness(word: str, name: Name) -> float:
    """How alike a word of the original and a name sound, from 0 to 1, by the usual spellings of their sounds."""
    wanted = skeleton(name.folded)
    tables: tuple[Mapping[int, int | None], ...] = ({},) if word.isascii() else ({}, _ONE_LETTER, _AS_VOWEL, _NO_P)
    forms = {skeleton(word), skeleton(word.translate(_OTHER_SOUNDS))}
    pairs = ((form.translate(table), wanted.translate(table)) for form in forms for table in tables)
    return max((Levenshtein.normalized_similarity(*pair) for pair in pairs if all(pair)), default=0.0)


def _sound_alike(sounds: str, wanted: str) -> bool:
    if not wanted or not sounds:
        return False
    return (
        sounds.endswith(wanted)
        or wanted in sounds
        or (sounds in wanted and len(sounds) > 1)
        or are_alike(sounds, wanted)
    )
