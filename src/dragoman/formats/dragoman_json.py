"""The document as a single JSON file: to be read by programs, sent, and imported again. It has no history.

Its shape is published as ``docs/schema/export-1.json``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.decode import check_size
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.hearing import share_heard

__all__ = ["UPGRADES", "VERSION", "Export", "read", "write"]

VERSION = 1
# Enough for a few hundred hours of marked words.
MOST_OBJECTS = 1_000_000

Shape = TypeVar("Shape")

# Version -> the function that converts its JSON to that of the next version.
UPGRADES: dict[int, Callable[[Any], Any]] = {}

_BYTE = re.compile(r"\(byte (\d+)\)")


class Export(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document with the version of its shape."""

    format: Literal["dragoman-export"] = "dragoman-export"
    version: Literal[1] = 1
    heard: float | None = None
    """The share of the passages' time that a person has heard; null if nobody could listen. Ignored when reading."""
    drafted_by: tuple[Engine, ...] = ()
    """The engines that wrote a draft, even if people have corrected every word since. Ignored when reading."""
    transcript: Transcript


class _Header(msgspec.Struct, frozen=True):
    """The file's own identification."""

    format: str
    version: int


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the document as indented JSON; the same document always gives the same bytes."""
    share = share_heard(transcript)
    heard = None if share is None else round(share, 4)
    export = Export(heard=heard, drafted_by=options.drafted_by, transcript=for_export(transcript))
    content = msgspec.json.encode(export, order=None)
    kept = ("facts beyond titles", "chapters", "the glossary", "who has listened", "states", "who wrote each text")
    lost = find_left_out(transcript, "An export", *kept, "withdrawn passages", "notes")
    return Written(msgspec.json.format(content, indent=2) + b"\n", lost)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in an export.

    :raises FormatError: if the file is not an export, is damaged, or was written by a newer program
    """
    check_size(content, options)
    if content.count(b"{") > MOST_OBJECTS:
        raise FormatError(options.path, "is larger than any transcript", "split it into parts")
    raw = content.removeprefix(b"\xef\xbb\xbf")
    header = _read_header(raw, options)
    if header.format != "dragoman-export":
        fault = f"is not a Dragoman transcript, but JSON that calls itself {header.format[:40]}"
        raise FormatError(options.path, fault, NAME_FORMAT)
    if header.version > VERSION:
        fault = f"was written by a newer Dragoman (version {header.version}; this program reads {VERSION})"
        raise FormatError(options.path, fault, "update Dragoman")
    if header.version == VERSION:
        return Imported(_without_paths(_decode(raw, Export, options).transcript))
    return Imported(_without_paths(_upgraded(_decode(raw, dict, options), header.version, options).transcript))


def _without_paths(transcript: Transcript) -> Transcript:
    """The document without local paths: another person's file must not refer to our files."""
    return msgspec.structs.replace(transcript, recording=for_export(transcript).recording)


def _read_header(raw: bytes, options: ReadOptions) -> _Header:
    try:
        return msgspec.json.decode(raw, type=_Header)
    except msgspec.ValidationError:
        fault = "is not a Dragoman transcript, but JSON that does not say what it is"
        raise FormatError(options.path, fault, NAME_FORMAT) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(raw, error, options) from error


def _decode(raw: bytes, shape: type[Shape], options: ReadOptions) -> Shape:
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(raw, error, options) from error


def _damaged(raw: bytes, error: Exception, options: ReadOptions) -> FormatError:
    """The error, with the line and column of the fault if known."""
    match = _BYTE.search(str(error))
    fault = f"is not a readable export ({_BYTE.sub('', str(error)).strip() or 'it is nested too deeply'})"
    if match is None:
        return FormatError(options.path, fault)
    before = raw[: int(match[1])]
    column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
    return FormatError(options.path, fault, line=before.count(b"\n") + 1, column=column)


def _upgraded(value: Any, version: int, options: ReadOptions) -> Export:
    for step in range(version, VERSION):
        if step not in UPGRADES:
            raise FormatError(options.path, f"says it has version {version}, which does not exist")
        value = UPGRADES[step](value)
    try:
        return msgspec.convert(value, Export)
    except msgspec.ValidationError as error:
        raise FormatError(options.path, f"is not a readable export ({error})") from error
