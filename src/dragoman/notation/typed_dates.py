"""Dates as people type them: in EDTF, or in words or figures such as ``12 March 2021``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.language.written_dates import find_date
from dragoman.notation.lines import one_line
from dragoman.notation.typed import DateKind, make_date
from dragoman.transcript.document import Date
from dragoman.transcript.edtf import is_edtf

__all__ = ["UnreadableDateError", "read_date"]

_LONGEST = 40
_YEAR = re.compile(r"\d{4}")


class UnreadableDateError(Exception):
    """A date that cannot be read. The text says why and what to type; ``kept`` is the date with its words only."""

    def __init__(self, typed: str, fault: str, kept: Date | None) -> None:
        self.kept = kept
        super().__init__(f"{typed[:_LONGEST]!r} is {fault}")


def read_date(kind: DateKind, columns: Sequence[str]) -> Date | None:
    """A typed date from its columns: the date, the same as the source writes it, calendar, place.

    A date in words is computed, and the words are kept unless a second column has others. Without a first column, only
    the words are known. ``None`` if all columns are missing.

    :raises UnreadableDateError: if the first column is no valid date, or may be one of two days
    """
    typed, written, calendar, place = map(one_line, [*columns, "", "", "", ""][:4])
    if not typed or is_edtf(typed):
        return make_date(kind, columns)
    found = find_date(typed, None)
    kept = make_date(kind, ("", ", ".join(filter(None, (typed, written))), calendar, place))
    if found is None or not _is_whole(typed, found[1], written):
        raise UnreadableDateError(typed, _explain(kind, typed, written), kept)
    edtf, _words, own_calendar = found
    if "," in edtf:
        either = " or ".join(edtf.strip("[]").split(","))
        raise UnreadableDateError(typed, f"one of two days; write {either}", kept)
    if not is_edtf(edtf):
        raise UnreadableDateError(typed, _explain(kind, typed, written), kept)
    return make_date(kind, (edtf, written or typed, calendar or (None if written else own_calendar), place))


def _is_whole(typed: str, found: str, written: str) -> bool:
    """Whether nothing is lost: the other words have no number, or there are none and others are to be kept."""
    if len(_YEAR.findall(typed)) > 1:
        return False
    around = typed.replace(found, "", 1).strip(" .,;()")
    return not around if written else not any(character.isdecimal() for character in around)


def _explain(kind: DateKind, typed: str, written: str) -> str:
    example = "no date that can be read; write it like 1994-03-12, 1994-03, 1994~ or 1994-03-12/1994-03-15"
    if written or not any(character.isalpha() for character in typed.replace("X", "")):
        return example
    return f"{example}, or behind a bar to keep only the words: {kind.replace('-', ' ')}: | {typed[:_LONGEST]}"
