"""The forms of a word in a text: with endings of cases, plurals and possession, and with joined prefixes.

The endings are those of the grammars: J. Ryding, *A Reference Grammar of Modern Standard Arabic*; J. R. Perry,
*A Tajik Persian Reference Grammar*, and W. M. Thackston, *An Introduction to Persian*; L. Glinert, *The Grammar of
Modern Hebrew*; T. Wade, *A Comprehensive Russian Grammar*; *Duden. Die Grammatik*; G. Lewis, *Turkish Grammar*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import product

from dragoman.language.folding import fold, primary

__all__ = ["find_stems", "word_forms"]


def _list(endings: str) -> tuple[str, ...]:
    """Endings separated by spaces; a dash is the empty ending."""
    return tuple(ending.strip("-") for ending in endings.split())


_SHORT = 4
_SCRIPTS = tuple(
    (lang, re.compile(letters))
    for lang, letters in (("fa", "[پچژگ]"), ("ar", "[ء-ي]"), ("he", "[א-ת]"), ("ru", "[а-яёА-ЯЁ]"))
)
_VOWELS = frozenset("aeiouyаеиоуыэюя")


def word_forms(word: str, language: str, *, is_name: bool) -> frozenset[str]:
    """All forms of a word, folded, without prefixes.

    :param word: one word as its author wrote it, in its dictionary form
    :param language: the BCP 47 tag of the text
    :param is_name: whether it is a name, which takes fewer endings: Tehrani is another name than Tehran
    """
    folded = fold(word, language).replace(" ", "")
    decline = _ENDINGS.get(_find_lang(word, language))
    if decline is None or not folded:
        return frozenset({folded} - {""})
    forms = {folded, *decline(_bare(word), folded, is_name)}
    return frozenset(fold(form, language).replace(" ", "") for form in forms)


def _find_lang(word: str, language: str) -> str:
    """The language whose grammar applies to a word; if it is not known, a language of the word's script."""
    lang = primary(language)
    if lang not in ("und", "mul"):
        return lang
    return next((other for other, letters in _SCRIPTS if letters.search(word)), lang)


def _bare(word: str) -> str:
    """The word in lower case, without vowel signs and invisible characters; its other letters are unchanged."""
    letters = unicodedata.normalize("NFC", word).lower()
    return "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cf"} and letter != "ـ")


def find_stems(word: str, language: str) -> dict[str, bool]:
    """A folded word of a text, and what it may be without joined prefixes, each with whether it is sure.

    The word itself comes first. A result is not sure if a preposition of one letter was removed and three letters or
    fewer are left: then the word is more often another one.
    """
    lang = _find_lang(word, language)
    if lang in _PREFIXES:
        return {word: True} | dict(_PREFIXES[lang](word))
    if lang in _ENDINGS or not word.isalpha():
        return {word: True}
    # The declension of this language is not known.
    return {word: True} | {word[:-cut]: False for cut in (1, 2, 3) if len(word) - cut >= _SHORT}


# Arabic and Persian.

_HAMZA = {"ئ": ("ئ", "ؤ", "ء", ""), "ؤ": ("ؤ", "ئ", "ء", ""), "ء": ("ء", "ئ", "ؤ", "")}
_ARABIC_SUFFIXES = _list("ه ها هم هن هما ك کم ي نا")
_OTHERWISE = {
    "ابو": ("ابا", "ابي"), "أبو": ("أبا", "أبي"), "اخو": ("اخا", "اخي"), "أخو": ("أخا", "أخي"), "ذو": ("ذا", "ذي"),
    "ابن": ("بن",), "بن": ("ابن",),
}  # fmt: skip


def _decline_arabic(word: str, folded: str, is_name: bool) -> Iterator[str]:
    yield from _spell_hamza(word)
    yield from _OTHERWISE.get(word, ())
    if len(folded) < 3:
        return
    if not word.endswith(("ة", "ا", "ى", "اء")):
        yield word + "ا"
    if not is_name:
        stem = word[:-1] + "ت" if word.endswith("ة") else word
        yield from (stem + suffix for suffix in _ARABIC_SUFFIXES)
        yield from (stem + ending for ending in ("ان", "ين", "ون", "ات"))
        if word.endswith("ة"):
            yield word[:-1] + "ات"


