"""Figures as people write them: digits of every script, with any separators for groups and decimals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

__all__ = ["DIGITS", "Number", "WrittenNumber", "decimal_text", "exact", "find_figures", "read_figure", "to_ascii"]

Number = int | Fraction

# A run of digits with its separators. A space is a separator only before exactly three digits.
DIGITS = r"\d+(?:[.,'’٬٫،]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*"

_RUN = re.compile(DIGITS)
_SEPARATOR = re.compile(r"[^0-9]")
_SAME = str.maketrans({"’": "'", "٬": "'", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "،": ","})
_POINT = frozenset({"en", "he", "hi", "ur", "bn", "zh", "yue", "ja", "ko", "th", "ar", "fa", "prs"})

# Longer runs are account numbers or noise, and computing with thousands of digits would take too long.
_LONGEST = 40


class WrittenNumber(NamedTuple):
    """The value of a figure, and the other value that the same figure may have (``1.300``)."""

    value: Number
    other: Number | None = None


def to_ascii(text: str) -> str:
    """The same text with every decimal digit of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(char if (digit := unicodedata.decimal(char, None)) is None else str(digit) for char in text)


def read_figure(text: str, language: str, *, measured: bool = False) -> WrittenNumber | None:
    """The value of a run of digits and separators; ``None`` if it is not one figure (``1.2.3``).

    Exactly three digits after a single point or comma are a group of thousands, unless the sign is the language's
    decimal point and a scale or a unit follows (``1.375 billion``). The other reading is returned in ``other``.

    :param language: a BCP 47 tag
    :param measured: whether a scale or a unit follows
    """
    plain = to_ascii(text).translate(_SAME)
    parts = _SEPARATOR.split(plain)
    if len(plain) > _LONGEST or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    signs = [char for char in plain if not char.isdigit()]
    if not signs:
        return WrittenNumber(int(plain))
    lone = len(signs) == 1 and signs[0] in ".,"
    if _has_point(signs) or (lone and not _is_grouped(parts)):
        return WrittenNumber(_decimal(parts)) if _is_grouped(parts[:-1]) else None
    if not _is_grouped(parts):
        return None
    whole = int("".join(parts))
    if not lone:
        return WrittenNumber(whole)
    own = "." if language.split("-", 1)[0].lower() in _POINT else ","
    return (
        WrittenNumber(_decimal(parts), whole) if measured and signs[0] == own else WrittenNumber(whole, _decimal(parts))
    )


def find_figures(text: str, language: str) -> Iterator[tuple[int, int, WrittenNumber]]:
    """Start, end and value of every figure with a separator in a text."""
    for match in _RUN.finditer(text):
        if len(match.group()) > 2 and not match.group().isdigit():
            figure = read_figure(match.group(), language)
            if figure is not None:
                yield match.start(), match.end(), figure


def exact(value: Number) -> Number:
    """A whole number as ``int``, any other as ``Fraction``."""
    return int(value) if value.denominator == 1 else value


def decimal_text(value: Number) -> str:
    """``1300``, ``3.5``, or ``1/3`` for a value without a finite decimal."""
    places = 0
    while value.denominator > 1 and pow(10, places, value.denominator):
        places += 1
        if places > _LONGEST:
            return f"{value.numerator}/{value.denominator}"
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def _has_point(signs: list[str]) -> bool:
    """Whether the last separator is certainly a decimal point: it differs from the others, or is the Arabic one."""
    *others, last = signs
    return last == "٫" or (last in ".," and bool(others) and last not in others)


def _is_grouped(parts: list[str]) -> bool:
    first, *groups = parts
    if not groups:
        return True
    if first.startswith("0") or len(first) > 3 or len(groups[-1]) != 3:
        return False
    western = all(len(group) == 3 for group in groups)
    indian = len(first) <= 2 and all(len(group) == 2 for group in groups[:-1])
    return western or indian


def _decimal(parts: list[str]) -> Number:
    return exact(Fraction(int("".join(parts)), 10 ** len(parts[-1])))
