"""Numbers and units that are another's."""

from __future__ import annotations

import random
import re

from benchmarks.seeds.fault_injection import FaultSite, Planted, edit_one, find

__all__ = ["change_digit", "change_number_word", "change_size", "confuse_teens", "swap_unit"]


def change_digit(site: FaultSite, chance: random.Random) -> Planted | None:
    return edit_one(site, find(site, _FIGURE, lambda found: _other_digit(found, chance)), chance)


_FIGURE = re.compile(r"(?<![\d.,:])\d+(?:[.,:]\d+)*")


def _other_digit(found: re.Match[str], chance: random.Random) -> str:
    text = found[0]
    places = [place for place, character in enumerate(text) if character.isdigit()]
    # A year of another millennium or a clock time past midnight would be seen by anybody.
    likely = places[-1:] if ":" in text else places[-2:] if len(text) == 4 and text.isdigit() else places
    place = chance.choice(likely)
    digits = [digit for digit in "123456789" if digit != text[place]]
    return text[:place] + chance.choice(digits) + text[place + 1 :]


def change_size(site: FaultSite, chance: random.Random) -> Planted | None:
    return edit_one(site, find(site, _PLAIN_FIGURE, _tenfold), chance)


# Neither a year nor part of a time, a decimal or a date.
_PLAIN_FIGURE = re.compile(
    r"(?<![\d.,:/])(?!(?:1[0-9]{3}|20[0-9]{2})(?!,?\d))\d{1,3}(?:,?\d{3})*(?![\d:/]|[.,]\d|-?(?:st|nd|rd|th)\b)"
)


def _tenfold(found: re.Match[str]) -> str:
    value = int(found[0].replace(",", ""))
    new = value // 10 if value >= 100 and value % 10 == 0 else value * 10
    return f"{new:,}" if new >= 10_000 or "," in found[0] else str(new)


def change_number_word(site: FaultSite, chance: random.Random) -> Planted | None:
    return edit_one(site, find(site, _word_pattern(_NEXT), lambda found: _NEXT[found[0].lower()]), chance)


_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NEXT = {
    word: row[(place + 1) % len(row)] for row in (_UNITS, _TEENS, _TENS, _ORDINALS) for place, word in enumerate(row)
}


def confuse_teens(site: FaultSite, chance: random.Random) -> Planted | None:
    return edit_one(site, find(site, _word_pattern(_ALIKE), lambda found: _ALIKE[found[0].lower()]), chance)


_PAIRS = (
    *zip(_TEENS[2:], _TENS[1:], strict=True), ("13", "30"), ("14", "40"), ("15", "50"), ("16", "60"), ("18", "80"),
)  # fmt: skip
_ALIKE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def swap_unit(site: FaultSite, chance: random.Random) -> Planted | None:
    return edit_one(
        site, find(site, _UNIT, lambda found: found[0].replace(found["unit"], _SWAPS[found["unit"]])), chance
    )


_SWAPS = {
    "rial": "toman", "rials": "tomans", "toman": "rial", "tomans": "rials",
    "million": "billion", "billion": "million", "thousand": "million",
    "percent": "points", "per cent": "points", "%": " points",
    "kilometres": "miles", "metres": "feet", "kilos": "pounds", "tonnes": "kilos", "tons": "kilos",
    "euros": "dollars", "dollars": "euros", "francs": "pounds", "roubles": "kopecks", "shekels": "dollars",
    "days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "minutes", "minutes": "hours",
    "a.m.": "p.m.", "p.m.": "a.m.", "degrees": "percent", "hectares": "acres",
}  # fmt: skip
_NUMBER = "|".join((r"\d[\d.,:]*", *_UNITS, *_TEENS, *_TENS, "ten", "hundred", "thousand", "million", "half"))
_NAMES_OF_UNITS = "|".join(map(re.escape, sorted(_SWAPS, key=len, reverse=True)))
_UNIT = re.compile(rf"\b(?:{_NUMBER})(?:[ -](?:old|new|small))? ?(?P<unit>{_NAMES_OF_UNITS})(?!\w)", re.IGNORECASE)


def _word_pattern(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,:])\b(?:{'|'.join(words)})\b(?![\d:]|[.,]\d)", re.IGNORECASE)
