"""A site's folder: what has changed is written, and a file that its bundle no longer has is deleted, nothing else.

What other runs wrote stays: a site grows by what it is given. It is written bundle by bundle (an interview's pages are
one), so that only one lies in memory. ``files.json`` names what was written, and the key of what each bundle was made
from; a bundle whose key is the same is passed over. Before a bundle is written, its files are named in ``files.log``,
so that a run that was killed leaves nothing that the next one does not know.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.press.dead_links import find_dead_links

__all__ = [
    "Bundle",
    "Content",
    "Done",
    "Kept",
    "delete",
    "find_folders",
    "is_there",
    "read_kept",
    "stranger",
    "sync",
    "write_bundle",
    "write_kept",
]

_KEPT = "files.json"
_LOG = "files.log"
_LIMIT = 1 << 30

Content = bytes | Callable[[Path], object]
"""A file's bytes, or what writes it to a path; that one is written where its name is new."""


class Bundle(msgspec.Struct, frozen=True):
    """Files that are made together.

    ``top`` is the folder of the site that all of them lie in, or the one file at its top. ``key`` is a hash of all
    that they are made from; ``None`` has them made and compared each time. ``is_derived`` says that they are made from
    all interviews together, as a list is: those that are not given again are deleted. Their ``top`` may be any name of
    their own, such as ``"people/jane-doe"``.
    """

    top: str
    key: str | None
    make: Callable[[], dict[str, Content]]
    is_derived: bool = False


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a bundle that was written: its names, and its key once all of them were."""

    top: str
    names: tuple[str, ...] = ()
    key: str | None = None
    derived: bool = False


class Done(msgspec.Struct, frozen=True):
    """A bundle as it lies on the disk now, and the names of the files that were written for it.

    ``dead`` are pages with links that led nowhere then; what they lead to may be written later.
    """

    kept: Kept
    changed: tuple[str, ...]
    dead: tuple[tuple[str, tuple[str, ...]], ...] = ()


def write_bundle(path: Path, bundle: Bundle, before: Kept | None) -> Done:
    """Make a bundle and write those of its files that are not the same on the disk. The site must be held.

    Several processes can do so for different bundles at the same time.

    :param before: the bundle as it lies there
    :raises FolderError: where a file is in the way that was not written here
    """
    files = bundle.make()
    known = set(before.names if before else ())
    there = {name: _is_same(path / name, content) for name, content in files.items()}
    for name, is_same in there.items():
        if is_same is False and name not in known:
            raise stranger(path / name)
    wanted = [name for name, is_same in there.items() if not is_same]
    if wanted:
        _log(path, Kept(top=bundle.top, names=tuple(sorted(known | files.keys())), derived=bundle.is_derived))
    folders: set[Path] = set()
    for name in wanted:
        _write(path / name, files[name], folders)
    kept = Kept(top=bundle.top, names=tuple(sorted(files)), key=bundle.key, derived=bundle.is_derived)
    return Done(kept, tuple(wanted), tuple(_find_dead(path, bundle, files)))


def _find_dead(path: Path, bundle: Bundle, files: Mapping[str, Content]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, content in files.items():
        # The page of the latest edition is at two places: one look at it is enough.
        is_second = not bundle.is_derived and name == f"{bundle.top}/index.html"
        if name.endswith(".html") and isinstance(content, bytes) and not is_second:
            dead = find_dead_links(path, name, content, files)
            if dead:
                yield name, dead


def _is_same(path: Path, content: Content) -> bool | None:
    """Whether a file is there and need not be written; ``None`` where nothing is there."""
    if not isinstance(content, bytes):
        return True if path.is_file() else False if path.exists() else None
    old = disk.read(path, _LIMIT)
    return None if old is None else old == content


def stranger(path: Path) -> FolderError:
    """What to raise where a file is in the way."""
    return FolderError(path, "was not written by Dragoman", "move it, or name another folder")


def is_there(path: Path, names: Iterable[str]) -> bool:
    """Whether every file of a bundle is there; each folder is looked at once."""
    folders: dict[str, set[str]] = {}
    for name in names:
        folder, _, file = name.rpartition("/")
        if folder not in folders:
            try:
                folders[folder] = {entry.name for entry in os.scandir(path / folder)}
            except OSError:
                return False
        if file not in folders[folder]:
            return False
    return True


def find_folders(path: Path, folders: Iterable[str]) -> dict[str, int]:
    """When the list of names of each folder of a site last changed, in ns; one that is not there is left out."""
    found: dict[str, int] = {}
    for folder in folders:
        try:
            found[folder] = os.stat(f"{path}/{folder}").st_mtime_ns
        except OSError:
            continue
    return found


def read_kept(path: Path) -> dict[str, Kept]:
    """The bundles that were written to a site, those of a killed run too."""
    kept = _decode(disk.read(path / _KEPT, _LIMIT) or b"[]")
    for line in (disk.read(path / _LOG, _LIMIT) or b"").splitlines():
        for top, one in _decode(b"[" + line + b"]").items():
            kept[top] = Kept(top=top, names=tuple({*kept.get(top, one).names, *one.names}), derived=one.derived)
    return kept


def _decode(raw: bytes) -> dict[str, Kept]:
    try:
        kept = msgspec.json.decode(raw, type=list[Kept])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {one.top: one for one in kept}


def _is_inside(name: str) -> bool:
    return ".." not in name.split("/") and not name.startswith("/") and not {"\\", "\0"} & set(name)


def _log(path: Path, kept: Kept) -> None:
    disk.refuse_links(path / _LOG)
    # One call, which several processes can make at a time. What a killed run wrote half of stays a line of its own.
    with (path / _LOG).open("ab", buffering=0) as log:
        log.write(b"\n" + msgspec.json.encode(kept) + b"\n")


def write_kept(path: Path, kept: dict[str, Kept]) -> None:
    """Put on record what lies in a site."""
    content = b"[\n" + b",\n".join(msgspec.json.encode(one) for _, one in sorted(kept.items())) + b"\n]\n"
    if disk.read(path / _KEPT, _LIMIT) != content:
        _write(path / _KEPT, content, set())
    (path / _LOG).unlink(missing_ok=True)


def _write(path: Path, content: Content, folders: set[Path]) -> None:
    """Put a file in place; no wait for the disk, which is waited for once at the end.

    :param folders: those that are known to be there, and no links
    """
    if path.parent not in folders:
        for folder in (path.parent.parent, path.parent):
            disk.refuse_links(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.add(path.parent)
    new = _unfinished(path)
    disk.refuse_links(new)
    if isinstance(content, bytes):
        new.write_bytes(content)
    else:
        content(new)
    os.replace(new, path)


def sync() -> None:
    """Wait until everything that was written is on the disk."""
    # Windows has no such call for all files.
    if hasattr(os, "sync"):
        os.sync()


def delete(path: Path, name: str) -> None:
    """Delete a file of a site, and the folders that are empty without it."""
    # A list that somebody changed must lead nowhere else.
    if not _is_inside(name):
        return
    for folder in _above(path, path / name):
        disk.refuse_links(folder)
    for file in (path / name, _unfinished(path / name)):
        file.unlink(missing_ok=True)
    for folder in _above(path, path / name):
        with suppress(OSError):  # there is something else in it
            folder.rmdir()


def _above(path: Path, file: Path) -> Iterator[Path]:
    for folder in file.parents:
        if folder == path:
            return
        yield folder


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
