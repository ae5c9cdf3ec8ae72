"""Finds the original's words for a name of the translation: they sound like it and are in the same passages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.checks.bitext import Bitext
from dragoman.checks.names.evidence import is_name_of, sounds_as
from dragoman.checks.names.name_runs import NameRun
from dragoman.checks.names.spotted import Name
from dragoman.language.folding import fold
from dragoman.language.name_sounds import skeleton
from dragoman.language.word_forms import find_stems

__all__ = ["SourceWords", "find_original", "make_source_words"]

_SPACES = re.compile(r"[\s\u200c-]+")
# Only Hebrew has signs inside a word: elsewhere an apostrophe is followed by another word or an ending.
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0670\u200c]|(?<=[א-ת])['’׳\"״](?=[א-ת]))*"
)
_LEAST = 3
_FEW_SOUNDS = 2


class SourceWords(msgspec.Struct, frozen=True):
    """The words of the originals.

    ``written`` has, for the place of each passage, its words without prefixes -> as they are written. ``spread`` is the
    number of passages with a word, ``said`` the original by place.
    """

    written: Mapping[int, Mapping[str, str]]
    spread: Counter[str]
    said: Mapping[int, str]


def make_source_words(bitext: Bitext) -> SourceWords:
    """The words of a document's originals, in time linear in the text."""
    written = {pair.place: _read(pair.source.said, pair.source.language) for pair in bitext.pairs}
    spread = Counter(stem for words in written.values() for stem in words)
    return SourceWords(written, spread, {pair.place: pair.source.said for pair in bitext.pairs})


def _read(said: str, language: str) -> dict[str, str]:
    """Each word of a passage without prefixes, folded -> the same as written."""
    written: dict[str, str] = {}
    for raw in _WORD.findall(said):
        word = fold(raw, language).replace(" ", "")
        for stem, sure in find_stems(word, language).items():
            if sure and len(stem) >= _LEAST:
                bare = raw[len(word) - len(stem) :] if len(raw) == len(word) and word.endswith(stem) else stem
                written.setdefault(stem, raw if stem == word else bare)
    return written


def find_original(run: NameRun, source: SourceWords) -> str | None:
    """The original's words for a name, as they are written there; ``None`` if no words sound like it."""
    words = [_find_word(folded, run.places, source) for folded in run.words]
    if None in words:
        return None
    spellings = [word for word in words if word is not None]
    whole = re.compile(r"[\s\u200c-]+".join(map(re.escape, spellings)))
    for place in run.places:
        if (found := whole.search(source.said[place])) is not None:
            return _SPACES.sub(lambda match: match.group() if "\u200c" in match.group() else " ", found.group())
    return " ".join(spellings) if len(spellings) == 1 else None


def _find_word(folded: str, places: Sequence[int], source: SourceWords) -> str | None:
    """The word that sounds like a name and is in most of its passages, but not in many others; or ``None``."""
    name = Name(folded, folded, tuple(places))
    together: Counter[str] = Counter(stem for place in places for stem in source.written[place])
    wanted = skeleton(folded.replace(" ", ""))
    fits = is_name_of if len(wanted) > _FEW_SOUNDS else sounds_as
    fitting = {
        stem: (stem == folded, count * 2 >= len(places), skeleton(stem) == wanted, count, -source.spread[stem], stem)
        for stem, count in together.items()
        if source.spread[stem] <= 3 * count + 2 and (stem == folded or fits(stem, name))
    }
    if not fitting:
        return None
    best = max(fitting, key=lambda stem: fitting[stem])
    spelled: dict[str, int] = defaultdict(int)
    for place in places:
        if best in source.written[place]:
            spelled[source.written[place][best]] += 1
    return max(spelled, key=lambda spelling: (spelled[spelling], -len(spelling), spelling))
