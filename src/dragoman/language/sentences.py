"""Where sentences end in running words."""

from __future__ import annotations

import re

__all__ = ["ends_sentence", "find_ends"]

_END = re.compile(r"[.!?…؟۔।]{1,8}[\"'”’»)\]]{0,4}(?=\s|\Z)|[。！？]{1,4}[」』”’）]{0,2}")
# What ends with a full stop and ends no sentence.
_SHORTENED = (
    "mr mrs ms dr prof st sr jr gen col sgt lt capt rev hon vs nos vol pp fig etc eg ie e.g i.e a.m p.m approx inc"
    " bzw usw ca ggf nr hr fr sra dra ud uds m mm mme mlle av cf г гг ул т.е"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_LOOK_BACK = 20


def find_ends(text: str) -> list[int]:
    """Offsets behind the sentences of a text, the space behind them included; the last may be the text's length."""
    ends = []
    for match in _END.finditer(text):
        after = match.end()
        while after < len(text) and text[after].isspace():
            after += 1
        if not text[after : after + 1].islower() and not _is_abbreviation(text, match):
            ends.append(after)
    return ends


def ends_sentence(text: str) -> bool:
    """Whether a text ends together with a sentence."""
    bare = text.rstrip()
    return bool(bare) and find_ends(bare[-100:])[-1:] == [len(bare[-100:])]


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()].split()
    word = before[-1].lstrip("(\"'“«[") if before and not text[match.start() - 1].isspace() else ""
    is_ordinal = word.isdecimal() and len(word) <= 2
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return is_initial or is_ordinal or word.casefold() in _ABBREVIATIONS