def _decline_persian(word: str, folded: str, is_name: bool) -> Iterator[str]:
    yield from _spell_hamza(word)
    if re.search("[اوۀة]$|(?<![او])ه$", word):
        yield from (word + "ی", word + "ئی", word + "یی")
    yield from (word + ending for ending in ("ها", "های", "هایی", "را", "ست", "است"))
    if len(folded) < 3:
        return
    if not is_name:
        yield from (
            word + ending
            for ending in ("ی", "ای", "ان", "ات", "گان", "م", "ت", "ش", "ام", "ات", "اش", "مان", "تان", "شان")
        )
        yield from (f"{word}ها{ending}" for ending in ("یم", "یت", "یش", "یمان", "یتان", "یشان"))
        yield word + "یان" if word.endswith(("ا", "و")) else word
        if word.endswith("ه"):
            yield from (word[:-1] + "گان", word[:-1] + "گی", word + "ی")


def _spell_hamza(word: str) -> Iterator[str]:
    """The spellings of a word with a hamza, which is written over several letters, alone, or left out."""
    choices = [_HAMZA.get(letter, (letter,)) for letter in word]
    if sum(len(choice) > 1 for choice in choices) <= 2:
        yield from ("".join(letters) for letters in product(*choices))


def _strip_arabic(word: str) -> Iterator[tuple[str, bool]]:
    """A word without the conjunctions wa-, fa-, the prepositions bi-, li-, ka-, and the article; li-al- is ``لل``."""
    for conjunction in ("", word[:1]) if word[:1] in "وف" else ("",):
        behind = word[len(conjunction) :]
        yield from _without(word, behind)
        for preposition in ("", behind[:1]) if behind[:1] in "بلک" else ("",):
            rest = behind[len(preposition) :]
            yield from _without(word, rest)
            if rest.startswith("ال"):
                yield from _without(word, rest[2:])
        if behind.startswith("لل"):
            yield from ((stem, len(stem) > 2) for stem in (behind[2:], "ال" + behind[2:], "ال" + behind[1:]) if stem)


def _strip_persian(word: str) -> Iterator[tuple[str, bool]]:
    """A word without ba-, which older spelling joins, va, which is sometimes joined, and the Arabic article."""
    for prefix in ("ال", "وال", "بال", "و", "ب"):
        if word.startswith(prefix) and len(word) - len(prefix) >= (_SHORT if len(prefix) == 1 else 3):
            yield word.removeprefix(prefix), len(prefix) > 1


def _without(word: str, rest: str) -> Iterator[tuple[str, bool]]:
    taken = len(word) - len(rest)
    if taken and len(rest) >= 3:
        yield rest, taken > 1 or len(rest) > 3 or word[0] == "و"


# Hebrew.

_HEBREW_ENDINGS = _list("ת ים ות י ו ה נו ך ם ן כם הם יו יה")
_HEBREW_OWNERS = _list("י ך ו ה נו כם כן ם ן")
_HEBREW_PREFIX = re.compile("^(ו?)(כש|לכש|מש|ש|)([בכלמ]?)(ה?)")


