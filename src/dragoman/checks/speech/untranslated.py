"""Finds silent translation: a side that is not in its language. Some models write English for Persian speech.

The signs are, the surest first: the letters are of another script than the language's; both sides have the same words;
the function words are those of another language, and none is the language's own. A whole side needs only twice as many
function words of another language as of its own.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.checks.bitext import Bitext, Pair, SideText, are_same_language, place_of
from dragoman.checks.speech.function_words import FUNCTION_WORDS
from dragoman.language.folding import primary
from dragoman.language.function_words import KNOWN, find_function_language, function_counts
from dragoman.problems import Problem

__all__ = ["check"]

_SCRIPTS = {
    "LATIN": "en es fr de pt it tr nl sv da no nb nn fi pl cs sk hu ro ca eu gl id ms vi sw so hr sl et lv lt sq az uz",
    "ARABIC": "ar fa prs ur ps ckb sd ug",
    "HEBREW": "he iw yi",
    "CYRILLIC": "ru uk be bg mk",
    "GREEK": "el",
    "CJK": "zh ja yue",
    "HANGUL": "ko",
    "DEVANAGARI": "hi mr ne",
}
_SCRIPT_OF = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
_LETTERS = 200
_LEAST_LETTERS = 8
_LEAST_WORDS = 5
# How many function words of another language show that all of a side is in that language.
_LEAST_OF_WHOLE = 8


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each side of a passage; one for a whole side that is in another language than stated."""
    whole: set[str] = set()
    for name, sides in _by_side(bitext):
        for wanted, found in _find_whole_languages(sides):
            whole.add(f"{name} {wanted}")
            message = "most of the {side} reads as {language}, and should be {wanted}"
            problem = Problem.of("other-language", "warning", message, side=name, language=found, wanted=wanted)
            yield problem.suggesting(f"if the words are right, state the language in the line “{name}:” of the page")
    for pair in bitext.pairs:
        scripts = [(name, script, side) for name, side in _sides(pair) if (script := _find_script(side))]
        for name, script, side in scripts:
            message = "the {side} is in {script} letters, and should be {language}"
            details = {"side": name, "script": script, "language": side.language}
            yield Problem.of("other-script", "warning", message, place_of(pair), **details)
        if scripts:
            continue
        if _is_same(pair):
            message = "the translation is the original, word for word"
            yield Problem("same-as-original", "warning", message, place_of(pair))
            continue
        for name, side in _sides(pair):
            language = _find_language(side)
            if language and f"{name} {side.language}" not in whole:
                message = "the {side} reads as {language}, and should be {wanted}"
                details = {"side": name, "language": language, "wanted": side.language}
                yield Problem.of("other-language", "warning", message, place_of(pair), **details)


def _sides(pair: Pair) -> tuple[tuple[str, SideText], tuple[str, SideText]]:
    return ("original", pair.source), ("translation", pair.target)


def _by_side(bitext: Bitext) -> tuple[tuple[str, list[SideText]], tuple[str, list[SideText]]]:
    sides = [_sides(pair) for pair in bitext.pairs]
    return ("original", [one[1] for one, _ in sides]), ("translation", [other[1] for _, other in sides])


def _find_whole_languages(sides: Iterable[SideText]) -> Iterator[tuple[str, str]]:
    """The languages stated for passages, and the one of most of their words, where that is another one for certain."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for side in sides:
        if primary(side.language) in KNOWN:
            said[side.language].append(side.said)
    for wanted, texts in said.items():
        counts = sum(map(function_counts, texts), Counter[str]())
        found = find_function_language(counts)
        own = counts[primary(wanted)]
        if found not in (None, primary(wanted)) and counts[found] >= max(_LEAST_OF_WHOLE, 2 * own):
            yield wanted, found


def _find_script(side: SideText) -> str | None:
    """The script of a text, if it is not its language's; else ``None``."""
    wanted = None if "-" in side.language else _SCRIPT_OF.get(primary(side.language))
    if wanted is None or (wanted == "LATIN" and side.said.isascii()):
        return None
    if wanted == "CJK" or not side.said:
        return None
    letters = [character for character in side.said[:_LETTERS] if character.isalpha()]
    scripts = Counter(map(_script, letters))
    if len(letters) < _LEAST_LETTERS or scripts[wanted] * 2 >= len(letters):
        return None
    return scripts.most_common(1)[0][0].capitalize()


@lru_cache(maxsize=10_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ", 1)[0]


def _is_same(pair: Pair) -> bool:
    words = pair.source.words
    if len(words) < 4 or words != pair.target.words or are_same_language(pair):
        return False
    return sum(word.isalpha() for word in words) >= 4 and not _is_listing(pair)


def _is_listing(pair: Pair) -> bool:
    """Whether a text is mostly names, which are the same in both languages."""
    words = pair.source.said.split()
    return sum(word[:1].isupper() for word in words) * 3 >= len(words) * 2


def _find_language(side: SideText) -> str | None:
    """The language whose function words a side has, if it has none of its own language; else ``None``."""
    own = FUNCTION_WORDS.get(primary(side.language))
    if own is None or len(side.words) < _LEAST_WORDS or not own.isdisjoint(side.words):
        return None
    counts = {
        language: sum(word in words for word in side.words)
        for language, words in FUNCTION_WORDS.items()
        if words is not own
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 4 >= len(side.words) and counts[best] >= 3 else None
