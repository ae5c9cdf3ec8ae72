"""``names.csv``: a person's decisions on the names of an interview, before they are applied to the ledger.

It is not a view: it is overwritten only on request. ``.dragoman/names.json`` keeps the revision that its rows were made
from, so that other people's later changes are not reverted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.errors import FormatError
from dragoman.folder.lock import STORE
from dragoman.formats.names_csv import NameRow, NamesTable, read_names, write_names
from dragoman.transcript.revision import to_json

__all__ = ["NAMES", "forget_names", "forget_passages", "load_names", "read_names_file", "save_names"]

NAMES = "names.csv"

_BASE = "names.json"
_LIMIT = 1 << 24


class _Base(msgspec.Struct, frozen=True):
    revision: str


def load_names(path: Path) -> tuple[NamesTable, str | None] | None:
    """The table of an interview's folder, and the revision that it was made from, if known.

    ``None`` if there is no table.

    :raises FolderError: if it is not an ordinary file
    :raises FormatError: if it is not a table of names
    """
    table = read_names_file(path / NAMES)
    if table is None:
        return None
    kept = disk.read(path / STORE / _BASE, _LIMIT)
    try:
        return table, msgspec.json.decode(kept, type=_Base).revision if kept else None
    except msgspec.DecodeError:
        return table, None


def read_names_file(file: Path) -> NamesTable | None:
    """The table in a file; ``None`` if there is no file.

    :raises FolderError: if it is not an ordinary file
    :raises FormatError: if it is not a table of names
    """
    content = disk.read(file, _LIMIT)
    return None if content is None else read_names(content, str(file))


def save_names(path: Path, rows: Sequence[NameRow], revision: str | None) -> Path:
    """Write the table of an interview's folder; return its path.

    :param revision: the revision of the rows; ``None`` if they are not all of the same one
    :raises FolderError: if it cannot be written
    """
    file = path / NAMES
    disk.refuse_links(file)
    with disk.writing(path):
        disk.replace(file, write_names(rows), disk.SHARED)
        if revision is not None:
            disk.replace(path / STORE / _BASE, msgspec.json.encode(_Base(revision)), disk.PRIVATE)
    return file


def forget_names(path: Path, is_gone: Callable[[Any], bool]) -> None:
    """Remove the rows that contain something withdrawn. A file that is not a table is unchanged.

    :param is_gone: whether a row's term, as a JSON value, contains it
    :raises FolderError: if the file cannot be read or written
    """
    _keep(path, lambda row: None if is_gone(to_json(row.term)) else row)


def forget_passages(path: Path, ids: Collection[str], is_quoted: Callable[[str], bool]) -> None:
    """Remove proposals that only withdrawn passages support, and notes that quote one.

    :raises FolderError: if the file cannot be read or written
    """

    def keep(row: NameRow) -> NameRow | None:
        left = tuple(place for place in row.places if place not in ids)
        if row.places and not left and row.state in ("proposed", "rejected"):
            return None
        quotes = row.term.note is not None and is_quoted(row.term.note)
        term = msgspec.structs.replace(row.term, note=None) if quotes else row.term
        return msgspec.structs.replace(row, term=term, places=left)

    _keep(path, keep)


def _keep(path: Path, keep: Callable[[NameRow], NameRow | None]) -> None:
    try:
        found = load_names(path)
    except FormatError:
        return
    if found is not None:
        kept = [left for row in found[0].rows if (left := keep(row)) is not None]
        if kept != list(found[0].rows):
            save_names(path, kept, None)
