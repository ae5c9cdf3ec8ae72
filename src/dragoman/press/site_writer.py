"""Write a site's folder: changed files are written, and files that their bundle no longer has are deleted.

Everything else stays, so that each run can add to the site. It is written bundle by bundle (an interview's pages are
one), so that only one is in memory. ``files.json`` has the names of the written files, and the key of what each bundle
was made from; a bundle with the same key is skipped. Before a bundle is written, its files are named in ``files.log``,
so that the next run knows everything that a killed run wrote. From time to time the log also gets the bundles that are
complete, each after a plus sign, so that the next run can skip them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
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
    "is_logged",
    "is_there",
    "keep",
    "log_complete",
    "read_kept",
    "stranger",
    "sync",
    "write_bundle",
    "write_kept",
]

_KEPT = "files.json"
_LOG = "files.log"
_COMPLETE = b"+"
_LIMIT = 1 << 30
_NO_NAMES = msgspec.Raw(b"[]")
# With at most this many files of a bundle in a folder, each is looked up instead of the folder's list.
_FEW = 4

Content = bytes | Callable[[Path], object]
"""A file's bytes, or a function that writes it to a path; the function is called only if the file does not exist."""


class Bundle(msgspec.Struct, frozen=True):
    """Files that are made together.

    ``top`` is the folder of the site that contains them, or the one file at its top. ``key`` is a hash of everything
    that they are made from; with ``None``, they are made and compared each time. ``is_derived`` says that they are made
    from all interviews together, like a list; those that are not given again are deleted. Their ``top`` may be any
    unique name, such as ``"people/jane-doe"``. The first part of ``top`` is that of each file's path.
    """

    top: str
    key: str | None
    make: Callable[[], dict[str, Content]]
    is_derived: bool = False


