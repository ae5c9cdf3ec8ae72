"""The language of words in a script that few languages share, by the letters that only they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

__all__ = ["guess_language"]

# Letters that stand in one language of the script and hardly in the others. The last row is what Arabic has alone.
_LETTERS = {
    "ckb": "ێۆڵڕۊ",
    "ps": "ښځټډړږڼۍ",
    "ur": "ٹڈڑےں",
    "fa": "پچژگکی",
    "ar": "يكةىأإؤ",
}
_MOST = 20_000
_FEWEST = 20


def guess_language(texts: Iterable[str]) -> str | None:
    """The language of texts in Arabic or Hebrew letters, as a tag; ``None`` for other scripts, or in doubt."""
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
    if own["fa"] > 3 * own["ar"]:
        return "fa"
    return "ar" if own["ar"] > 3 * own["fa"] else None
