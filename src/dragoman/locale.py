"""The program's own words on a page, in the language of its readers.

Catalogues are gettext's: ``XX.po`` to translate, ``XX.mo`` to read, made by ``make catalogues``. English needs none.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from dragoman.transcript.tags import language_name

__all__ = ["INTERFACES", "find_interface", "gettext", "in_language", "interface", "later", "name_language", "ngettext"]

INTERFACES = ("ar", "en", "fa")

_IN_USE: ContextVar[str] = ContextVar("interface", default="en")


def find_interface(*wanted: str | None) -> str:
    """The first of these languages (BCP 47 tags) that there are words in; English where there is none."""
    spoken = (tag.partition("-")[0].lower() for tag in wanted if tag)
    return next((tag for tag in spoken if tag in INTERFACES), "en")


@contextmanager
def in_language(tag: str) -> Iterator[None]:
    """Have everything that is written for readers meanwhile, by this thread, speak one of :data:`INTERFACES`."""
    token = _IN_USE.set(find_interface(tag))
    try:
        yield
    finally:
        _IN_USE.reset(token)


def interface() -> str:
    """The language in use, as a BCP 47 tag."""
    return _IN_USE.get()


def gettext(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(_IN_USE.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for a number of things, in the language in use."""
    return _catalogue(_IN_USE.get()).ngettext(one, many, count)


def later(message: str) -> str:
    """Mark a message of a table for the catalogues; it is to be given to :func:`gettext` when it is shown."""
    return message


def name_language(tag: str) -> str:
    """The name of a tag's language in the language in use, or the tag itself where the name is not known here."""
    return gettext(language_name(tag))


@cache
def _catalogue(tag: str) -> NullTranslations:
    if tag == "en":
        return NullTranslations()
    return GNUTranslations(io.BytesIO(files("dragoman").joinpath("catalogues", f"{tag}.mo").read_bytes()))
