"""``editions/``: one file for each edition, written once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import Folder
from dragoman.folder.lock import locked
from dragoman.folder.versions import StoredEdition, decode, find_header
from dragoman.transcript.edition import Edition, edition_hash, find_breaks

__all__ = [
    "find_edition_files",
    "find_slugs_beside",
    "load_editions",
    "parse_edition",
    "read_editions",
    "read_last_edition",
    "refuse_breaks",
    "save_edition",
]

_LIMIT = 1 << 30


def save_edition(folder: Folder, edition: Edition) -> Path:
    """Write a numbered edition after the existing ones; return its path.

    :raises FolderError: if it has no number, does not follow the last one, or exists already
    """
    editions = folder.path / "editions"
    path = editions / f"{edition.number}.json"
    disk.refuse_links(editions)
    with locked(folder.path), disk.writing(path):
        disk.make_folder(editions, 0o777)
        if edition.number is None:
            raise FolderError(editions, "takes no drafts", "give the edition a number")
        if path.exists():
            raise FolderError(path, "exists already, and an edition never changes", "make a new edition")
        if edition.number > 1 and edition.previous != _hash_on_disk(editions / f"{edition.number - 1}.json"):
            raise FolderError(path, "does not follow the previous edition", "make it again from the latest edition")
        disk.replace(path, msgspec.json.encode(StoredEdition(edition=edition)) + b"\n", disk.SHARED)
    return path


def find_slugs_beside(path: Path) -> set[str]:
    """The slugs of the other interviews in the folder that contains this one. What cannot be read has none."""
    slugs = set()
    for other in path.absolute().parent.glob("*/editions/1.json"):
        if other.parent.parent.name != path.absolute().name:
            with suppress(OSError, FolderError, msgspec.DecodeError):
                state = other.stat()
                slugs.add(_read_slug(other, state.st_mtime_ns, state.st_size))
    return {slug for slug in slugs if slug}


class _Head(msgspec.Struct, frozen=True):
    slug: str | None = None


class _File(msgspec.Struct, frozen=True):
    edition: _Head = _Head()


@lru_cache(maxsize=100_000)
def _read_slug(file: Path, changed: int, size: int) -> str | None:
    """The slug in an edition's file. The time of its change and its size say whether it is still the same file."""
    return msgspec.json.decode(disk.read(file, _LIMIT) or b"{}", type=_File).edition.slug


def load_editions(folder: Folder) -> tuple[Edition, ...]:
    """The editions in order, older versions upgraded in memory.

    :raises FolderError: if one cannot be read
    """
    return read_editions(folder.path)


def read_editions(path: Path) -> tuple[Edition, ...]:
    """As :func:`load_editions`, without reading the history.

    :raises FolderError: if one cannot be read
    """
    return tuple(_load(file) for file in find_edition_files(path))


def read_last_edition(path: Path) -> Edition | None:
    """The last edition; ``None`` if nothing was released.

    :raises FolderError: if it cannot be read
    """
    files = find_edition_files(path)
    return _load(files[-1]) if files else None


def find_edition_files(path: Path) -> list[Path]:
    """The edition files of an interview, in order.

    :raises FolderError: if the folder of editions is a link
    """
    editions = path / "editions"
    disk.refuse_links(editions)
    found = [file for file in editions.glob("*.json") if file.stem.isascii() and file.stem.isdigit()]
    return sorted(found, key=lambda file: int(file.stem))


def refuse_breaks(path: Path, editions: Sequence[Edition], hashes: Sequence[str] = ()) -> None:
    """Refuse editions of which one is missing, or was changed after the next was made.

    :param path: the interview's folder, as the message names it
    :param hashes: those of the editions, where they are known
    :raises FolderError: naming the first such edition
    """
    fix = "restore its editions from a backup"
    missing = next((number for number, one in enumerate(editions, start=1) if one.number != number), None)
    if missing is not None or (editions and editions[0].previous is not None):
        raise FolderError(path, f"has no edition {missing or 1} that begins or continues its editions", fix)
    breaks = find_breaks(editions, hashes)
    if breaks:
        raise FolderError(path, f"has an edition {breaks[0]} that the next one does not follow", fix)


def _load(path: Path) -> Edition:
    return parse_edition(path, disk.read(path, _LIMIT) or b"")


def parse_edition(path: Path, raw: bytes) -> Edition:
    """The edition in a file's bytes, an older version upgraded.

    :raises FolderError: if it is not an edition, is damaged, or a newer program wrote it
    """
    header = find_header(raw, "edition")
    if header is None:
        raise FolderError(path, "is not an edition that Dragoman wrote", "move it away")
    try:
        return decode(raw, StoredEdition, "edition", header.version, path).edition
    except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise FolderError(path, "is damaged", "restore it from a backup") from error


def _hash_on_disk(path: Path) -> str | None:
    """The hash of an edition file's content, whatever version wrote it."""
    raw = disk.read(path, _LIMIT)
    if raw is None:
        return None
    _load(path)
    stored: dict[str, Any] = msgspec.json.decode(raw)
    return edition_hash(stored["edition"])
