"""Find the interviews and files that the user's paths stand for, and the place of each result."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.folder import is_interview
from dragoman.folder.find import find_folders
from dragoman.folder.loading import HISTORY
from dragoman.workflows.many.report import is_report

__all__ = ["Found", "find_documents", "find_name", "find_weight", "place_outputs", "place_report"]


class Found(msgspec.Struct, frozen=True):
    """An input, and the name of its result, as :func:`find_name` gives it."""

    path: Path
    name: Path


def find_name(path: Path, folder: Path | None = None) -> Path:
    """The name of what a file becomes: its path below the named folder, without its suffix.

    :param folder: the folder that was named; ``None`` if the file itself was
    """
    return path.relative_to(folder).with_suffix("") if folder is not None else Path(_own_name(path))


def find_documents(inputs: Sequence[Path]) -> tuple[Found, ...]:
    """The documents, each once: files and interviews as named; in folders, the interviews in them.

    Reports of earlier runs, which a pattern such as ``drafts/*`` includes, are skipped.

    :raises FolderError: if the only folder named has no interviews
    """
    found: dict[Path, Found] = {}
    for one in inputs:
        if one.is_dir() and not is_interview(one):
            below = [Found(path, path.relative_to(one)) for path in find_folders(one)]
            if not below and len(inputs) == 1:
                raise FolderError(one, "contains no interviews", "name interviews, or a folder of them")
            # Among several inputs, it fails alone.
            below = below or [Found(one, Path(_own_name(one)))]
        else:
            below = [] if one.suffix == ".html" and is_report(one) else [Found(one, Path(_own_name(one)))]
        for each in below:
            found.setdefault(each.path.absolute(), each)
    return tuple(found.values())


def place_outputs(found: Iterable[Found], output: Path) -> tuple[Path, ...]:
    """The folder of each result. Results that would share a folder also get the suffix of their file (``talk-mp4``),
    or, if that does not suffice, a hash of its path.
    """
    items = tuple(found)
    for mark in (_suffix, _hash):
        # A result is not put inside another one's folder, such as that of a/b.wav beside a.wav.
        often = Counter(_folded(each.name) for each in items)
        above = {_folded(path) for each in items for path in each.name.parents}
        items = tuple(
            _with_mark(each, mark) if often[_folded(each.name)] > 1 or _folded(each.name) in above else each
            for each in items
        )
    return tuple(output / each.name for each in items)


def place_report(found: Sequence[Found], name: str) -> Path:
    """The place of a report on interviews that stay where they are: the folder that contains all of them."""
    parents = {str(each.path.absolute().parent) for each in found}
    try:
        folder = Path(os.path.commonpath(parents))
    except ValueError:  # on several drives
        folder = found[0].path.absolute().parent
    # An interview's folder must not contain anything about others.
    while is_interview(folder):
        folder = folder.parent
    here = Path().absolute()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder) / name


def find_weight(path: Path) -> int:
    """The amount of work of an item: the bytes of a file, or of an interview's history."""
    try:
        return (path / HISTORY if path.is_dir() else path).stat().st_size
    except OSError:
        return 0


def _own_name(path: Path) -> str:
    name = path.name or path.absolute().name
    return name if path.is_dir() else Path(name).stem


def _folded(path: Path) -> str:
    """The path as a case-insensitive file system compares it."""
    return str(path).casefold()


def _with_mark(found: Found, find_mark: Callable[[Path], str]) -> Found:
    mark = find_mark(found.path)
    return Found(found.path, found.name.with_name(f"{found.name.name}-{mark}")) if mark else found


def _suffix(path: Path) -> str:
    return path.suffix.removeprefix(".").lower()


def _hash(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
