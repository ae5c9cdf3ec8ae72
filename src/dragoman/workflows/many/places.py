"""Which interviews and files are meant by what a person names, and where the result of each goes."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.folder import is_interview
from dragoman.folder.find import find_folders
from dragoman.folder.loading import HISTORY
from dragoman.workflows.many.report import is_report

__all__ = ["Found", "find_documents", "find_weight", "place_outputs", "place_report"]


class Found(msgspec.Struct, frozen=True):
    """What is worked on, and what its result is called: its path below the folder that was named, without ending."""

    path: Path
    name: Path


def find_documents(inputs: Sequence[Path]) -> tuple[Found, ...]:
    """The documents that are meant, each once: files and interviews as named; in folders, the interviews in them.

    A pattern such as ``drafts/*`` names the report of an earlier run too; that is passed over.

    :raises FolderError: for a folder without interviews, where nothing else is named
    """
    found: dict[Path, Found] = {}
    for one in inputs:
        if one.is_dir() and not is_interview(one):
            below = [Found(path, path.relative_to(one)) for path in find_folders(one)]
            if not below and len(inputs) == 1:
                raise FolderError(one, "holds no interviews", "name interviews, or a folder of them")
            # Of several, it fails alone.
            below = below or [Found(one, Path(_own_name(one)))]
        else:
            below = [] if one.suffix == ".html" and is_report(one) else [Found(one, Path(_own_name(one)))]
        for each in below:
            found.setdefault(each.path.absolute(), each)
    return tuple(found.values())


def place_outputs(found: Iterable[Found], output: Path) -> tuple[Path, ...]:
    """The folder of each result. Those that would have the same get a hash of the item's path besides."""
    items = tuple(found)
    # A result does not lie inside another one's folder, as that of a/b.wav would beside a.wav.
    often = Counter(_folded(each.name) for each in items)
    above = {_folded(path) for each in items for path in each.name.parents}
    return tuple(
        output / _with_mark(each, often[_folded(each.name)] > 1 or _folded(each.name) in above) for each in items
    )


def place_report(found: Sequence[Found], name: str) -> Path:
    """Where the report of work on interviews lies that stay where they are: in the folder that holds all of them."""
    parents = {str(each.path.absolute().parent) for each in found}
    try:
        folder = Path(os.path.commonpath(parents))
    except ValueError:  # on several drives
        folder = found[0].path.absolute().parent
    # An interview's folder holds nothing of others.
    while is_interview(folder):
        folder = folder.parent
    here = Path().absolute()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder) / name


def find_weight(path: Path) -> int:
    """How much work an item is beside others: the bytes of a file, or of an interview's history."""
    try:
        return (path / HISTORY if path.is_dir() else path).stat().st_size
    except OSError:
        return 0


def _own_name(path: Path) -> str:
    name = path.name or path.absolute().name
    return name if path.is_dir() else Path(name).stem


def _folded(path: Path) -> str:
    """A path as a file system compares it that does not tell capitals apart."""
    return str(path).casefold()


def _with_mark(found: Found, shared: bool) -> Path:
    if not shared:
        return found.name
    mark = hashlib.sha256(str(found.path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return found.name.with_name(f"{found.name.name}-{mark}")
