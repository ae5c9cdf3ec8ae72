"""Complete or partial dates on published pages."""

from __future__ import annotations

from dragoman.language.written_dates import find_date, find_lone_year
from dragoman.notation.typed import DateKind
from dragoman.transcript.document import Date

__all__ = ["make_date"]


def make_date(kind: DateKind, written: str, language: str | None, place: str | None = None) -> Date | None:
    """A date of a kind from the words that state it; if it cannot be computed, only as written.

    ``None`` if the words contain no digit and no date.
    """
    found = find_date(written, language) or find_lone_year(written)
    if found is not None:
        edtf, text, calendar = found
        return Date(kind=kind, edtf=edtf, written=text, calendar=calendar, place=place)
    if not any(character.isdecimal() for character in written):
        return None
    bare = written.strip(" .,;")
    return Date(kind=kind, written=bare[1:-1] if bare[:1] + bare[-1:] in ("()", "[]") else bare, place=place)