def _decline_hebrew(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if folded.startswith("ו") and not folded.startswith("וו"):
        yield "ו" + folded
    if is_name or len(folded) < 3:
        return
    stem = folded[:-1] if folded.endswith("ה") else folded
    yield from (stem + ending for ending in _HEBREW_ENDINGS)
    if folded.endswith("ה"):
        yield from (f"{stem}ת{ending}" for ending in _HEBREW_OWNERS)
    if folded.endswith(("ימ", "ות")):
        yield from (folded[:-2] + ending for ending in ("", "י", "ה"))


def _strip_hebrew(word: str) -> Iterator[tuple[str, bool]]:
    """A word without the prefixes ve-; ke-she-, she-; be-, ke-, le-, mi-; ha-, in this order; each may be missing."""
    match = _HEBREW_PREFIX.match(word)
    parts = match.groups() if match else ()
    for taken in product(*(("", part) if part else ("",) for part in parts)):
        before = "".join(taken)
        if before and word.startswith(before):
            rest = word[len(before) :]
            if len(rest) >= 3:
                yield rest, len(before) > 1 or len(rest) > 3 or before == "ו"


# Russian.

_HARD = _list("- а у ом ем е ы и ов ев ей ам ами ах")
_SOFT = _list("ь я ю ем е и ью ей ям ями ях")
_SURNAME = _list("- а у ым ом е ы ых ыми")
_MASCULINE = _list("ий ый ой ого его ому ему ым им ом ем ые ие ых их ыми ими")
_FEMININE = _list("ая яя ой ей ою ую юю ые ие ых их ым им ыми ими")
_NEUTER = _list("ое ее ого его ому ему ым им ом ем ые ие ых их ыми ими")
_FLEETING = re.compile("(?<=[^аеёиоуыэюя])[еёо]([^аеёиоуыэюяйь])(ь?)$")
_RUSSIAN: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    # The ending of the nominative, the part of it that is removed, and the endings that replace it.
    (r"[оеё]в$|[иы]н$", (("", (*_SURNAME, *_HARD)),)),
    (r"(?:[оеё]в|[иы]н)а$", (("а", ("а", "ой", "ою", "у", "е", "ы", "ых", "ым", "ыми", "ам", "ами", "ах")),)),
    # Ledgers also contain names in the case in which they were found.
    (
        r"(?:[оеё]в|[иы]н)ой$",
        (("ой", ("а", "ой", "ою", "у", "е", "ы", "ых")), ("ой", _MASCULINE)),
    ),
    (r"[ое]го$", (("ого", (*_MASCULINE, "ое")), ("его", (*_MASCULINE, "ее")))),
    (r"ия$", (("я", ("я", "и", "ю", "ей", "ею", "й", "ям", "ями", "ях")),)),
    (r"[ая]я$", (("яя", _FEMININE), ("ая", _FEMININE), ("я", ("я", "и", "е", "ю", "ей")))),
    (r"ий$", (("ий", _MASCULINE), ("й", ("й", "я", "ю", "ем", "и", "е", "ев", "ям", "ями", "ях")))),
    (r"[ыо]й$", (("ый", _MASCULINE), ("ой", _MASCULINE), ("й", ("й", "я", "ю", "ем", "и", "е", "ев")))),
    (r"й$", (("й", ("й", "я", "ю", "ем", "и", "е", "ев", "ям", "ями", "ях")),)),
    (r"[жчшщ]ь$", (("ь", (*_SOFT, "ам", "ами", "ах")),)),
    (r"ь$", (("ь", _SOFT),)),
    (r"а$", (("а", ("а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею", "ам", "ами", "ах")),)),
    (r"я$", (("я", ("я", "и", "е", "ю", "ей", "ёй", "ею", "ям", "ями", "ях")),)),
    (r"ие$", (("е", ("е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях")), ("ие", _MASCULINE))),
    (r"[ое]е$", (("ое", _NEUTER), ("ее", _NEUTER))),
    (r"ье$", (("е", ("е", "я", "ю", "ем", "и", "ям", "ями", "ях")),)),
    (r"о$", (("о", ("о", "а", "у", "ом", "е", "ам", "ами", "ах")),)),
    (r"[жцчшщ]е$", (("е", ("е", "а", "у", "ем", "", "ам", "ами", "ах")),)),
    (r"[бвгдзклмнпрстфх]е$", (("е", ("е", "я", "ю", "ем", "и", "ей", "ям", "ями", "ях")),)),
    (r"ые$", (("ые", _MASCULINE),)),
    (r"ы$", (("ы", ("ы", "", "ов", "ам", "ами", "ах")),)),
    (r"и$", (("и", ("и", "ей", "ь", "ов", "ам", "ям", "ами", "ями", "ах", "ях")),)),
    (r"[бвгджзклмнпрстфхцчшщ]$", (("", _HARD),)),
)  # fmt: skip
_RUSSIAN_ENDINGS = tuple((re.compile(ending), paradigm) for ending, paradigm in _RUSSIAN)


