"""Passages of two languages for the search, and queries for them in other forms of their words.

The given recordings are too few: five in Arabic, none in Persian. So passages are the messages of programs with their
translations, from the catalogues that Django and the programs of this machine have: sentences of people in every
language, of which many are alike, which makes it harder to find one. The texts of the given recordings come first.
"""

from __future__ import annotations

import gettext
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from benchmarks.frame import data_folder
from dragoman.language.folding import fold
from dragoman.language.word_forms import word_forms
from dragoman.press.search.words import STOP_WORDS, split_words

__all__ = ["LANGUAGES", "Asked", "content_words", "find_forms", "make_queries", "read_pairs"]

LANGUAGES = ("es", "fr", "de", "ru", "ar", "fa", "he", "en")
_SHORTEST = 4
_WORDS = 3
_LONGEST = 600
# Texts in which forms are looked for.
_TEXTS = 2000
# Words that are written onto others, by which a word may be asked for.
_BEFORE = {"ar": ("", "ال", "و", "وال"), "he": ("", "ה", "ב", "ו")}


class Asked(msgspec.Struct, frozen=True):
    """A query for one passage: its number, the words in forms that may not stand in it, and those that do."""

    passage: int
    query: str
    said: tuple[str, ...]


def read_pairs(language: str, most: int) -> list[tuple[str, str]]:
    """Passages in a language and their English; of English, the Spanish ones the other way round."""
    other = "es" if language == "en" else language
    found: dict[frozenset[str], tuple[str, str]] = {}
    messages = list(_messages(other))
    random.Random(language).shuffle(messages)
    for english, translated in (*_recordings(other), *messages):
        if len(found) == most:
            break
        pair = (english, translated) if language == "en" else (translated, english)
        words = frozenset(content_words(pair[0], language))
        if language == "he" and any(word[0] in "ךםןףץ" for word in words):
            continue  # Some Hebrew catalogues have their letters in reverse.
        if len(words) >= _WORDS and len(pair[0]) <= _LONGEST:
            found.setdefault(words, pair)
    return list(found.values())


def content_words(text: str, language: str) -> list[str]:
    """The words of a text of four letters or more that not every sentence has, as they are written."""
    words = (word.strip("\u200c") for word in _cut(text))
    stop = STOP_WORDS.get(language, frozenset())
    own = (word for word in words if word.isascii() == (language not in ("ru", "ar", "fa", "he")) or not word.isascii())
    return list(dict.fromkeys(word for word in own if _is_content(word, stop)))


def _is_content(word: str, stop: frozenset[str]) -> bool:
    folded = split_words(word)
    return len(folded) == 1 and len(folded[0]) >= _SHORTEST and folded[0].isalpha() and folded[0] not in stop


def _cut(text: str) -> Iterator[str]:
    word = ""
    for char in text + " ":
        if char.isalnum() or char == "\u200c" or "\u0300" <= char <= "\u036f" or "\u064b" <= char <= "\u0652":
            word += char
        elif word:
            yield word
            word = ""


def make_queries(pairs: Sequence[tuple[str, str]], language: str) -> list[Asked]:
    """Three content words of each passage, drawn at random, each in another form where the texts have one."""
    chance = random.Random(f"queries {language}")
    forms = find_forms(language)
    asked = []
    for place, (text, _) in enumerate(pairs):
        said = chance.sample(sorted(content_words(text, language)), _WORDS)
        words = [
            chance.choice(sorted(forms.get(word.lower(), frozenset()) - {word.lower()}) or [word]) for word in said
        ]
        asked.append(Asked(place, " ".join(words), tuple(said)))
    return asked


def find_forms(language: str) -> dict[str, frozenset[str]]:
    """The words of all texts of a language, each with those that are forms of the same word.

    By simplemma's dictionary; for Arabic and Hebrew, which it has not, by the grammar that finds names in texts, and
    what may be written before a word.
    """
    known = {word.lower() for text, _ in read_pairs(language, _TEXTS) for word in content_words(text, language)}
    if language in _BEFORE:
        return _forms_by_grammar(known, language)
    import simplemma  # for benchmarks only

    same: defaultdict[str, set[str]] = defaultdict(set)
    for word in known:
        same[simplemma.lemmatize(word, lang=language).lower()].add(word)
    return {word: frozenset(words) for words in same.values() for word in words}


def _forms_by_grammar(known: set[str], language: str) -> dict[str, frozenset[str]]:
    folded: defaultdict[str, set[str]] = defaultdict(set)
    for word in known:
        folded[fold(word, language)].add(word)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for word in known:
        for form in {fold(word, language), *word_forms(word, language, is_name=False)}:
            same = {one for before in _BEFORE[language] for one in folded.get(before + form, ())}
            forms[word] |= same
            for one in same:
                forms[one].add(word)
    return {word: frozenset(some) for word, some in forms.items()}


def _recordings(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((data_folder() / "audio" / language).glob("*.json")):
        said = json.loads(path.read_text("utf-8"))
        if said.get("text") and said.get("translation_en"):
            yield said["translation_en"], said["text"]


@cache
def _messages(language: str) -> tuple[tuple[str, str], ...]:
    import django  # for its catalogues only

    folders = (Path("/usr/share/locale"), *Path(django.__file__).parent.rglob("locale"))
    paths = (path for folder in folders for path in sorted((folder / language / "LC_MESSAGES").glob("*.mo")))
    return tuple(pair for path in paths for pair in _read_catalogue(path))


def _read_catalogue(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open("rb") as file:
            messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    except (OSError, ValueError):
        return
    for message, translated in messages.items():
        english = message[0] if isinstance(message, tuple) else message
        if english and translated and english != translated:
            yield english.rpartition("\x04")[2], translated
