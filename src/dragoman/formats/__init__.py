"""File formats of other programs. A format is a module with ``read()`` and/or ``write()`` and a row in ``FORMATS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import Any, Literal

import msgspec

from dragoman.errors import Fix, FormatError, InputError, SettingsError
from dragoman.formats.format_table import FORMATS, Format
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.problems import Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import find_sides

__all__ = ["FORMATS", "Format", "find_format", "find_readable", "find_writable", "read", "write"]

# The largest file that is read. Archives may be larger than texts; each format has its own, lower limit.
_MOST_BYTES = 256 * 1024 * 1024
_HEAD = 4096

# Formats with an unmistakable beginning that people also save with the suffix of plain text.
_SAVED_AS_TEXT = ("vtt", "noscribe-vtt", "srt", "ass", "sbv", "rtf")

Direction = Literal["read", "write"]


def write(transcript: Transcript, name: str, options: WriteOptions) -> Written:
    """Write a document in the format of this name; return the file's content and the problems found.

    :raises SettingsError: if the name is not in ``FORMATS``, or the format can only be read
    """
    writer = _load(name, "write")
    written: Written = writer(transcript, options)
    return msgspec.structs.replace(written, problems=(*written.problems, *_find_left_side(transcript, name, options)))


def read(source: bytes | PathLike[str], name: str | None = None, options: ReadOptions | None = None) -> Imported:
    """Read a document from a file, or from a file's content, in the named or the detected format.

    :raises SettingsError: if the name is not in ``FORMATS``, the format can only be written, or the encoding or
        profile in the options is unknown
    :raises InputError: if the file cannot be read
    :raises FormatError: if the file is in no known format, or is not a readable file of its format
    """
    options = options or ReadOptions()
    if not isinstance(source, bytes):
        options = msgspec.structs.replace(options, path=fspath(source))
        source = _read_file(source)
    name = name or find_format(options.path, source)
    if name is None:
        raise FormatError(options.path, "is not in a format that can be read", "name its format", line=1, column=1)
    imported: Imported = _load(name, "read")(source, options)
    return imported


def find_format(path: str, content: bytes | None = None) -> str | None:
    """The name of a file's format, or ``None``; judged by its longest matching suffix, and by its content.

    :param content: the content of a file to be read; if it contradicts the suffix, the content decides
    """
    file = PurePath(path).name.lower()
    fitting = [(len(suffix), name) for name, row in FORMATS.items() for suffix in row.suffixes if file.endswith(suffix)]
    longest = max(fitting)[0] if fitting else 0
    named = [name for length, name in fitting if length == longest]
    if content is None:
        return next((name for name in named if _can(name, "write")), named[0] if named else None)
    head = _find_head(content)
    unsigned = [name for name in named if _fits(FORMATS[name], head, content) is None and _can(name, "read")]
    signed = [name for name in (*named, *FORMATS) if _fits(FORMATS[name], head, content)]
    if unsigned == ["plain-text"]:
        # Anything may be saved as text; a file that begins like subtitles or RTF is read as that.
        unsigned = [name for name in signed if name in _SAVED_AS_TEXT] or unsigned
    found = next(iter([name for name in signed if name in named] or unsigned or signed or named), None)
    # JSON that is neither ours nor a known program's may be a list of speeches.
    return "json-list" if found == "json" and not signed and _TIMED_OBJECTS.search(head) else found


_TIMED_OBJECTS = re.compile(r'\[\s*\{[\s\S]{0,2000}?"(?:start|begin|from|time|offset|ts|tStart)\w{0,20}"\s*:')


def find_readable() -> tuple[str, ...]:
    """The names of the formats that can be read."""
    return tuple(name for name in FORMATS if _can(name, "read"))


def find_writable() -> tuple[str, ...]:
    """The names of the formats that can be written."""
    return tuple(name for name in FORMATS if _can(name, "write"))


def _find_left_side(transcript: Transcript, name: str, options: WriteOptions) -> Iterator[Problem]:
    """A problem if both sides were requested but the format holds only one language."""
    if not FORMATS[name].bilingual and len(find_sides(transcript, options.side)) > 1:
        message = "{title} contains one language, here the translation"
        other = Fix("write the original", options={"side": "original"})
        yield Problem.of("one-side-written", "note", message, title=FORMATS[name].title).suggesting(other)


def _read_file(path: PathLike[str]) -> bytes:
    try:
        with Path(path).open("rb") as file:
            # Reading one byte more than the limit shows that the file is too large.
            return file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "check the name") from error


def _find_head(content: bytes) -> str:
    head = content[:_HEAD]
    wide = head.count(0) * 4 > len(head)
    text = head.decode(
        "utf-16-be" if wide and head[:1] in (b"\x00", b"\xfe") else "utf-16-le" if wide else "utf-8", "replace"
    )
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _fits(row: Format, head: str, content: bytes) -> bool | None:
    """Whether a file matches the row's description of the format; ``None`` if the row has none."""
    if row.opens is None and not row.holds and not row.holds_one:
        return None
    if row.opens is not None and not re.match(row.opens, head):
        return False
    if row.holds_one and not any(string.encode() in content for string in row.holds_one):
        return False
    return all(string.encode() in content for string in row.holds)


def _can(name: str, direction: Direction) -> bool:
    return _find_function(name, direction) is not None


def _load(name: str, direction: Direction) -> Callable[..., Any]:
    if name not in FORMATS:
        raise SettingsError("format", name, "is not known", f"use one of {', '.join(FORMATS)}")
    function = _find_function(name, direction)
    if function is None:
        raise SettingsError("format", name, f"can only be {'read' if direction == 'write' else 'written'}")
    return function


def _find_function(name: str, direction: Direction) -> Callable[..., Any] | None:
    row = FORMATS[name]
    function = getattr(import_module(row.module), row.reader if direction == "read" else row.writer, None)
    return function if callable(function) else None
