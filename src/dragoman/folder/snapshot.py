"""``transcript.json``: the document as of one revision, so that a history need not be replayed from its beginning.

The history has it all. A snapshot that is missing, torn or edited by hand is not believed, and is made again.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.versions import VERSIONS, decode, find_header
from dragoman.transcript.document import Recording, Transcript

__all__ = [
    "SNAPSHOT",
    "find_snapshot_head",
    "is_due",
    "read_recording",
    "read_snapshot",
    "refuse_foreign",
    "write_snapshot",
]

SNAPSHOT = "transcript.json"

T = TypeVar("T")

_LIMIT = 1 << 30
_LEAST = 1 << 20
_HEAD = re.compile(rb'\A\{"format":"dragoman-transcript","version":\d+,"head":"([0-9a-f]{1,64})"')


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot whose document is still JSON."""

    head: str
    sha256: str
    transcript: msgspec.Raw


class _Document(msgspec.Struct, frozen=True):
    """Of a transcript, what it is of; the rest is skipped."""

    recording: Recording | None = None


def read_snapshot(path: Path, limit: int = _LIMIT) -> tuple[str, Transcript] | None:
    """The last revision in an interview's snapshot and its document; ``None`` where there is none to be trusted.

    :param limit: bytes beyond which it is not read, for the history has it all
    :raises FolderError: where a newer program wrote it
    """
    return _read(path, Transcript, limit)


def read_recording(path: Path) -> tuple[str, Recording | None] | None:
    """The same of the recording alone, in a tenth of the time."""
    found = _read(path, _Document, _LIMIT)
    return found and (found[0], found[1].recording)


def _read(path: Path, shape: type[T], limit: int) -> tuple[str, T] | None:
    there = disk.find_size(path / SNAPSHOT)
    if there is not None and there[1] > limit:
        return None
    raw = disk.read(path / SNAPSHOT, _LIMIT)
    header = find_header(raw, "transcript") if raw else None
    if raw is None or header is None or header.version < VERSIONS["transcript"]:
        return None
    try:
        stored = decode(raw, _Stored, "transcript", header.version, path / SNAPSHOT)
        if stored.sha256 != hashlib.sha256(stored.transcript).hexdigest():
            return None
        return stored.head, msgspec.json.decode(stored.transcript, type=shape)
    except (msgspec.DecodeError, LookupError, TypeError, ValueError, RecursionError):
        return None


def write_snapshot(path: Path, head: str, transcript: Transcript) -> None:
    """Write the document beside its history, so that it need not be replayed."""
    content = msgspec.json.encode(transcript)
    fields = {
        "format": "dragoman-transcript",
        "version": VERSIONS["transcript"],
        "head": head,
        "sha256": hashlib.sha256(content).hexdigest(),
        "transcript": msgspec.Raw(content),
    }
    # The history has it all: what cannot be written now is replayed when the folder is next opened.
    with suppress(OSError):
        disk.replace(path / SNAPSHOT, msgspec.json.encode(fields) + b"\n", disk.PRIVATE)


def find_snapshot_head(path: Path) -> str | None:
    """The last revision that a snapshot says it holds, by its first bytes alone."""
    try:
        with (path / SNAPSHOT).open("rb") as file:
            match = _HEAD.match(file.read(256))
    except OSError:
        return None
    return match[1].decode() if match else None


def is_due(path: Path, behind: int) -> bool:
    """Whether a snapshot is worth writing again that lacks so many bytes of the history."""
    there = disk.find_size(path / SNAPSHOT)
    return behind > max(_LEAST, there[1] // 4 if there else 0)


def refuse_foreign(path: Path) -> None:
    """Other programs call their output transcript.json too.

    :raises FolderError: where one of theirs lies where the snapshot belongs
    """
    disk.refuse_links(path / SNAPSHOT)
    if find_snapshot_head(path) is not None:
        return
    raw = disk.read(path / SNAPSHOT, _LIMIT)
    if raw and find_header(raw, "transcript") is None and _is_json(raw):
        raise FolderError(path / SNAPSHOT, "was not written by Dragoman", "move it to another place")


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True
