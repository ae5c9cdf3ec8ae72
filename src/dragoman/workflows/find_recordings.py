"""Find the recordings that files and folders stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import MediaError
from dragoman.folder import is_interview
from dragoman.media.suffixes import RECORDING_SUFFIXES
from dragoman.workflows.many.places import Found, find_name

__all__ = ["find_recordings"]


def find_recordings(inputs: Sequence[Path], output: Path) -> tuple[Found, ...]:
    """The recordings, each once: files as named; in folders, the files with a suffix of recordings.

    Links, hidden files and folders, interviews' folders and the output folder are skipped. Of several inputs, one
    without recordings is returned as it is, so that it fails alone; so is a folder that cannot be read.

    :raises MediaError: if the only input is an interview's folder, or a folder without recordings
    """
    found: dict[Path, Found] = {}
    for one in inputs:
        below = [Found(one, find_name(one))]
        if one.is_dir() and not is_interview(one):
            below = [Found(path, find_name(path, one)) for path in _walk(one, output)] or below
        if len(inputs) == 1 and below[0].path == one:
            _refuse_folder(one)
        for each in below:
            found.setdefault(each.path.absolute(), each)
    return tuple(found.values())


def _refuse_folder(one: Path) -> None:
    if is_interview(one):
        raise MediaError(one, "is an interview's folder", "name recordings, or a folder of them")
    if one.is_dir():
        raise MediaError(one, "contains no recordings that can be read", "name the recordings themselves")


def _walk(folder: Path, output: Path) -> Iterator[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in children:
        if path.name.startswith(".") or path.is_symlink() or path.absolute() == output.absolute():
            continue
        if path.is_dir():
            if not is_interview(path):
                yield from _walk(path, output)
        elif path.suffix.lower() in RECORDING_SUFFIXES:
            yield path