class Kept(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The record of a bundle: its file names, and its key once all of them are written.

    ``listed`` are the names as JSON: few of the records of a large site are looked into.
    """

    top: str
    listed: msgspec.Raw = msgspec.field(default=_NO_NAMES, name="names")
    key: str | None = None
    derived: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files; none if the record is damaged."""
        try:
            return msgspec.json.decode(self.listed, type=tuple[str, ...])
        except (msgspec.DecodeError, UnicodeDecodeError):
            return ()


def keep(top: str, names: Iterable[str], *, key: str | None = None, derived: bool = False) -> Kept:
    """The record of a bundle with these files."""
    listed = msgspec.Raw(msgspec.json.encode(sorted(names)))
    return Kept(top=top, listed=listed if bytes(listed) != b"[]" else _NO_NAMES, key=key, derived=derived)


class Done(msgspec.Struct, frozen=True):
    """A bundle as it now is on the disk, and the names of the files that were written for it.

    ``dead`` are pages with links that were dead at that time; their targets may be written later.
    """

    kept: Kept
    changed: tuple[str, ...]
    dead: tuple[tuple[str, tuple[str, ...]], ...] = ()


def write_bundle(path: Path, bundle: Bundle, before: Kept | None) -> Done:
    """Make a bundle and write those of its files that differ on the disk. The site must be locked.

    Several processes can write different bundles at the same time.

    :param before: the bundle as it is on the site
    :raises FolderError: if a file that Dragoman did not write is in the way
    """
    files = bundle.make()
    known = set(before.names if before else ())
    there = {name: _is_same(path, name, content) for name, content in files.items()}
    for name, is_same in there.items():
        if is_same is False and name not in known:
            raise stranger(path / name)
    wanted = [name for name, is_same in there.items() if not is_same]
    if wanted:
        _log(path, keep(bundle.top, known | files.keys(), key=bundle.key, derived=bundle.is_derived))
    folders: set[str] = set()
    for name in wanted:
        _write(path, name, files[name], folders)
    kept = keep(bundle.top, files, key=bundle.key, derived=bundle.is_derived)
    return Done(kept, tuple(wanted), tuple(_find_dead(path, bundle, files)))


def _find_dead(path: Path, bundle: Bundle, files: Mapping[str, Content]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, content in files.items():
        # The page of the latest edition has two places: one check is enough.
        is_second = not bundle.is_derived and name == f"{bundle.top}/index.html"
        if name.endswith(".html") and isinstance(content, bytes) and not is_second:
            dead = find_dead_links(path, name, content, files)
            if dead:
                yield name, dead


def _is_same(path: Path, name: str, content: Content) -> bool | None:
    """Whether a file is there and need not be written; ``None`` where nothing is there."""
    # Nearly every file of a new site is not there yet.
    if not os.path.lexists(f"{path}/{name}"):
        return None
    if not isinstance(content, bytes):
        return True if (path / name).is_file() else False if (path / name).exists() else None
    old = disk.read(path / name, _LIMIT)
    return None if old is None else old == content


def stranger(path: Path) -> FolderError:
    """The error for a file that is in the way."""
    return FolderError(path, "was not written by Dragoman", "move it, or name another folder")


def is_there(path: Path, names: Iterable[str]) -> bool:
    """Whether every file of a bundle exists. A folder is listed once where a bundle has many files in it."""
    folders: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        folder, _, file = name.rpartition("/")
        folders[folder].add(file)
    return all(_has(f"{path}/{folder}", files) for folder, files in folders.items())


def _has(folder: str, files: set[str]) -> bool:
    if len(files) <= _FEW:
        return all(os.path.lexists(f"{folder}/{file}") for file in files)
    try:
        with os.scandir(folder) as there:
            return files <= {entry.name for entry in there}
    except OSError:
        return False


def find_folders(path: Path, folders: Iterable[str]) -> dict[str, int]:
    """When each folder of a site last changed, in ns; missing folders are left out."""
    found: dict[str, int] = {}
    for folder in folders:
        try:
            found[folder] = os.stat(f"{path}/{folder}").st_mtime_ns
        except OSError:
            continue
    return found


def read_kept(path: Path) -> dict[str, Kept]:
    """The recorded bundles of a site, including those of a killed run.

    :raises FolderError: if a record of the site is a link or too large
    """
    kept = _decode(disk.read(path / _KEPT, _LIMIT) or b"[]")
    for line in (disk.read(path / _LOG, _LIMIT) or b"").splitlines():
        for top, one in _decode(b"[" + line.removeprefix(_COMPLETE) + b"]").items():
            known = kept.get(top, one)
            if line.startswith(_COMPLETE):
                kept[top] = one
            # The log has the key that a bundle was to get: a bundle that has it was finished since.
            elif known is one or known.key is None or known.key != one.key:
                kept[top] = keep(top, {*known.names, *one.names}, derived=one.derived)
    return kept


def is_logged(path: Path) -> bool:
    """Whether there is a log of written bundles, which the list of files may lack."""
    return os.path.lexists(path / _LOG)


def _decode(raw: bytes) -> dict[str, Kept]:
    try:
        kept = msgspec.json.decode(raw, type=list[Kept])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {one.top: one for one in kept}


def _is_inside(name: str) -> bool:
    return ".." not in name.split("/") and not name.startswith("/") and not {"\\", "\0"} & set(name)


def _log(path: Path, kept: Kept) -> None:
    # Half a line of a killed run stays a line of its own.
    _append(path, b"\n" + msgspec.json.encode(kept) + b"\n")


def log_complete(path: Path, kept: Iterable[Kept]) -> None:
    """Record bundles that are on the disk, while other processes may be writing others.

    :raises FolderError: if the log is a link
    """
    lines = (_COMPLETE + msgspec.json.encode(one) + b"\n" for one in kept)
    _append(path, b"\n" + b"".join(lines))


def _append(path: Path, lines: bytes) -> None:
    """Write behind the log in one call, which several processes may make at a time."""
    disk.refuse_links(path / _LOG)
    with (path / _LOG).open("ab", buffering=0) as log:
        log.write(lines)


def write_kept(path: Path, kept: Mapping[str, Kept]) -> None:
    """Record the bundles of a site, and delete the log. No other process may be writing any.

    :raises FolderError: if the record of the site is a link
    """
    _write(path, _KEPT, partial(_write_list, kept), set())
    (path / _LOG).unlink(missing_ok=True)


def _write_list(kept: Mapping[str, Kept], path: Path) -> None:
    """Write one line for each bundle; a large site has tens of thousands."""
    with path.open("wb") as file:
        file.write(b"[\n")
        for place, top in enumerate(sorted(kept)):
            file.write((b",\n" if place else b"") + msgspec.json.encode(kept[top]))
        file.write(b"\n]\n")


def _write(path: Path, name: str, content: Content, folders: set[str]) -> None:
    """Put a file of a site in place without waiting for the disk; :func:`sync` waits once at the end.

    :param folders: folders of the site that are known to exist and not to be links
    """
    # Names and not paths, because a large site has hundreds of thousands of files.
    folder, _, file = name.rpartition("/")
    if folder not in folders:
        above = path / folder
        for one in (above.parent, above):
            disk.refuse_links(one)
        above.mkdir(parents=True, exist_ok=True)
        folders.add(folder)
    new = f"{path}/{folder}/.{file}.new"
    if isinstance(content, bytes):
        disk.write_over(new, content)
    else:
        disk.refuse_links(Path(new))
        content(Path(new))
    os.replace(new, f"{path}/{name}")


def sync() -> None:
    """Wait until everything that was written is on the disk."""
    # Windows has no such call for all files.
    if hasattr(os, "sync"):
        os.sync()


def delete(path: Path, name: str) -> None:
    """Delete a file of a site, and the folders that become empty.

    :raises FolderError: if one of the folders above the file is a link
    """
    # A changed list must not lead outside the site.
    if not _is_inside(name):
        return
    for folder in _above(path, path / name):
        disk.refuse_links(folder)
    for file in (path / name, _unfinished(path / name)):
        file.unlink(missing_ok=True)
    for folder in _above(path, path / name):
        with suppress(OSError):  # the folder is not empty
            folder.rmdir()


def _above(path: Path, file: Path) -> Iterator[Path]:
    for folder in file.parents:
        if folder == path:
            return
        yield folder


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
