"""Which recordings are meant by folders and files, and into which folder each is drafted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import MediaError
from dragoman.folder import is_interview
from dragoman.media.suffixes import RECORDING_SUFFIXES

__all__ = ["FoundRecording", "find_recordings", "place_drafts"]


class FoundRecording(msgspec.Struct, frozen=True):
    """A recording, and what its draft's folder is called: its path below the folder that was named, without ending."""

    path: Path
    name: Path


def find_recordings(inputs: Sequence[Path], output: Path) -> tuple[FoundRecording, ...]:
    """The recordings that are meant, each once: files as named; in folders, files whose names end as recordings do.

    Links, hidden files and folders, interviews' folders and the output's are not looked into.

    :raises MediaError: for a folder without recordings, and for an interview's
    """
    found: dict[Path, FoundRecording] = {}
    for one in inputs:
        below = [FoundRecording(one, Path(one.stem))]
        if is_interview(one):
            raise MediaError(one, "is an interview's folder", "name recordings, or a folder of them")
        if one.is_dir():
            below = [FoundRecording(path, path.relative_to(one).with_suffix("")) for path in _walk(one, output)]
            if not below:
                raise MediaError(one, "holds no recordings", "name the recordings themselves")
        for each in below:
            found.setdefault(each.path.absolute(), each)
    return tuple(found.values())


def place_drafts(found: Iterable[FoundRecording], output: Path) -> tuple[Path, ...]:
    """The folder of each draft. Those that would have the same get a hash of the recording's path besides."""
    recordings = tuple(found)
    # A draft does not lie inside another one's folder, as that of a/b.wav would beside a.wav.
    often = Counter(_folded(each.name) for each in recordings)
    above = {_folded(path) for each in recordings for path in each.name.parents}
    return tuple(
        output / _own_name(each, often[_folded(each.name)] > 1 or _folded(each.name) in above) for each in recordings
    )


def _folded(path: Path) -> str:
    """A path as a file system compares it that does not tell capitals apart."""
    return str(path).casefold()


def _own_name(found: FoundRecording, shared: bool) -> Path:
    if not shared:
        return found.name
    mark = hashlib.sha256(str(found.path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return found.name.with_name(f"{found.name.name}-{mark}")


def _walk(folder: Path, output: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink() or path.absolute() == output.absolute():
            continue
        if path.is_dir():
            if not is_interview(path):
                yield from _walk(path, output)
        elif path.suffix.lower() in RECORDING_SUFFIXES:
            yield path
