"""Makes texts comparable: folds them for search, and cuts them into words for scoring. Stored texts are never folded.

The choices and their reasons are in ``docs/normaliser.md``. A change of :func:`words` requires a change of
:data:`NORMALISER`, because figures of different normalisers cannot be compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dragoman.language.digits import decimal_text, find_figures, to_ascii

__all__ = ["NORMALISER", "fold", "fold_letters", "folding_tables", "lower", "primary", "words"]

NORMALISER = "dragoman-1"

# Vowel signs and accents that are often left out, or that search ignores. The signs of Indic and South-East Asian
# scripts are not among them: they are letters.
_SIGNS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08CA, 0x08E1), (0x08E3, 0x08FF), (0x1DC0, 0x1DFF), (0xFE20, 0xFE2F),
)  # fmt: skip
_VOWEL_SIGNS = frozenset(code for first, last in _SIGNS[2:] for code in range(first, last + 1) if code < 0x1DC0)
_ALL_SIGNS = frozenset(code for first, last in _SIGNS for code in range(first, last + 1))

# Invisible characters in the categories of letters and marks: fillers and variation selectors.
_UNSEEN = frozenset((0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, *range(0x180B, 0x1810))) | frozenset(
    (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)

_PERSIAN_LETTERS = dict.fromkeys(map(ord, "يى"), "ی") | {ord("ك"): "ک", ord("ۀ"): "ه", ord("ٱ"): "ا"}
_ARABIC_LETTERS = dict.fromkeys(map(ord, "ىی"), "ي") | {ord("ک"): "ك"} | dict.fromkeys(map(ord, "أإآٱ"), "ا")
_FOLDED_LETTERS = (
    _PERSIAN_LETTERS
    | dict.fromkeys(map(ord, "ةەہھ"), "ه")
    | {ord("ے"): "ی"}
    | dict(zip(map(ord, "ךםןףץ"), "כמנפצ", strict=True))
    | {ord("ø"): "o", ord("đ"): "d", ord("ł"): "l", ord("ı"): "i", ord("æ"): "ae", ord("œ"): "oe", ord("ð"): "d"}
)

_PERSIAN = frozenset({"fa", "prs", "tg"})
_BY_CHARACTER = frozenset({"zh", "yue", "wuu", "ja", "th", "lo", "km", "my", "bo"})
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ‘`´׳](?=\w)|(?<=[א-ת])[\"”״](?=[א-ת])")
_LOOSE_POINT = re.compile(r"(?<!\d)[.:]|[.:](?!\d)")
_PREFIX = re.compile(r"(?<!\S)(ن?می) (?=\S)")
_SUFFIX = re.compile(r"(?<=\S) (های?ی?|تری?ن?)(?!\S)")


@lru_cache(maxsize=1000)
def primary(language: str) -> str:
    """The first subtag of a BCP 47 tag: ``"pt"`` of ``"pt-BR"``."""
    return language.split("-", 1)[0].lower()


def lower(text: str, language: str) -> str:
    """The text casefolded. For Turkish and Azerbaijani the dotted and the dotless i stay different letters."""
    if primary(language) in {"tr", "az"}:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.casefold()


def fold(text: str, language: str) -> str:
    """The text as search compares it: no case, accents, vowel signs, joiners or punctuation; ASCII digits.

    Idempotent. Letters that Arabic and Persian keyboards write differently become the same letter.
    """
    bare = unicodedata.normalize("NFKD", lower(unicodedata.normalize("NFKD", lower(text, language)), language))
    bare = _APOSTROPHE.sub(lambda match: "" if match.group() in '"”״׳' else " ", bare.translate(_NO_SIGNS))
    folded = " ".join(unicodedata.normalize("NFC", bare.translate(_FOLD)).split())
    return _join_affixes(folded) if primary(language) in _PERSIAN else folded


def fold_letters(text: str) -> str:
    """The letters and digits of any language folded one by one; each other visible character becomes a space.

    The result of a text is the concatenation of the results of its characters.
    """
    return unicodedata.normalize("NFKD", text.casefold()).translate(_FOLD_EACH)


@cache
def folding_tables() -> dict[str, object]:
    """The tables of :func:`fold_letters`, for a program in another programming language.

    ``case`` has the characters whose casefolding differs from their lower case, ``gone`` the characters that are
    removed, ``letters`` the letters that are replaced.
    """
    # Above this range, casefolding never differs from lower case.
    characters = map(chr, range(0xFC00))
    return {
        "case": {char: char.casefold() for char in characters if char.casefold() != char.lower()},
        "gone": "".join(map(chr, sorted(_ALL_SIGNS | _UNSEEN | {0x0640}))),
        "letters": {chr(code): letter for code, letter in _FOLDED_LETTERS.items()},
    }


def words(text: str, language: str) -> tuple[str, ...]:
    """The words that an error rate counts; single characters in scripts without spaces between words.

    Words in brackets are included, accents are kept, and figures lose their separators (German ``43.000`` is
    ``43000``).
    """
    lang = primary(language)
    plain = _plain_figures(unicodedata.normalize("NFC", text), language)
    bare = _APOSTROPHE.sub("", lower(plain, language).translate(_NO_VOWEL_SIGNS))
    letters = _ARABIC_LETTERS if lang == "ar" else _PERSIAN_LETTERS
    spaced = " ".join(_LOOSE_POINT.sub(" ", bare.translate(letters).translate(_WORDS)).split())
    if lang in _PERSIAN:
        spaced = _join_affixes(spaced)
    return _by_character(spaced) if lang in _BY_CHARACTER else tuple(spaced.split())


def _plain_figures(text: str, language: str) -> str:
    out, done = [], 0
    for start, end, figure in find_figures(text, language):
        out += [text[done:start], decimal_text(figure.value)]
        done = end
    return to_ascii("".join([*out, text[done:]]))


def _join_affixes(text: str) -> str:
    """The text with some Persian affixes joined to their word; they may be written joined, half-joined or apart."""
    return _SUFFIX.sub(r"\1", _PREFIX.sub(r"\1", text))


def _by_character(text: str) -> tuple[str, ...]:
    out: list[str] = []
    open_run = False
    for char in text:
        alone = _UNSPACED.match(char) is not None
        if unicodedata.category(char).startswith("M") and out:
            out[-1] += char
        elif char == " ":
            open_run = False
        elif open_run and not alone:
            out[-1] += char
        else:
            out.append(char)
            open_run = not alone
    return tuple(out)


class _Letters(dict[int, str | None]):
    """A table for ``str.translate`` that is filled when a character first occurs."""

    def __init__(self, *, signs: frozenset[int], letters: dict[int, str], kept: str | None) -> None:
        super().__init__()
        self._signs = signs
        self._letters = letters
        self._kept = kept

    def __missing__(self, code: int) -> str | None:
        self[code] = found = self._find(code)
        return found

    def _find(self, code: int) -> str | None:
        char = chr(code)
        category = unicodedata.category(char)
        if code in self._signs or code == 0x0640 or category == "Cf":
            return None
        if self._kept is None or code in self._letters or category[0] in "LM" or char in self._kept:
            return self._letters.get(code, char)
        if category[0] == "N":
            digit = unicodedata.decimal(char, None)
            return char if digit is None else str(digit)
        if self._kept and (category == "Sc" or char in "%٪"):
            return f" {'%' if char == '٪' else char} "
        return " "


_NO_SIGNS = _Letters(signs=_ALL_SIGNS, letters={}, kept=None)
_NO_VOWEL_SIGNS = _Letters(signs=_VOWEL_SIGNS, letters={}, kept=None)
_FOLD = _Letters(signs=_ALL_SIGNS, letters=_FOLDED_LETTERS, kept="")
_FOLD_EACH = _Letters(signs=_ALL_SIGNS | _UNSEEN, letters=_FOLDED_LETTERS, kept="")
_WORDS = _Letters(signs=_VOWEL_SIGNS, letters={}, kept=".:")
