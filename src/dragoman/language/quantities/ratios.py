"""Joins shares of two numbers: "one in ten", "tres de cada cuatro", "un enfant sur deux", "каждый третий из десяти"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from dragoman.language.digits import exact
from dragoman.language.quantities.quantity import Quantity

__all__ = ["join_ratios"]

# The words directly before the whole, and the words for one as a part, which are an article in many languages.
_OUT_OF = {
    "en": r"(?:in|out of)(?: every| each)?|of (?:every|each)",
    "es": r"de cada", "fr": r"sur", "de": r"von", "it": r"su(?: ogni)?",
    "pt": r"(?:de|em) cada", "ru": r"из(?: каждых| кажд\w+)?", "ar": r"من(?: بين)?(?: كل| أصل)",
    "he": r"מתוך(?: כל)?|מכל",
}  # fmt: skip
_ONE = {
    "en": "one", "es": "un[oa]?", "fr": "une?", "de": "eine?[rs]?", "it": "un[oa]?", "pt": "uma?", "ru": "один|одна",
    "ar": "واحدا?|واحدة", "he": "אחד|אחת",
}  # fmt: skip
_MOST = 1000
_PART_BEFORE = {
    language: re.compile(rf"\b(?:{_ONE[language]})\b(?: \w+){{0,2}} (?:{words}) ?$", re.IGNORECASE)
    for language, words in _OUT_OF.items()
}
_BETWEEN = {
    language: re.compile(rf"(?: \w+){{0,2}} (?:{words}) ?", re.IGNORECASE) for language, words in _OUT_OF.items()
}


def join_ratios(text: str, quantities: Sequence[Quantity], language: str) -> tuple[Quantity, ...]:
    """The quantities of a text, with two that state a share joined into one.

    :param language: the first subtag of a BCP 47 tag
    """
    if language not in _OUT_OF or not any(_may_be_whole(one) for one in quantities):
        return tuple(quantities)
    found: list[Quantity] = []
    for quantity in quantities:
        joined = _join(text, found, quantity, language) if _may_be_whole(quantity) else None
        found.append(joined or quantity)
    return tuple(found)


def _may_be_whole(quantity: Quantity) -> bool:
    value = quantity.value
    return (
        quantity.kind == "number" and quantity.unit is None and value is not None
        and value.denominator == 1 and 2 <= value <= _MOST
    )  # fmt: skip


def _join(text: str, found: list[Quantity], whole: Quantity, language: str) -> Quantity | None:
    before = found[-1] if found else None
    if (
        before is not None
        and _may_be_part(before, whole)
        and _BETWEEN[language].fullmatch(text, before.end, whole.start)
    ):
        found.pop()
        part, start = before.value or 1, before.start
    else:
        article = _PART_BEFORE[language].search(text, max(0, whole.start - 60), whole.start)
        if article is None or (before is not None and before.end > article.start()):
            return None
        part, start = 1, article.start()
    size = whole.value or 1
    return msgspec.structs.replace(
        whole,
        start=start,
        text=text[start : whole.end],
        kind="fraction",
        value=exact(Fraction(part) / Fraction(size)),
        # One in two is as weak as the word "half".
        weak=2 * part == size,
        parts=(size,) if part == 1 else (part, size),
    )


def _may_be_part(part: Quantity, whole: Quantity) -> bool:
    if part.kind != "number" or part.unit is not None or part.value is None or part.value.denominator > 1:
        return False
    return 1 <= part.value < (whole.value or 0)
