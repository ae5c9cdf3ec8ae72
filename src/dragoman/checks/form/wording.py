"""Checks numbers, percentages, dates, titles and avoided words against the style guide (``[style]``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.checks.bitext import Bitext, SideText, place_of
from dragoman.checks.form.style_guide import StyleGuide
from dragoman.language.folding import primary
from dragoman.language.quantities.text_quantities import Quantity
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.problems import Problem
from dragoman.transcript.text import Struck, plain

__all__ = ["check"]

_LAST_WORD = {"words-to-nine": 9, "words-to-ten": 10, "words-to-twelve": 12, "words-to-hundred": 100, "figures": 0}
_NUMBERS = {
    "words-to-nine": "numbers to nine are written in words, others in figures",
    "words-to-ten": "numbers to ten are written in words, others in figures",
    "words-to-twelve": "numbers to twelve are written in words, others in figures",
    "words-to-hundred": "numbers to a hundred, and round ones, are written in words, others in figures",
    "figures": "numbers are written in figures",
}
# A figure after one of these is a label: Article 5, No. 7.
_LABELS = re.compile(
    r"(?:\b(?:art(?:icle|ículo|icolo|igo)?|chap(?:ter|itre)?|page|pages?|pp?|no|nos|nr|number|line|room|block|cell|ward"
    r"|level|grade|channel|route|section|act|verse|volume|vol|part|day|phase|point|step|version)\.?|[#№:/+−-])\s*$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[%٪]")
_TWO_WORDS = re.compile(r"\bper\s+cent\b", re.IGNORECASE)
_ONE_WORD = re.compile(r"\bpercent\b", re.IGNORECASE)
_PERCENT = {"sign": "12%", "sign-spaced": "12 %", "word": "12 percent", "two-words": "12 per cent"}
_DATES = {"day-first": "8 January 1978", "month-first": "January 8, 1978", "iso": "1978-01-08"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# "From 8 to 16 March": the first figure is a date and looks like a number.
_DAY_ALONE = re.compile(r"\d{1,2}\S{0,2}")
_MONTH_FIRST = re.compile(r"[^\W\d_]+\.? \d{1,2}(?!\d)")
_DAY_FIRST = re.compile(r"\d{1,2}[^\s\d]{0,2} (?:of |de )?[^\W\d_]")
_FIGURES_ONLY = re.compile(r"[\d\s./-]+")
# Characters after which a sentence begins.
_OPENS = SENTENCE_ENDS | frozenset('“"—:')
_TITLES = {
    "stop": re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\b(?!\.)(?=\s+[A-Z])"),
    "no-stop": re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.(?=\s+[A-Z])"),
}


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each rule or avoided word and passage; none without a style guide."""
    style_guide = bitext.style_guide
    if style_guide is None:
        return
    for pair in bitext.pairs:
        side, where = pair.target, place_of(pair)
        words = plain(side.text or (), without=(Struck,))
        if style_guide.numbers and (number := _find_number(side, style_guide.numbers)):
            yield Problem.of(
                "style-number",
                "note",
                f"{_NUMBERS[style_guide.numbers]} by the style guide: “{{number}}”",
                where,
                number=number,
            )
        if style_guide.percent and (share := _find_percent(side, style_guide.percent)):
            message = f"a share is written “{_PERCENT[style_guide.percent]}” by the style guide: “{{share}}”"
            yield Problem.of("style-percent", "note", message, where, share=share)
        if style_guide.dates and (date := _find_date(side, style_guide.dates)):
            message = f"a date is written “{_DATES[style_guide.dates]}” by the style guide: “{{date}}”"
            yield Problem.of("style-date", "note", message, where, date=date)
        if (
            style_guide.titles
            and primary(side.language) == "en"
            and (title := _TITLES[style_guide.titles].search(words))
        ):
            how = "has a full stop" if style_guide.titles == "stop" else "has no full stop"
            yield Problem.of("style-title", "note", f"“{{title}}” {how} by the style guide", where, title=title.group())
        for used, instead in _find_unused(style_guide, words):
            better = f", “{instead}” is" if instead else ""
            yield Problem.of(
                "style-word", "note", f"“{{used}}” is not used by the style guide{better}", where, used=used
            )


def _find_number(side: SideText, wanted: str) -> str | None:
    last = _LAST_WORD[wanted]
    for quantity in side.quantities:
        if quantity.kind != "number" or quantity.unit or quantity.weak or quantity.value is None:
            continue
        in_figures = any(character.isdigit() for character in quantity.text)
        whole = quantity.value == int(quantity.value) and quantity.value >= 0
        round_ = wanted == "words-to-hundred" and not in_figures and quantity.value % 100 == 0
        if whole and not round_ and in_figures == (quantity.value <= last) and not _is_label(side, quantity):
            return quantity.text
    return None


def _is_label(side: SideText, quantity: Quantity) -> bool:
    """Whether a figure is part of a label, or a number in words begins a sentence, where the rule does not apply."""
    before = side.said[max(0, quantity.start - 16) : quantity.start]
    if any(character.isdigit() for character in quantity.text):
        return bool(_LABELS.search(before)) or side.said[quantity.end : quantity.end + 1] in ("-", "/", ":", "%")
    return not before.strip() or before.rstrip()[-1] in _OPENS


def _find_percent(side: SideText, wanted: str) -> str | None:
    for quantity in side.quantities:
        if quantity.kind == "percent" and not _fits(quantity.text, wanted, side.language):
            return quantity.text
    return None


def _fits(share: str, wanted: str, language: str) -> bool:
    if wanted in ("sign", "sign-spaced"):
        if not any(character.isdigit() for character in share):
            return True
        sign = _SIGN.search(share)
        return sign is not None and (share[: sign.start()] != share[: sign.start()].rstrip()) == (
            wanted == "sign-spaced"
        )
    if _SIGN.search(share):
        return False
    if primary(language) != "en":
        return True
    return not (_TWO_WORDS if wanted == "word" else _ONE_WORD).search(share)


def _find_date(side: SideText, wanted: str) -> str | None:
    for quantity in side.quantities:
        date = quantity.date
        if quantity.kind == "date" and date is not None and date.day and date.month and not _is_date(quantity, wanted):
            return quantity.text
    return None


def _is_date(quantity: Quantity, wanted: str) -> bool:
    if _ISO.fullmatch(quantity.text.strip()):
        return wanted == "iso"
    if _DAY_ALONE.fullmatch(quantity.text):
        return True
    if wanted == "iso" or _FIGURES_ONLY.fullmatch(quantity.text):
        return False
    return not (_MONTH_FIRST if wanted == "day-first" else _DAY_FIRST).match(quantity.text)


def _find_unused(style_guide: StyleGuide, words: str) -> Iterator[tuple[str, str]]:
    for word, instead in style_guide.words:
        found = _pattern(word).search(words)
        if found:
            yield found.group(), instead


@lru_cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
