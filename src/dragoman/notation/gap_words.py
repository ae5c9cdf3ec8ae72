"""Words of many languages, without a key, for what is missing, for silence and for slips: ``[غير مسموع]``, ``[كذا]``.
The keys are folded by :func:`fold_remark`. The tables only recognise the words; a mark keeps them as they were typed.
"""

from __future__ import annotations

import re

from dragoman.transcript.text import Gap, Inline, Pause, Sic

__all__ = [
    "LOST",
    "LOST_SIGNS",
    "OMITTED",
    "OMITTED_SIGNS",
    "PAUSES",
    "PAUSE_SIGNS",
    "SLIPS",
    "SLIP_SIGNS",
    "fold_remark",
    "names_loss",
    "names_omission",
    "names_silence",
    "names_slip",
    "without_own_words",
]

LOST_SIGNS = frozenset({"inaudible", "unintelligible", "ui", "ia", "xxx", "xx"})
"""Signs of publishers, which each of them writes in its own way; a mark does not keep them."""

LOST = LOST_SIGNS | {
    "indistinct", "words indistinct", "word indistinct", "incomprehensible",
    "indecipherable", "unclear", "not clear", "inaudible word", "inaudible words", "audio lost", "sound lost",
    "unverständlich", "inaudibles", "incompréhensible", "indistinct words", "ininteligible", "inaudible palabra",
    "incomprensibile", "inudibile", "impercettibile", "ininteligível", "inaudível", "неразборчиво", "неслышно",
    "unv", "unverst", "unverständl", "unverständliches wort", "неразб",
    "нрзб", "anlaşılmıyor", "duyulmuyor", "לא ברור", "לא נשמע", "לא מובן",
    "نامفهوم", "نا مفهوم", "ناواضح", "شنیده نمی‌شود", "شنیده نمیشود", "غير مسموع", "غير واضح", "غير مفهوم",
    "niezrozumiałe", "niesłyszalne", "niewyraźne", "onverstaanbaar", "нерозбірливо", "ناقابل فہم", "سنائی نہیں دیا",
    "听不清", "聽不清", "聞き取れず", "聞き取り不能",
}  # fmt: skip

PAUSE_SIGNS = frozenset({"pause"})
"""The notation's own word, which a mark does not keep."""

PAUSES = PAUSE_SIGNS | {
    "long pause", "short pause", "brief pause", "silence", "long silence", "pauses", "pausing",
    "stille", "schweigen", "silencio", "pausa", "silenzio", "silêncio", "пауза", "молчание", "sessizlik",
    "cisza", "długa cisza", "pauza", "milczenie", "stilte", "тиша", "خاموشی",
    "مکث", "سکوت", "صمت", "وقفة", "שתיקה", "הפסקה",
}  # fmt: skip

OMITTED_SIGNS = frozenset({"...", "…", ". . ."})
"""The notation's own signs, which a mark does not keep."""

OMITTED = OMITTED_SIGNS | {
    "passage omitted", "passages omitted", "text omitted", "portion omitted", "words omitted", "omitted", "abridged",
    "cut", "snip", "auslassung", "gekürzt", "passage supprimé", "coupure", "omissis", "texto omitido", "omitido",
    "trecho omitido", "brano omesso", "пропуск", "пропущено", "محذوف", "حُذف", "حذف شده", "بخش حذف شده",
    "הושמט", "pominięto",
}  # fmt: skip

SLIP_SIGNS = frozenset({"sic"})
"""The notation's own word, which a mark does not keep."""

# Words for "said exactly so"; FBIS has its own.
SLIPS = SLIP_SIGNS | {
    "as heard", "as received", "as published", "as spoken", "so in the original", "so im original", "کذا", "كذا",
    "هكذا في الأصل", "так в оригинале", "כך במקור",
}  # fmt: skip

_OMITTED_PART = re.compile(r"(?:\S+ ){1,6}omitted(?: (?:by|for|from|here|at)\b.{0,60})?")
_EDGES = " \t\n\u00a0.,;:!…–—-'\"“”‘’«»*_"
_CLOCK = re.compile(r"\(?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?\)?")


def fold_remark(content: str) -> str:
    """The words in brackets in the form of these tables: casefolded, without punctuation at the ends."""
    return " ".join(content.casefold().split()).strip(_EDGES)


def names_loss(words: str) -> bool:
    """Whether words, perhaps with the time at which it is, say by themselves that speech is inaudible."""
    return fold_remark(_CLOCK.sub("", words)) in LOST - LOST_SIGNS


def names_silence(words: str) -> bool:
    """Whether words, perhaps with the time at which it is, say by themselves that nobody speaks."""
    return fold_remark(_CLOCK.sub("", words)) in PAUSES - PAUSE_SIGNS


def names_omission(words: str) -> bool:
    """Whether words, perhaps with the time at which it is, say by themselves that something was left out."""
    key = fold_remark(_CLOCK.sub("", words))
    return key in OMITTED - OMITTED_SIGNS or _OMITTED_PART.fullmatch(key) is not None


def names_slip(words: str) -> bool:
    """Whether words say by themselves that the words before them were said exactly so."""
    return fold_remark(words) in SLIPS - SLIP_SIGNS


def without_own_words(inline: Inline) -> Inline:
    """A gap, a pause or a slip without its author's words for it, which are in the language of its text."""
    if isinstance(inline, Gap) and inline.reason == "inaudible" and names_loss(inline.description or ""):
        return Gap(inline.reason, inline.duration)
    if isinstance(inline, Gap) and inline.reason == "omitted" and names_omission(inline.description or ""):
        return Gap(inline.reason, inline.duration)
    if isinstance(inline, Sic):
        return Sic(inline.content, inline.correction)
    if isinstance(inline, Pause) and names_silence(inline.description or ""):
        return Pause(inline.duration)
    return inline
