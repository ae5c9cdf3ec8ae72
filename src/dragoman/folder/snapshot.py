"""``transcript.json``: the document at one revision, so that the history need not be replayed from its beginning.

The history contains everything. A snapshot that is missing, damaged or edited by hand is not trusted, and is written
again.
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
    """A snapshot whose document is not decoded yet."""

    head: str
    sha256: str
    transcript: msgspec.Raw


class _Document(msgspec.Struct, frozen=True):
    """The recording of a transcript; other fields are skipped."""

    recording: Recording | None = None


def read_snapshot(path: Path, limit: int = _LIMIT) -> tuple[str, Transcript] | None:
    """The last revision of an interview's snapshot and its document; ``None`` if there is none to trust.

    :param limit: bytes; a larger snapshot is not read, because the history contains everything
    :raises FolderError: if a newer program wrote it
    """
    return _read(path, Transcript, limit)


def read_recording(path: Path) -> tuple[str, Recording | None] | None:
    """As :func:`read_snapshot`, for the recording only, in a tenth of the time.

    :raises FolderError: if a newer program wrote it
    """
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
    # The history contains everything: if this fails, it is replayed when the folder is next opened.
    with suppress(OSError):
        disk.replace(path / SNAPSHOT, msgspec.json.encode(fields) + b"\n", disk.PRIVATE)


def find_snapshot_head(path: Path) -> str | None:
    """The last revision of a snapshot, from its first bytes."""
    try:
        with (path / SNAPSHOT).open("rb") as file:
            match = _HEAD.match(file.read(256))
    except OSError:
        return None
    return match[1].decode() if match else None


def is_due(path: Path, behind: int) -> bool:
    """Whether to rewrite a snapshot that is this many bytes of history behind."""
    there = disk.find_size(path / SNAPSHOT)
    return behind > max(_LEAST, there[1] // 4 if there else 0)


def refuse_foreign(path: Path) -> None:
    """Refuse another program's transcript.json.

    :raises FolderError: if such a file is in the snapshot's place
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
