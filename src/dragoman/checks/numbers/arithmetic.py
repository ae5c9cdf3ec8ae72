"""Verifies sums that a passage states: "5,000 came, 200 went home, so 4,800 stayed".

Three plain numbers in a row are a sum if words before the third say so ("so", "that leaves", "in all"). A result that
is nearly right is reported; if it is far from right, the numbers were not a sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dragoman.checks.bitext import Bitext, SideText, place_of
from dragoman.language.digits import decimal_text
from dragoman.language.folding import primary
from dragoman.language.quantities.text_quantities import Quantity
from dragoman.problems import Problem

__all__ = ["check"]

_FOLLOWS = {
    "en": r"so|therefore|thus|leaves?|leaving|left|remain\w*|total|altogether|in all|equals|makes|that(?:'s| is)",
    "es": r"así que|entonces|por (?:lo )?tanto|quedan?|quedaban|quedaron|en total|suman?|total",
    "fr": r"donc|alors|restent?|restait|en tout|au total|total|ça fait",
    "de": r"also|somit|bleiben|blieben|übrig|insgesamt|zusammen|macht",
    "pt": r"então|portanto|logo|restam?|restaram|ficam|ficaram|no total|ao todo|total",
    "it": r"quindi|dunque|allora|restano|rimangono|rimasero|in tutto|in totale|totale",
    "ru": r"значит|итого|остал\w+|остаётся|остается|всего|получается|в сумме",
    "ar": r"إذن|إذا|فيبقى|يبقى|بقي|المجموع|أي",
    "fa": r"پس|بنابراین|می‌?ماند|مانده?|ماندند|جمعا|مجموع|یعنی",
    "he": r"אז|לכן|נשאר\w*|נותר\w*|בסך הכל|סך הכל|כלומר",
    "tr": r"yani|demek|kal\w+|toplam\w*|eder|öyleyse",
}
_SAYS = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _FOLLOWS.items()}
_NEAR = Fraction(1, 20)


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for wrong sums on either side. A passage has at most one."""
    for pair in bitext.pairs:
        for name, side in (("the original", pair.source), ("the translation", pair.target)):
            wrong = _find_wrong(side)
            if wrong:
                yield Problem.of(
                    "sum-wrong",
                    "warning",
                    "{side} states a sum that is wrong: {wrong}",
                    place_of(pair),
                    side=name,
                    wrong=wrong,
                )
                break


def _find_wrong(side: SideText) -> str | None:
    says = _SAYS.get(primary(side.language))
    if says is None or len(side.quantities) < 3:
        return None
    plain = [one for one in side.quantities if one.kind in {"number", "money", "measure"} and one.value is not None]
    for first, second, third in zip(plain, plain[1:], plain[2:], strict=False):
        if says.search(side.said, second.end, third.start) and not _is_year(third):
            wrong = _redo(first, second, third)
            if wrong:
                return wrong
    return None


def _redo(first: Quantity, second: Quantity, third: Quantity) -> str | None:
    one, other, stated = first.value, second.value, third.value
    units = {quantity.unit for quantity in (first, second, third)} - {None}
    if one is None or other is None or stated is None or len(units) > 1 or min(one, other) < 2 or first.approximate:
        return None
    results: dict[str, Fraction] = {f"{decimal_text(one)} + {decimal_text(other)}": Fraction(one) + Fraction(other)}
    if one > other:
        results[f"{decimal_text(one)} − {decimal_text(other)}"] = Fraction(one) - Fraction(other)
    if stated in {*results.values(), Fraction(one) * Fraction(other), Fraction(one) / Fraction(other)}:
        return None
    near = [(sum_, result) for sum_, result in results.items() if abs(result - stated) <= Fraction(result) * _NEAR]
    # A number that is only repeated ("5,000 ... 200 ... so those 5,000") is not a sum.
    if len(near) != 1 or stated in {one, other}:
        return None
    return f"{near[0][0]} is {decimal_text(near[0][1])}, not {decimal_text(stated)}"


def _is_year(quantity: Quantity) -> bool:
    return quantity.unit is None and 1000 <= (quantity.value or 0) <= 2100 and "," not in quantity.text
