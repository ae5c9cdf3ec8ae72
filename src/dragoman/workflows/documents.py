"""Read a document from a path: an interview's folder, a page in the notation, or a file of a known format."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from dragoman.errors import FormatError, InputError
from dragoman.folder import Folder, is_interview, open_folder
from dragoman.folder.versions import Snapshot, StoredEdition, decode, find_header
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import decode_unicode, to_utf8
from dragoman.notation import parse

__all__ = ["NOTATION", "decode_text", "read_document"]

NOTATION = "notation"

_MOST_BYTES = 256 * 1024 * 1024
_PAGE = b"dragoman-notation"
# A translation below its original, or a passage with its id.
_ROWS = re.compile(rb"^(?:=[ \t]*[^\s=]|s[0-9a-hjkmnp-tv-z]{8} (?:\[|\S[^\n]{0,60}:))", re.MULTILINE)


def read_document(path: Path, options: ReadOptions, read_as: str | None = None) -> Imported:
    """The document at a path, and what could not be read.

    :param read_as: the name of its format, or ``"notation"``; detected if ``None``
    :raises InputError: if there is no document, or it cannot be read
    :raises FolderError: if the folder is damaged, or a newer program wrote it
    :raises SettingsError: if ``read_as`` or an encoding or profile in the options is unknown
    """
    if path.is_dir():
        folder = _open(path)
        return Imported(folder.transcript, revision=folder.head)
    content = _read_bytes(path)
    if read_as == NOTATION or (read_as is None and _is_page(path, content)):
        return _read_page(path, content)
    if read_as in (None, "json") and path.suffix.lower() == ".json":
        found = _read_json(path, content)
        if found is not None:
            return found
    return read(content, read_as, msgspec.structs.replace(options, path=str(path)))


def _open(path: Path) -> Folder:
    if not is_interview(path):
        raise InputError(path, "is a folder without an interview", "name a folder that draft made, or a file")
    return open_folder(path)


def _read_bytes(path: Path) -> bytes:
    if not path.exists():
        raise InputError(path, "does not exist", "check the name")
    if not path.is_file():
        raise InputError(path, "is not a file", "name a file or an interview's folder")
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(path, "is larger than 256 MiB", "name a transcript, not a recording")
    return path.read_bytes()


def _read_json(path: Path, content: bytes) -> Imported | None:
    """The document in a folder's snapshot or an edition file; ``None`` for other JSON."""
    try:
        if header := find_header(content, "transcript"):
            snapshot = decode(content, Snapshot, "transcript", header.version, path)
            return Imported(snapshot.transcript, revision=snapshot.head)
        if header := find_header(content, "edition"):
            return Imported(decode(content, StoredEdition, "edition", header.version, path).edition.transcript)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError(path, f"is damaged ({error})", "take it from its folder again") from error
    return None


def _is_page(path: Path, content: bytes) -> bool:
    """Whether a file is in the notation: by its first line, or by rows that only the notation has."""
    bare = to_utf8(content).lstrip()
    return bare.startswith(_PAGE) or (path.suffix.lower() == ".txt" and _ROWS.search(bare) is not None)


def _read_page(path: Path, content: bytes) -> Imported:
    page = parse(decode_text(path, content))
    return Imported(page.transcript, page.problems, revision=page.revision)


def decode_text(path: Path, content: bytes) -> str:
    """The text of a page in any Unicode encoding. Other encodings are not guessed, because the page will be applied.

    :raises FormatError: if it is in another encoding
    """
    return decode_unicode(content, ReadOptions(path=str(path)))
