"""Other people's files. A format is a module with ``read()`` and/or ``write()`` and a row in ``FORMATS``."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Any

import msgspec

from dragoman.errors import SettingsError
from dragoman.formats.base import Imported, ReadOptions, WriteOptions, Written
from dragoman.transcript.document import Transcript

__all__ = ["FORMATS", "Format", "find_format", "find_readable", "read", "write"]


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
    "tei": Format(
        module="dragoman.formats.tei",
        suffixes=(".tei.xml", ".tei"),
        media_type="application/tei+xml",
        title="TEI, both languages and every mark",
        bilingual=True,
    ),
    "iso24624": Format(
        module="dragoman.formats.iso24624",
        suffixes=(".iso.xml",),
        media_type="application/tei+xml",
        title="TEI after ISO 24624, flat",
        bilingual=True,
    ),
    "rttm": Format(
        module="dragoman.formats.rttm",
        suffixes=(".rttm",),
        media_type="text/plain",
        title="RTTM turns",
        bilingual=False,
    ),
    "stm": Format(
        module="dragoman.formats.stm", suffixes=(".stm",), media_type="text/plain", title="STM turns", bilingual=False
    ),
    "ctm": Format(
        module="dragoman.formats.ctm", suffixes=(".ctm",), media_type="text/plain", title="CTM words", bilingual=False
    ),
}


def write(transcript: Transcript, name: str, options: WriteOptions) -> Written:
    """The document in the format of this name.

    :raises SettingsError: for a name that is not in ``FORMATS``, or whose format can only be read
    """
    written: Written = _load(name, "write").write(transcript, options)
    return written


def read(content: bytes, name: str, options: ReadOptions) -> Imported:
    """The document in a file's content, which is in the format of this name.

    :raises SettingsError: for a name that is not in ``FORMATS``, or whose format can only be written
    :raises FormatError: where the content is not in that format
    """
    imported: Imported = _load(name, "read").read(content, options)
    return imported


def find_format(path: str) -> str | None:
    """The name of the format that a path's suffix stands for, or ``None``. Of several that fit, the longest counts."""
    file = PurePath(path).name.lower()
    fitting = [(len(suffix), name) for name, row in FORMATS.items() for suffix in row.suffixes if file.endswith(suffix)]
    return max(fitting)[1] if fitting else None


def find_readable() -> tuple[str, ...]:
    """The names of the formats that can be read."""
    return tuple(name for name, row in FORMATS.items() if hasattr(import_module(row.module), "read"))


def _load(name: str, direction: str) -> Any:
    if name not in FORMATS:
        raise SettingsError("format", name, "is not known", f"use one of {', '.join(FORMATS)}")
    module = import_module(FORMATS[name].module)
    if not hasattr(module, direction):
        raise SettingsError("format", name, f"can only be {'read' if direction == 'write' else 'written'}")
    return module
