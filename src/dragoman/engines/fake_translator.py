"""``fake-llm``, a translator for tests and for trying Dragoman out. It needs no model and translates nothing.

It replaces each word by made-up syllables of about the same length in letters of the target language, and keeps
numbers, marks and punctuation. The same word always gets the same syllables. Nobody can take them for a translation.
"""

from __future__ import annotations

import re
import zlib

import msgspec

from dragoman.engines.base import TranslationReply, TranslationRequest, TranslatorSetup, TranslatorTraits, Usage
from dragoman.language.folding import primary
from dragoman.language.quantities.text_quantities import Quantity, find_quantities
from dragoman.notation import parse_text, serialize_text
from dragoman.transcript.document import Engine
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import Inline, Text, Wrapper

__all__ = ["FakeTranslator"]

_SYLLABLES = {
    "ar": ("بام", "لوت", "ميب", "نيك", "تود", "راف", "صول", "كيف"),
    "fa": ("بام", "لوت", "میپ", "نیک", "تود", "راف", "سول", "کیو"),
    "he": ("באמ", "לוט", "מיפ", "ניק", "טוד", "ראפ", "סול", "קיו"),
    "ru": ("бам", "лот", "мип", "нек", "туд", "раф", "сол", "кив"),
}
_LATIN = ("bam", "lot", "mip", "nek", "tud", "raf", "sol", "kiv")
_SIGNS = str.maketrans({"؟": "?", "،": ",", "؛": ";", "۔": ".", "¿": None, "¡": None, "。": ".", "，": ","})
_WORD = re.compile(r"[^\W_]+(?:[’'\u200c][^\W_]+)*")
_OPENING = re.compile(r"\A\s*[^\W\d]|[.!?]\s+[^\W\d]")
"""The first letter of a sentence."""
_TOKEN = 4


class FakeTranslator:
    """A translator that takes ten passages in a request and four requests at a time, and keeps the notation."""

    def __init__(self, setup: TranslatorSetup) -> None:
        self._target = setup.target
        self._concurrency = setup.concurrency or 4

    @property
    def identity(self) -> Engine:
        """Name and model."""
        return Engine(name="fake-llm", model="made-up words")

    @property
    def traits(self) -> TranslatorTraits:
        """Traits as a language model on this machine has them."""
        return TranslatorTraits(context=True, notation=True, passages=10, concurrency=self._concurrency)

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Made-up words for every passage."""
        targets = tuple((passage.id, self._write(passage.text, request)) for passage in request.passages)
        sent = sum(len(passage.text) for passage in request.passages) // _TOKEN
        received = sum(len(text) for _, text in targets) // _TOKEN
        return TranslationReply(targets=targets, usage=Usage(sent, received))

    def _write(self, text: str, request: TranslationRequest) -> str:
        parsed, _ = parse_text(text)
        return " ".join(serialize_text(self._write_text(parsed, request)).split("\n"))

    def _write_text(self, text: Text, request: TranslationRequest) -> Text:
        return tuple(self._write_inline(inline, request) for inline in text)

    def _write_inline(self, inline: Inline, request: TranslationRequest) -> Inline:
        if isinstance(inline, str):
            return self._write_words(inline, request)
        if isinstance(inline, Wrapper):
            return msgspec.structs.replace(inline, content=self._write_text(inline.content, request))
        return inline

    def _write_words(self, words: str, request: TranslationRequest) -> str:
        """Made-up words, except that numbers become figures and terms their preferred rendering."""
        pieces: list[str] = []
        done = 0
        for start, end, shown in _find_kept(words, request):
            pieces += [self._make_up(words[done:start]), shown]
            done = end
        made = "".join([*pieces, self._make_up(words[done:])])
        return _OPENING.sub(lambda match: match[0].upper(), made)

    def _make_up(self, words: str) -> str:
        syllables = _SYLLABLES.get(primary(self._target), _LATIN)

        def make(match: re.Match[str]) -> str:
            word = match[0]
            digits = zlib.crc32(word.casefold().encode())
            count = max(1, round(len(word) / 3))
            made = "".join(syllables[digits >> 3 * place & 7] for place in range(count))
            return made.capitalize() if word[0].isupper() else made

        return _WORD.sub(make, words.translate(_SIGNS))


def _find_kept(words: str, request: TranslationRequest) -> list[tuple[int, int, str]]:
    """The terms and numbers of a text, as (start, end, replacement), in order and without overlaps."""
    kept = [found for term in request.terms if (found := _find_term(words, term))]
    numbers = find_quantities(words, request.source or "und")
    kept += [(n.start, n.end, _show(n)) for n in numbers if not n.weak]
    chosen: list[tuple[int, int, str]] = []
    for start, end, shown in sorted(kept):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end, shown))
    return chosen


def _find_term(words: str, term: Term) -> tuple[int, int, str] | None:
    for spelling in term.source if term.target else ():
        start = words.find(spelling)
        if start >= 0:
            return start, start + len(spelling), term.target[0]
    return None


def _show(number: Quantity) -> str:
    """A number or a date in figures; anything else as it is written."""
    date = number.date
    if number.kind == "date" and date is not None and date.year is not None and date.calendar == "gregorian":
        parts = (f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part is not None))
        return "-".join(parts)
    if number.kind == "number" and number.value is not None and number.value == int(number.value):
        return str(int(number.value))
    return number.text
