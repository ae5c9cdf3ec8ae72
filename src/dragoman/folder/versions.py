"""The versions of an interview's files.

Every stored file states its format and version. An older one is upgraded in memory when loaded; a newer one is refused.
A version increases when the stored shape changes, and its upgrade is a row in ``UPGRADES``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from dragoman.errors import FolderError
from dragoman.transcript.document import Transcript
from dragoman.transcript.edition import Edition

__all__ = [
    "UPGRADES",
    "VERSIONS",
    "Header",
    "HistoryHeader",
    "Kind",
    "Snapshot",
    "StoredEdition",
    "decode",
    "find_header",
    "make_header",
]

Kind = Literal["history", "transcript", "review", "edition"]

VERSIONS: dict[Kind, int] = {"history": 2, "transcript": 1, "review": 3, "edition": 1}

# (kind, version) -> the function that upgrades the JSON of this version to the next.
UPGRADES: dict[tuple[Kind, int], Callable[[Any], Any]] = {
    # Version 2 has an interview's id in the header, and the client's key on a revision; both are optional.
    ("history", 1): lambda value: value,
    # Ids were made from the message; :func:`dragoman.folder.review.rename_findings` recognizes them.
    ("review", 1): lambda event: event,
    # Version 3 has comments.
    ("review", 2): lambda event: event,
}

T = TypeVar("T")


class Header(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The format and version of a stored file: in a log as a separate line, elsewhere beside the content."""

    format: str
    version: int


class HistoryHeader(Header, frozen=True, kw_only=True, omit_defaults=True):
    """The header of a history.

    ``interview`` is the interview's random id; ``None`` if an older program began it. ``epoch`` counts how often the
    history was rewritten because something was withdrawn.
    """

    interview: str | None = None
    epoch: int = 0


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """``transcript.json``: the document at one revision. A cache of the history, rebuilt from it when in doubt.

    ``head`` is the last revision that it contains, ``sha256`` the hash of the transcript's bytes.
    """

    format: Literal["dragoman-transcript"] = "dragoman-transcript"
    version: Literal[1] = 1
    head: str
    sha256: str
    transcript: Transcript


class StoredEdition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``editions/N.json``."""

    format: Literal["dragoman-edition"] = "dragoman-edition"
    version: Literal[1] = 1
    edition: Edition


def find_header(raw: bytes, kind: Kind) -> HistoryHeader | None:
    """The header in these bytes; ``None`` if they are not of this kind."""
    try:
        header = msgspec.json.decode(raw, type=HistoryHeader)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return header if header.format == f"dragoman-{kind}" else None


def make_header(kind: Kind, interview: str | None = None) -> HistoryHeader:
    """The header of a new file of this kind."""
    return HistoryHeader(format=f"dragoman-{kind}", version=VERSIONS[kind], interview=interview)


def decode(raw: bytes, shape: type[T], kind: Kind, version: int, path: Path) -> T:
    """A stored JSON value, upgraded from any older version.

    :raises FolderError: if a newer program wrote it, or the version is unknown
    :raises msgspec.DecodeError: if it is not such JSON
    """
    current = VERSIONS[kind]
    if version > current:
        fault = f"was written by a newer Dragoman (version {version}; this program reads up to {current})"
        raise FolderError(path, fault, "update Dragoman")
    if version == current:
        return msgspec.json.decode(raw, type=shape)
    value: Any = msgspec.json.decode(raw)
    for step in range(version, current):
        if (kind, step) not in UPGRADES:
            raise FolderError(path, f"says it has version {version}, which does not exist")
        value = UPGRADES[kind, step](value)
    return msgspec.convert(value, shape)