def _decline_russian(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if len(folded) < 3:
        return
    paradigm = next((paradigm for ending, paradigm in _RUSSIAN_ENDINGS if ending.search(word)), ())
    for gone, endings in paradigm:
        if word.endswith(gone):
            stem = word[: len(word) - len(gone)]
            yield from (stem + ending for ending in endings)
    if not is_name and word.endswith(("а", "я", "о", "и")):
        yield word[:-1] + ("ь" if word.endswith("я") else "")
    if (is_name or len(word) > _SHORT) and (fleeting := _FLEETING.search(word)):
        stem = word[: fleeting.start()] + fleeting[1]
        yield from (stem + ending for ending in (_SOFT if fleeting[2] else _HARD) if ending)


# German, Turkish, and languages in Latin letters of which only plurals are formed.


def _decline_german(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if len(folded) < 3:
        return
    yield from (folded + ending for ending in ("s", "es", "n", "en", "ns", "ens"))
    if not is_name:
        yield from (folded + ending for ending in ("e", "er", "ern", "ens", "se", "sen", "nen"))
        if folded.endswith("e"):
            # A nominalized adjective: der Gefangene, ein Gefangener, dem Gefangenem.
            yield from (folded + ending for ending in ("r", "m"))


_TURKISH = _list(
    "a e ya ye i u yi yu in un nin nun na ne ni nu da de ta te dan den tan ten nda nde ndan nden la le yla yle"
    " lar ler lari leri larin lerin lara lere larda lerde lardan lerden si su sina sine sinda sinde sindan sinden sini"
    " im um imiz umuz miz muz mizin muzun sinin sunun"
)
_TURKISH_NAME = _list("a e ya ye i u yi yu in un nin nun da de ta te dan den tan ten la le yla yle lar ler")
_TURKISH_LOAN = re.compile("(?:[aâ][tlkrf]|[aâ][lr][pbfkt]|[ou][lr])$")
_TURKISH_SOFT = {"p": "b", "t": "d", "k": "g"}


def _decline_turkish(word: str, folded: str, is_name: bool) -> Iterator[str]:
    """The forms without the apostrophe after names, which is often left out."""
    if len(folded) < (_SHORT if is_name else 3):
        return
    endings = tuple(ending for ending in (_TURKISH_NAME if is_name else _TURKISH) if _is_in_harmony(word, ending))
    yield from (folded + ending for ending in endings)
    if not is_name and folded[-1] in _TURKISH_SOFT:
        yield from (folded[:-1] + _TURKISH_SOFT[folded[-1]] + ending for ending in endings if ending[0] in _VOWELS)


def _is_in_harmony(word: str, ending: str) -> bool:
    """Whether an ending is in vowel harmony with a word (a after back vowels, e after front ones); loans take both."""
    vowels = [letter for letter in word if letter in "aıoueiöüâîû"]
    if not vowels or _TURKISH_LOAN.search(word):
        return True
    return ("e" if vowels[-1] in "aıouâû" else "a") not in ending


def _decline_english(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if len(folded) < 3:
        return
    yield folded + "s"
    if folded.endswith(("s", "x", "z", "ch", "sh")):
        yield folded + "es"
    if folded.endswith("y") and folded[-2] not in _VOWELS and not is_name:
        yield folded[:-1] + "ies"


def _decline_iberian(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if len(folded) < 3:
        return
    yield folded + "s"
    if folded[-1] not in _VOWELS:
        yield folded + "es"
    if folded.endswith("z"):
        yield folded[:-1] + "ces"
    if folded.endswith("ao"):
        yield from (folded[:-2] + ending for ending in ("oes", "aes"))
    if folded.endswith("l"):
        yield folded[:-1] + "is"


def _decline_french(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if len(folded) < 3:
        return
    yield folded + "s"
    if not is_name:
        yield folded + "x"
        if folded.endswith("al"):
            yield folded[:-1] + "ux"


def _decline_italian(word: str, folded: str, is_name: bool) -> Iterator[str]:
    if not is_name and len(folded) > 3 and folded[-1] in "aoe":
        yield from (folded[:-1] + ending for ending in "aeoi")


_ENDINGS: dict[str, Callable[[str, str, bool], Iterator[str]]] = {
    "ar": _decline_arabic,
    "fa": _decline_persian,
    "prs": _decline_persian,
    "he": _decline_hebrew,
    "iw": _decline_hebrew,
    "ru": _decline_russian,
    "de": _decline_german,
    "tr": _decline_turkish,
    "en": _decline_english,
    "es": _decline_iberian,
    "pt": _decline_iberian,
    "ca": _decline_iberian,
    "fr": _decline_french,
    "it": _decline_italian,
}
_PREFIXES: dict[str, Callable[[str], Iterator[tuple[str, bool]]]] = {
    "ar": _strip_arabic,
    "fa": _strip_persian,
    "prs": _strip_persian,
    "he": _strip_hebrew,
    "iw": _strip_hebrew,
}
