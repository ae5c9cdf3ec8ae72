"""File formats of other programs. A format is a module with ``read()`` and/or ``write()`` and a row in ``FORMATS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import Any, Literal

import msgspec

from dragoman.errors import Fix, FormatError, InputError, SettingsError
from dragoman.formats.format_table import FORMATS, Format
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.decode import find_unicode
from dragoman.formats.reading.json_file import is_json_lines, json_lines_error
from dragoman.problems import Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import find_sides

__all__ = ["FORMATS", "Format", "find_format", "find_readable", "find_suffixes", "find_writable", "read", "write"]

# The largest file that is read. Archives may be larger than texts; each format has its own, lower limit.
_MOST_BYTES = 256 * 1024 * 1024
_HEAD = 4096
_TAIL = 64

_PROSE = ("plain-text", "markdown")
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"\n]{0,100}"\s*:')

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
    name = name or _detect(source, options)
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
    encoding = find_unicode(content) or "utf-8"
    head = _find_head(content, encoding)

    def holds(string: str) -> bool:
        # Not the file is decoded but the string encoded: files may be large.
        return string.encode(encoding) in content

    fits = {name: _fits(row, head, holds) for name, row in FORMATS.items()}
    unsigned = [name for name in named if fits[name] is None and _can(name, "read")]
    signed = [name for name in (*named, *FORMATS) if fits[name]]
    if unsigned and set(unsigned) <= set(_PROSE):
        # Anything may be saved as text; a file that begins like subtitles, RTF, JSON or XML is read as that.
        is_marked = head.lstrip().startswith(("{", "[", "<"))
        unsigned = [name for name in signed if is_marked or FORMATS[name].in_text] or unsigned
    found = next(iter([name for name in signed if name in named] or unsigned or signed or named), None)
    if found in _PROSE and _JSON.match(head) and (_ends_as_json(content, encoding) or is_json_lines(content)):
        found = "json"
    # JSON that is neither ours nor a known program's may be a list of speeches.
    return "json-list" if found == "json" and not signed and _TIMED_OBJECTS.search(head) else found


_TIMED_OBJECTS = re.compile(r'\[\s*\{[\s\S]{0,2000}?"(?:start|begin|from|time|offset|ts|tStart)\w{0,20}"\s*:')


def find_readable() -> tuple[str, ...]:
    """The names of the formats that can be read."""
    return tuple(name for name in FORMATS if _can(name, "read"))


def find_writable() -> tuple[str, ...]:
    """The names of the formats that can be written."""
    return tuple(name for name in FORMATS if _can(name, "write"))


def find_suffixes(names: Iterable[str]) -> tuple[str, ...]:
    """The suffixes of these formats, each once."""
    return tuple(dict.fromkeys(suffix for name in names for suffix in FORMATS[name].suffixes))


def _detect(content: bytes, options: ReadOptions) -> str:
    name = find_format(options.path, content)
    if name in (None, "json") and is_json_lines(content):
        raise json_lines_error(options)
    if name is None:
        raise FormatError(options.path, "is in no format that can be read", NAME_FORMAT)
    return name


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


def _find_head(content: bytes, encoding: str) -> str:
    # A character takes up to four bytes.
    text = content[: 4 * _HEAD].decode(encoding, "replace")[:_HEAD]
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _ends_as_json(content: bytes, encoding: str) -> bool:
    """Whether a file ends as it began, and is not prose below facts in JSON, as site generators have them."""
    return content[-_TAIL:].decode(encoding, "replace").rstrip(" \t\r\n,").endswith(("}", "]"))


def _fits(row: Format, head: str, holds: Callable[[str], bool]) -> bool | None:
    """Whether a file matches the row's description of the format; ``None`` if the row has none.

    :param holds: whether a string is in the file
    """
    if row.opens is None and not row.holds and not row.holds_one:
        return None
    if row.opens is not None and not re.match(row.opens, head):
        return False
    if row.holds_one and not any(map(holds, row.holds_one)):
        return False
    return all(map(holds, row.holds))


def _can(name: str, direction: Direction) -> bool:
    return _find_function(name, direction) is not None


def _load(name: str, direction: Direction) -> Callable[..., Any]:
    function = _find_function(name, direction) if name in FORMATS else None
    if function is None:
        other, names = ("read", find_writable()) if direction == "write" else ("written", find_readable())
        fault = f"can only be {other}" if name in FORMATS else "is not known"
        raise SettingsError("format", name, fault, f"use one of {', '.join(names)}")
    return function


def _find_function(name: str, direction: Direction) -> Callable[..., Any] | None:
    row = FORMATS[name]
    function = getattr(import_module(row.module), row.reader if direction == "read" else row.writer, None)
    return function if callable(function) else None
