"""Other people's files. A format is a module with ``read()`` and/or ``write()`` and a row in ``FORMATS``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import msgspec

from dragoman.errors import SettingsError
from dragoman.formats.base import WriteOptions, Written
from dragoman.transcript.document import Transcript

__all__ = ["FORMATS", "Format", "write"]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: the module that knows the format, the suffixes it goes by, the text it holds."""

    module: str
    suffixes: tuple[str, ...]
    media_type: str
    title: str
    bilingual: bool


FORMATS = {
    "vtt": Format(
        module="dragoman.formats.vtt", suffixes=(".vtt",), media_type="text/vtt", title="WebVTT", bilingual=False
    ),
    "srt": Format(
        module="dragoman.formats.srt",
        suffixes=(".srt",),
        media_type="application/x-subrip",
        title="SubRip",
        bilingual=False,
    ),
    "page": Format(
        module="dragoman.formats.page", suffixes=(".html",), media_type="text/html", title="HTML page", bilingual=True
    ),
}


def write(transcript: Transcript, name: str, options: WriteOptions) -> Written:
    """The document in the format of this name.

    :raises SettingsError: for a name that is not in ``FORMATS``
    """
    if name not in FORMATS:
        raise SettingsError("format", name, "is not known", f"use one of {', '.join(FORMATS)}")
    module: Any = import_module(FORMATS[name].module)
    written: Written = module.write(transcript, options)
    return written
