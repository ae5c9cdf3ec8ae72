"""Compares the quantities of original and translation, by passage and then by turn.

Values and units are compared as multisets, whatever their digits, words, calendars and names of units
(:mod:`dragoman.language.quantities.agreement`). A quantity that is in another passage of the same turn is a note and
not an error. A gap excuses a quantity that is only on the other side. It does not excuse two quantities that differ: if
only one side has a gap, one of the two has no explanation; if both have one, each may be in the other's gap, and the
problem is a warning.

The words of a language that is not known, or that nobody can read here, may say a number that stands in figures on the
other side, and name a month beside one. There, only years and other figures of three digits or more are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from dragoman.checks.bitext import Bitext, Pair, SideText, place_of
from dragoman.language.folding import primary
from dragoman.language.hebrew_numerals import find_hebrew_numerals, find_hebrew_years
from dragoman.language.quantities.agreement import match_quantities, same_quantity
from dragoman.language.quantities.cents import join_cents
from dragoman.language.quantities.implied import is_implied
from dragoman.language.quantities.text_quantities import Quantity, describe
from dragoman.problems import Problem

__all__ = ["check"]

# How many passages away in its turn a quantity may be found, and how many quantities of a passage are reported.
_STRAYED = 6
_FEWEST_DIGITS = 3
_MOST = 40

# Languages that write days and years with letters.
_IN_LETTERS = frozenset({"he", "iw", "yi", "lad"})
# Languages whose number words can be read.
_READ = frozenset({"en", "es", "fr", "de", "pt", "it", "ru", "ar", "fa", "prs", "he", "iw", "tr"})


class _Left(NamedTuple):
    """The quantities on one side only of a passage."""

    missing: list[Quantity]
    added: list[Quantity]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for numbers that are missing, changed, added, or in another passage of the turn."""
    for turn in bitext.turns:
        left = {place: _compare(bitext.pairs[place]) for place in turn if bitext.pairs[place].is_translated}
        strayed = {place for place, (missing, added) in left.items() if missing or added}
        for place in sorted(strayed):
            if _is_read(bitext.pairs[place].source.language) and _is_read(bitext.pairs[place].target.language):
                yield from _find_elsewhere(bitext, left, place)
        for place in sorted(strayed):
            yield from _report(bitext.pairs[place], *left[place])


def _compare(pair: Pair) -> _Left:
    """The quantities of a passage that are on one side only and should be on both."""
    source, target = pair.source, pair.target
    if not source.quantities and not target.quantities:
        return _Left([], [])
    match = match_quantities(source.quantities, target.quantities)
    missing = (one for one in match.missing if _counts(one, match.added, source, target))
    added = (one for one in match.added if _counts(one, match.missing, target, source))
    return _settle(pair, list(islice(missing, _MOST)), list(islice(added, _MOST)))


def _settle(pair: Pair, missing: list[Quantity], added: list[Quantity]) -> _Left:
    """The same without quantities that one side says in two parts: "two euros with 50", "the first day of Muharram"."""
    if not missing or not added:
        return _Left(missing, added)
    match = match_quantities(join_cents(pair.source.said, missing, added), join_cents(pair.target.said, added, missing))
    missing, added = list(match.missing), list(match.added)
    for lost in tuple(missing):
        found = next(
            (new for new in added if _is_first_day(lost, new) or _is_first_day(new, lost) or _are_sixties(lost, new)),
            None,
        )
        if found is not None:
            missing.remove(lost)
            added.remove(found)
    return _Left(missing, added)


def _are_sixties(one: Quantity, other: Quantity) -> bool:
    """Whether "the sixties" of one calendar was rendered literally as "the sixties"; a gloss can give the century."""
    if one.kind != "decade" or other.kind != "decade" or one.date is None or other.date is None:
        return False
    return one.date.calendar != other.date.calendar and (one.date.year or 0) % 100 == (other.date.year or 1) % 100


def _is_first_day(one: Quantity, other: Quantity) -> bool:
    """Whether one is a month and the other its first day, for which some languages have a word."""
    if one.date is None or other.date is None or one.date.month is None:
        return False
    return one.date.day is None and other.date.day == 1 and one.date == msgspec.structs.replace(other.date, day=None)


