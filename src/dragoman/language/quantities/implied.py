"""Quantities that a text states without a number: one by an article, ten years by "a decade", a few by "some"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.language.digits import Number
from dragoman.language.folding import primary
from dragoman.language.quantities.quantity import Quantity
from dragoman.language.quantities.units import in_base

__all__ = ["is_implied"]

_COUNTED = frozenset({"number", "ordinal", "fraction", "money", "measure"})
_DUALS = {"ar": r"\w{3,}(?:ان|ين)", "he": r"\w{2,}יים"}

# The largest number that "a few" may mean, and the largest difference of the ends of such a range.
_FEW = 10
_APART = 5
_PAIR = 2

_VAGUE = {
    "en": r"couple|few|several|some|handful|once or twice|two or so|an? \w+ or two",
    "es": r"par|pocos|pocas|algun\w+|vari[oa]s|puñado|cuantos|cuantas",
    "fr": r"quelques?|plusieurs|poignée|peu de",
    "de": r"paar|einige\w?|mehrere\w?|wenige\w?|Handvoll",
    "pt": r"par|poucos|poucas|algun\w*|algumas|vári[oa]s|punhado",
    "it": r"paio|poch[ie]|qualche|alcun[ei]|divers[ei]|manciata",
    "ru": r"пар[аыу]|несколько|нескольких|немного|горстка|кое-какие",
    "ar": r"بضع\w*|عدة|قليل\w*|بعض|حفنة|\w+ين",
    "fa": r"چند\w*|یکی دو|تعدادی|معدودی|بضع",
    "he": r"כמה|מספר|אחדים|אחדות|קומץ|\w+יים",
    "tr": r"birkaç|bir kaç|bazı|bir avuç|tek tük",
}

# Nouns that state an amount: the amount in the base of its unit, and the nouns by language.
_SPANS: dict[tuple[Number, str | None], dict[str, str]] = {
    in_base(10, "year"): {
        "en": "decade", "es": "década|decenio", "fr": "décennie", "de": r"Jahrzehnt\w*", "pt": "década|decênio|decénio",
        "it": "decennio",
        "ru": r"десятилети\w+", "ar": r"\w*عقد\w*", "fa": r"دهه\w*", "he": r"\w?עשור", "tr": r"on yıl\w*",
    },
    in_base(100, "year"): {
        "en": "century", "es": "siglo", "fr": "siècle", "de": r"Jahrhundert\w*", "pt": "século", "it": "secolo",
        "ru": r"век\w*|столети\w+", "ar": r"\w*قرن\w*", "fa": r"قرن\w*|سده\w*", "he": r"\w?מאה",
        "tr": r"asır\w*|asr\w+|yüzyıl\w*",
    },
    in_base(50, "year"): {"he": "יובל"},
    in_base(2, "week"): {"en": "fortnight"},
    in_base(15, "day"): {"en": "fortnight|couple of weeks"},
    in_base(8, "day"): {"en": "week"},
    in_base(1, "week"): {"en": "week", "es": "semana", "fr": "semaine", "de": "Woche", "pt": "semana",
        "it": "settimana"},
    in_base(24, "h"): {
        "en": "day|day and night|round the clock|around the clock", "de": "Tag|rund um die Uhr", "ru": "сутки|суток",
        "es": "día", "fr": "jour|jour et nuit", "it": "giorno|giornata", "pt": "dia", "ar": r"\w*يوم\w*",
        "fa": r"شبانه\W?روز|روز", "he": "יממה|יום", "tr": "gün",
    },
    in_base(2, "month"): {"es": "bimestre", "it": "bimestre", "pt": "bimestre"},
    in_base(3, "month"): {
        "de": "Quartal|Trimester", "ru": r"квартал\w*|триместр\w*", "en": "quarter|trimester", "fr": "trimestre",
        "es": "trimestre", "it": "trimestre", "pt": "trimestre", "he": r"\w?רבעון", "fa": r"سه\W?ماهه|فصل",
        "tr": r"çeyre[kğ]\w*",
    },
    in_base(4, "month"): {"es": "cuatrimestre", "it": "quadrimestre", "pt": "quadrimestre"},
    in_base(6, "month"): {
        "de": "Semester", "es": "semestre", "it": "semestre", "pt": "semestre", "fr": "semestre", "en": "semester",
        "ru": r"семестр\w*|полугоди\w+", "he": r"\w?סמסטר", "fa": r"نیم\W?سال", "tr": r"yarıyıl\w*|sömestr\w*",
    },
    in_base(2, "year"): {"es": "bienio", "it": "biennio", "pt": "bi[êé]nio"},
    in_base(3, "year"): {"es": "trienio", "it": "triennio", "pt": "tri[êé]nio"},
    in_base(5, "year"): {"es": "lustro|quinquenio", "it": "lustro|quinquennio", "pt": "lustro|quinqu[êé]nio"},
    in_base(6, "year"): {"es": "sexenio"},
    in_base(1, "year"): {"en": "year", "es": "año", "fr": "an|année", "de": r"Jahr\w*", "pt": "ano", "it": "anno",
        "ru": r"год\w*", "ar": r"\w*سنة|\w*عام", "fa": "سال", "he": r"\w?שנה", "tr": r"yıl\w*|sene\w*"},
    in_base(1, "h"): {"en": "hour", "es": "hora", "fr": "heure", "de": "Stunde", "pt": "hora", "it": "ora", "ru": "час",
        "ar": r"\w*ساعة", "fa": "ساعت", "he": r"\w?שעה", "tr": "saat"},
    in_base(20, None): {"fr": "vingtaine", "it": "ventina", "es": "veintena"},
    in_base(30, None): {"fr": "trentaine", "it": "trentina", "es": "treintena"},
    in_base(40, None): {"fr": "quarantaine", "it": "quarantina", "es": "cuarentena"},
    in_base(50, None): {"fr": "cinquantaine", "it": "cinquantina", "es": "cincuentena"},
    in_base(60, None): {"fr": "soixantaine", "it": "sessantina"},
    in_base(12, None): {"es": "docena", "fr": "douzaine", "it": "dozzina", "pt": "dúzia", "de": "Dutzend",
        "ru": r"дюжин\w", "en": "dozen", "ar": r"\w*دزين\w*", "fa": "دوجین", "tr": "düzine", "he": r"\w?תריסר"},
    in_base(100, "g"): {"it": "etto"},
}  # fmt: skip
# Words that imply two.
_TWO = {
    "en": r"(?:every|each) (?:other|second)|alternate|neither|either|both|pair|couple|twins?|twice"
    r"|each other|together",
    "es": r"amb[oa]s|ni un[oa] ni otr[oa]|gemel[oa]s|junt[oa]s|par|pareja",
    "fr": r"ni l.une? ni|jumeaux|ensemble|paire",
    "de": r"beide\w?|Zwillinge?|zusammen|Paar|weder", "it": r"entramb[ie]|né l.un|gemell[ie]|insieme|paio|coppia",
    "pt": r"amb[oa]s|gême[oa]s|junt[oa]s|par|casal", "ru": r"об[ае]|обоих|обеих|близнец\w+|вместе|пар\w",
    "ar": r"\w*كلا\w*|\w*كلت\w*|توأم\w*|معا|\w*زوج\w*", "fa": r"هر دو|هردو\w*|دوقلو\w*|با هم|جفت",
    "he": r"\w?שני[הנ]\w|\w?שתי[הנ]\w|תאומים|ביחד|זוג", "tr": r"ikisi\w*|ikimiz\w*|ikiz\w*|birlikte|çift",
}  # fmt: skip


def _patterns(words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {language: re.compile(rf"\b(?:{found})\b", re.IGNORECASE) for language, found in words.items()}


_IS_DUAL = _patterns(_DUALS)
_IS_VAGUE = _patterns(_VAGUE)
_IS_TWO = _patterns(_TWO)
_IS_SPAN = {amount: _patterns(words) for amount, words in _SPANS.items()}


def is_implied(quantity: Quantity, text: str, language: str, found: Sequence[Quantity] = ()) -> bool:
    """Whether a text may state a quantity without a number: by grammar, by a noun, or vaguely.

    :param text: the other language's text, in which no such quantity was found
    :param found: the quantities of that text; the "dozen" of "half a dozen" does not imply twelve
    """
    lang = {"prs": "fa", "iw": "he"}.get(primary(language), primary(language))
    if quantity.kind not in _COUNTED or quantity.unit == "%":
        return False
    if quantity.low is not None and quantity.high is not None:
        small = quantity.high <= _FEW and quantity.high - quantity.low <= _APART
        return small and quantity.kind in {"number", "measure"} and _says(_IS_VAGUE, text, lang)
    if quantity.value is None:
        return False
    spoken = not any(map(str.isdigit, quantity.text))
    if spoken and quantity.value == 1:
        return True
    words = [_IS_DUAL, _IS_TWO] if spoken and quantity.value == 2 else []
    words.append(_IS_SPAN.get(in_base(quantity.value, quantity.unit), {}))
    if not any(_says(patterns, text, lang) for patterns in words):
        return False
    # Removing the other quantities from the text takes longer than the search above, so it is done last.
    text = _without(text, [one for one in found if not _is_small(one) and not _is_equal(one, quantity)])
    return any(_says(patterns, text, lang) for patterns in words)


def _says(patterns: dict[str, re.Pattern[str]], text: str, language: str) -> bool:
    pattern = patterns.get(language)
    return pattern is not None and pattern.search(text) is not None


def _is_small(quantity: Quantity) -> bool:
    """Whether it is one or two in words that often state no amount, as in "a couple of weeks"."""
    return quantity.weak and (quantity.value or 0) <= _PAIR


def _is_equal(one: Quantity, other: Quantity) -> bool:
    return in_base(one.value or 0, one.unit) == in_base(other.value or 0, other.unit)


def _without(text: str, quantities: Sequence[Quantity]) -> str:
    """The text with spaces in place of the quantities."""
    characters = list(text)
    for one in quantities:
        characters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(characters)
