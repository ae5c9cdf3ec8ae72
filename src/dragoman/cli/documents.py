"""A document from whatever a person names: an interview's folder, a page in the notation, a file of a known format."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import FormatError, InputError
from dragoman.folder import is_interview, open_folder
from dragoman.folder.versions import Snapshot, StoredEdition, decode, find_header
from dragoman.formats import FORMATS, find_format, find_readable, read
from dragoman.formats.base import Imported, ReadOptions
from dragoman.notation import parse
from dragoman.transcript.document import Transcript

__all__ = ["read_document"]

_MOST_BYTES = 256 * 1024 * 1024
_PAGE = b"dragoman-notation"
_MARK = b"\xef\xbb\xbf"


def read_document(path: Path, options: ReadOptions) -> Imported:
    """The document at a path, and what could not be read of it.

    :raises InputError: where there is none that can be read
    :raises FolderError: where the folder is damaged, or a newer program wrote it
    """
    if path.is_dir():
        return Imported(_read_folder(path))
    content = _read_bytes(path)
    if path.suffix.lower() == ".json":
        return _read_json(path, content, options)
    name = find_format(path.name)
    if name is not None:
        return read(content, name, msgspec.structs.replace(options, path=str(path)))
    return _read_page(path, content)


def _read_folder(path: Path) -> Transcript:
    if not is_interview(path):
        raise InputError(path, "is a folder without an interview", "name a folder that draft made, or a file")
    return open_folder(path).transcript


def _read_bytes(path: Path) -> bytes:
    if not path.exists():
        raise InputError(path, "is not there", "look at the name")
    if not path.is_file():
        raise InputError(path, "is no file", "name a file or an interview's folder")
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(path, "is larger than 256 MiB", "name a transcript, not a recording")
    return path.read_bytes()


def _read_json(path: Path, content: bytes, options: ReadOptions) -> Imported:
    """A folder's snapshot or an edition, alone; or an export."""
    try:
        if header := find_header(content, "transcript"):
            return Imported(decode(content, Snapshot, "transcript", header.version, path).transcript)
        if header := find_header(content, "edition"):
            return Imported(decode(content, StoredEdition, "edition", header.version, path).edition.transcript)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError(path, f"is damaged ({error})", "take it from its folder again") from error
    return read(content, "json", msgspec.structs.replace(options, path=str(path)))


def _read_page(path: Path, content: bytes) -> Imported:
    if not content.removeprefix(_MARK).lstrip().startswith(_PAGE) and path.suffix.lower() != ".txt":
        raise FormatError(path, "is in no format that can be read", f"use one of {_suffixes()}, or the notation")
    page = parse(_decode(path, content.removeprefix(_MARK)))
    return Imported(page.transcript, page.problems)


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FormatError(path, "is not UTF-8 text", "save it as UTF-8", line=line) from error


def _suffixes() -> str:
    return ", ".join(suffix for name in find_readable() for suffix in FORMATS[name].suffixes)
