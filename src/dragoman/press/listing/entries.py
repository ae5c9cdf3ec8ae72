"""An interview as a line of a list: titles, speakers, date and edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.language.direction import direction, text_direction
from dragoman.locale import gettext as _
from dragoman.press.site_model import Entry
from dragoman.render.html import Html, element, iso_date, join, language_attributes
from dragoman.transcript.document import Date
from dragoman.transcript.tags import is_tag

__all__ = [
    "fitting_attributes",
    "heard_on",
    "is_day",
    "known_attributes",
    "render_date",
    "render_entry",
    "render_title",
]

# The dates that say when an interview was first heard, in order of preference.
_DATES = ("aired", "first-published", "recorded")


def render_entry(entry: Entry, root: str, *, role: str | None = None) -> Html:
    """A line with a link.

    :param root: the relative path from the page to the site's root
    :param role: on the page of a person, their role in this interview
    """
    original = (
        element("span", entry.original, class_="other", **known_attributes(entry.source_language, entry.original))
        if entry.original
        else None
    )
    names = [element("bdi", voice.name) for voice in entry.voices if voice.name]
    described = element("span", entry.description, class_="what", dir="auto") if entry.description else None
    pieces = [*([element("bdi", role)] if role else _joined(names)), *_when(entry)]
    return join(render_title(entry, root), original, described, element("span", *_between(pieces), class_="when"))


def render_title(entry: Entry, root: str) -> Html:
    """The title, as a link to the interview."""
    return element("a", entry.title, href=f"{root}{entry.path}", **known_attributes(entry.title_language, entry.title))


def known_attributes(language: str | None, text: str) -> dict[str, str]:
    """``lang`` and ``dir`` of a text. A language that is not a valid tag counts as unknown."""
    return language_attributes(language if language and is_tag(language) else None, text)


def fitting_attributes(text: str, entry: Entry) -> dict[str, str]:
    """``lang`` and ``dir`` of a name or subject: the interview's language, target first, with its direction."""
    way = text_direction(text)
    fitting = [tag for tag in (entry.target_language, entry.source_language) if tag and direction(tag) == way]
    return known_attributes(next(iter(fitting), None), text)


def heard_on(entry: Entry) -> Date | None:
    """The date when the interview was first heard or recorded; ``None`` if unknown."""
    dates = {one.kind: one for one in reversed(entry.dates) if one.edtf or one.written}
    return next((dates[kind] for kind in _DATES if kind in dates), None)


def render_date(heard: Date) -> Html:
    """The date in the common calendar if it has one, else as written."""
    if heard.edtf and is_day(heard.edtf):
        return iso_date(heard.edtf)
    return element("bdi", heard.written or heard.edtf)


def is_day(text: str) -> bool:
    """Whether a text is a year, month or day as HTML accepts it, such as ``"2021-06"``."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) is None:
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _when(entry: Entry) -> Iterator[Html]:
    heard = heard_on(entry)
    if heard:
        yield render_date(heard)
    if entry.programme:
        yield element("bdi", entry.programme)
    yield join(_("edition {number}").format(number=entry.number))


def _joined(names: list[Html]) -> list[Html]:
    return [join(*_between(names))] if names else []


def _between(pieces: list[Html]) -> Iterator[Html]:
    for place, piece in enumerate(pieces):
        yield join(_(", ") if place else None, piece)
