"""The script of a text, and the language of a text in a script that few languages share, by their special letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dragoman.language.function_words import find_function_language, function_counts

__all__ = ["find_script", "find_script_language", "find_text_language", "guess_language"]

_SCRIPTS = {"CJK": "Han", "HIRAGANA": "Han", "KATAKANA": "Han", "HANGUL": "Hangul"}
_LANGUAGES = {"Han": "zh", "Hangul": "ko", "HEBREW": "he", "GREEK": "el", "THAI": "th", "ARMENIAN": "hy"}

# Letters that are frequent in one language of the script and rare in the others.
_LETTERS = {
    "ckb": "ێۆڵڕۊ",
    "ps": "ښځټډړږڼۍ",
    "ur": "ٹڈڑےں",
    "fa": "پچژگکی",
    "ar": "يكةىأإؤ",
}
# Old Persian files have the Arabic yeh and kaf: only these letters tell the two languages apart there.
_ONLY_PERSIAN, _ONLY_ARABIC = "پچژگ", "ةأإ"
_MOST = 20_000
_FEWEST = 20


def guess_language(texts: Iterable[str]) -> str | None:
    """The BCP 47 tag of texts in Arabic or Hebrew letters; ``None`` for other scripts, or in doubt."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
        if counts.total() > _MOST:
            break
    arabic = sum(count for letter, count in counts.items() if "\u0600" <= letter <= "\u06ff")
    hebrew = sum(count for letter, count in counts.items() if "\u05d0" <= letter <= "\u05ea")
    letters = sum(count for letter, count in counts.items() if letter.isalpha())
    if hebrew > _FEWEST and hebrew * 2 > letters:
        return "yi" if sum(counts[letter] for letter in "װױײ") * 100 > hebrew else "he"
    if arabic <= _FEWEST or arabic * 2 <= letters:
        return None
    own = {tag: sum(counts[letter] for letter in signs) for tag, signs in _LETTERS.items()}
    for tag in ("ckb", "ps", "ur"):
        if own[tag] * 100 > arabic:
            return tag
    persian, proper = (sum(counts[letter] for letter in signs) for signs in (_ONLY_PERSIAN, _ONLY_ARABIC))
    if own["fa"] > 3 * own["ar"] or (persian * 100 > arabic and persian > proper):
        return "fa"
    return "ar" if own["ar"] > 3 * own["fa"] and proper * 200 > arabic else None


def find_script_language(script: str, text: str) -> str | None:
    """The BCP 47 tag of a text in a script that :func:`find_script` returned; ``None`` in doubt."""
    if script == "Han" and any(unicodedata.name(sign, "").startswith(("HIRAGANA", "KATAKANA")) for sign in set(text)):
        return "ja"
    return _LANGUAGES.get(script) or guess_language([text]) or find_function_language(function_counts(text))


def find_text_language(text: str) -> str | None:
    """The BCP 47 tag of a text by its script, letters and function words; ``None`` in doubt."""
    script = find_script(text)
    return find_script_language(script, text) if script else None


@lru_cache(maxsize=4096)
def _letter_script(letter: str) -> str | None:
    if not letter.isalpha():
        return None
    script = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(script, script) or None


def find_script(text: str) -> str | None:
    """The script of most letters of a line, from their Unicode names; ``None`` without letters.

    Another script wins over Latin, because Latin words may occur in it.
    """
    counts = Counter(script for letter in text if (script := _letter_script(letter)))
    if not counts:
        return None
    other = [(number, script) for script, number in counts.items() if script != "LATIN"]
    # A Latin name in a Chinese line may be longer than the rest of it.
    if other and max(other)[0] * 4 >= counts["LATIN"]:
        return max(other)[1]
    return "LATIN" if counts["LATIN"] else max(other)[1]