def _counts(quantity: Quantity, others: tuple[Quantity, ...], own: SideText, other: SideText) -> bool:
    if not (_is_read(own.language) and _is_read(other.language)) and not _is_long_figure(quantity):
        return False
    if quantity.weak:
        # "The second" rendered as "the third" is an error; "one" and "both" may be left out.
        return quantity.kind == "ordinal" and any(one.weak and one.kind == "ordinal" for one in others)
    if primary(other.language) in _IN_LETTERS and _is_in_letters(quantity, other.said):
        return False
    return not is_implied(quantity, other.said, other.language, other.quantities)


def _is_in_letters(quantity: Quantity, said: str) -> bool:
    """Whether Hebrew letters on the other side may say a number, or the year of a date, in either calendar."""
    if quantity.date is not None and quantity.date.year is not None:
        return quantity.date.year in find_hebrew_years(said)
    day = quantity.date.day if quantity.date is not None else None
    return (quantity.value if day is None else day) in find_hebrew_numerals(said)


def _is_read(language: str) -> bool:
    return primary(language) in _READ


def _is_long_figure(quantity: Quantity) -> bool:
    """Whether a quantity is a figure that means the same in every language, and that few people write in words."""
    is_timely = quantity.kind in {"date", "decade", "time"} and not quantity.text.strip().isdecimal()
    return sum(map(str.isdigit, quantity.text)) >= _FEWEST_DIGITS and not is_timely


def _find_elsewhere(bitext: Bitext, left: dict[int, _Left], place: int) -> Iterator[Problem]:
    """Problems for quantities that are in another passage of the turn; they are removed from ``left``."""
    missing, own = left[place]
    for quantity in tuple(missing):
        if any(same_quantity(quantity, one) for one in own):
            continue
        for other in range(place - _STRAYED, place + _STRAYED + 1):
            added = left[other].added if other != place and other in left else []
            found = next((one for one in added if same_quantity(quantity, one)), None)
            if found is not None:
                missing.remove(quantity)
                added.remove(found)
                message = "{quantity} of the original is in the translation of {segment}"
                yield Problem.of(
                    "number-elsewhere",
                    "note",
                    message,
                    place_of(bitext.pairs[place]),
                    quantity=_name(quantity),
                    segment=bitext.pairs[other].segment.id,
                )
                break


def _report(pair: Pair, missing: list[Quantity], added: list[Quantity]) -> Iterator[Problem]:
    added = list(added)
    for lost in missing:
        found = next((one for one in added if _may_be(lost, one)), None)
        if found is not None and not _is_read(pair.source.language) and _may_be_same_year(lost, found):
            added.remove(found)
            continue
        if found is not None:
            added.remove(found)
            yield _changed(pair, lost, found)
        elif not pair.target.gaps and _is_read(pair.target.language):
            message = "{quantity} of the original is not in the translation"
            yield Problem.of("number-missing", "error", message, place_of(pair), quantity=_name(lost))
    for extra in added if not pair.source.gaps and _is_read(pair.source.language) else ():
        message = "{quantity} of the translation is not in the original and not marked as supplied"
        yield Problem.of("number-added", "error", message, place_of(pair), quantity=_name(extra))


def _changed(pair: Pair, lost: Quantity, found: Quantity) -> Problem:
    message = "{quantity} in the original is {became} in the translation"
    details = {"quantity": _name(lost), "became": _name(found)}
    if pair.source.gaps and pair.target.gaps:
        message += ", unless each is in a gap of the other side"
        return Problem.of("number-changed", "warning", message, place_of(pair), **details)
    return Problem.of("number-changed", "error", message, place_of(pair), **details)


def _may_be(lost: Quantity, found: Quantity) -> bool:
    """Whether one may have become the other: both are dates, both times, or both amounts."""
    kinds = {lost.kind, found.kind}
    return len(kinds) == 1 or not kinds & {"date", "decade", "time"}


def _may_be_same_year(lost: Quantity, found: Quantity) -> bool:
    """Whether both may be years, in two calendars: Persian and Islamic, Buddhist, or Hebrew, and ours."""
    is_ours = found.value is not None and found.value in range(1800, 2101)
    return is_ours and any(lost.value in years for years in (range(1200, 1501), range(2400, 2601), range(5500, 5901)))


def _name(quantity: Quantity) -> str:
    described = describe(quantity).strip("~?*")
    text = " ".join(quantity.text.split())
    return text if text == described else f"{text} ({described})"
