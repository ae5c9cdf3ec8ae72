"""A site's folder: what has changed is written, and a file that its bundle no longer has is deleted, nothing else.

What other runs wrote stays: a site grows by what it is given. It is written bundle by bundle (an interview's files are
one), so that only one lies in memory. ``files.json`` names what was written, and the key of what each bundle was made
from; a bundle whose key is the same is passed over. Before a bundle is written, its files are named in ``files.log``,
so that a run that was killed leaves nothing that the next one does not know.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import CancelledError, FolderError
from dragoman.folder.lock import hold

__all__ = ["Bundle", "Content", "find_tops", "locked_site", "read_keys", "take_down", "write_site"]

_KEPT = "files.json"
_LOG = "files.log"
_LOCK = ".lock"
_LIMIT = 1 << 28

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


class _Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a bundle that was written: its names, and its key once all of them were."""

    top: str
    names: tuple[str, ...] = ()
    key: str | None = None
    derived: bool = False


def _unwatched(_: Bundle) -> None:
    """Go on."""


@contextmanager
def locked_site(path: Path) -> Iterator[None]:
    """Hold a site for writing; its folder is made where it is not there. May be held twice by one thread.

    :raises FolderError: where somebody else is writing to it
    """
    disk.refuse_links(path)
    with disk.writing(path):
        path.mkdir(parents=True, exist_ok=True)
    with hold(path.resolve() / _LOCK, path):
        yield


def find_tops(path: Path, *, derived: bool = False) -> tuple[str, ...]:
    """The bundles that were written to a site, by what they lie in, those of a killed run too.

    :param derived: those that are made from all interviews together, instead of the others
    """
    return tuple(top for top, one in _read_kept(path).items() if one.derived == derived)


def read_keys(path: Path) -> dict[str, str | None]:
    """What each bundle of a site was made from, as a hash; ``None`` where it is not whole."""
    return {top: one.key for top, one in _read_kept(path).items()}


def write_site(
    path: Path, bundles: Sequence[Bundle], *, whole: bool = False, watch: Callable[[Bundle], None] = _unwatched
) -> tuple[str, ...]:
    """Write what has changed, and delete what these bundles had before and no longer have; the names of both.

    Each file is replaced whole, in the order of the bundles, so that a run that is killed leaves no half page.
    Bundles that are not given stay as they are, but for those that are derived.

    :param whole: look at every file, also where nothing that it is made from has changed
    :param watch: called before each bundle; what it raises ends the work there. Bundles that are whole by then are
        passed over by the next run, and the list of interviews, which is last, is as it was
    :raises FolderError: where a file is in the way that was not written here
    """
    with locked_site(path), disk.writing(path):
        old = _read_kept(path)
        _refuse_strangers(path, old, [bundle.top for bundle in bundles])
        given = {bundle.top for bundle in bundles}
        kept = {top: one for top, one in old.items() if top in given or not one.derived}
        changed: list[str] = []
        try:
            for bundle in bundles:
                watch(bundle)
                before = old.get(bundle.top)
                if before and not whole and before.key == bundle.key is not None and _is_there(path, before):
                    continue
                kept[bundle.top] = _write_bundle(path, bundle, before, changed)
        except CancelledError:
            _write_kept(path, old | {top: _with_older(one, old.get(top)) for top, one in kept.items()})
            raise
        gone = sorted({n for one in old.values() for n in one.names} - {n for one in kept.values() for n in one.names})
        for name in gone:
            _delete(path, name)
        _write_kept(path, kept)
    return (*changed, *gone)


def _with_older(new: _Kept, old: _Kept | None) -> _Kept:
    """What is known of a bundle while files that it no longer has are not deleted: the next run makes it again."""
    left = set(old.names if old else ()) - set(new.names)
    return _Kept(top=new.top, names=tuple(sorted({*new.names, *left})), derived=new.derived) if left else new


def take_down(path: Path, *tops: str) -> tuple[str, ...]:
    """Delete these bundles; the value is the names of their files."""
    with locked_site(path), disk.writing(path):
        kept = _read_kept(path)
        gone = sorted(name for top in tops for name in kept.get(top, _Kept(top=top)).names)
        for name in gone:
            _delete(path, name)
        _write_kept(path, {top: one for top, one in kept.items() if top not in tops})
    return tuple(gone)


def _write_bundle(path: Path, bundle: Bundle, before: _Kept | None, changed: list[str]) -> _Kept:
    files = bundle.make()
    known = set(before.names if before else ())
    wanted = [name for name, content in files.items() if _differs(path / name, content)]
    for name in wanted:
        if name not in known and (path / name).exists():
            raise _stranger(path / name)
    if wanted:
        _log(path, _Kept(top=bundle.top, names=tuple(sorted(known | files.keys())), derived=bundle.is_derived))
    for name in wanted:
        _write(path / name, files[name])
    changed += wanted
    return _Kept(top=bundle.top, names=tuple(sorted(files)), key=bundle.key, derived=bundle.is_derived)


def _differs(path: Path, content: Content) -> bool:
    return disk.read(path, _LIMIT) != content if isinstance(content, bytes) else not path.is_file()


def _refuse_strangers(path: Path, old: dict[str, _Kept], tops: Sequence[str]) -> None:
    for top in tops:
        if top not in old and (path / top).exists():
            raise _stranger(path / top)


def _stranger(path: Path) -> FolderError:
    return FolderError(path, "was not written by Dragoman", "move it, or name another folder")


def _is_there(path: Path, kept: _Kept) -> bool:
    """Whether every file of a bundle is there; each folder is looked at once."""
    folders: dict[str, set[str]] = {}
    for name in kept.names:
        folder, _, file = name.rpartition("/")
        if folder not in folders:
            try:
                folders[folder] = {entry.name for entry in os.scandir(path / folder)}
            except OSError:
                return False
        if file not in folders[folder]:
            return False
    return True


def _read_kept(path: Path) -> dict[str, _Kept]:
    kept = _decode(disk.read(path / _KEPT, _LIMIT) or b"[]")
    for line in (disk.read(path / _LOG, _LIMIT) or b"").splitlines():
        for top, one in _decode(b"[" + line + b"]").items():
            kept[top] = _Kept(top=top, names=tuple({*kept.get(top, one).names, *one.names}), derived=one.derived)
    return kept


def _decode(raw: bytes) -> dict[str, _Kept]:
    try:
        kept = msgspec.json.decode(raw, type=list[_Kept])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    # A list that somebody changed must lead nowhere else.
    return {one.top: one for one in kept if all(map(_is_inside, one.names))}


def _is_inside(name: str) -> bool:
    return ".." not in name.split("/") and not name.startswith("/") and not {"\\", "\0"} & set(name)


def _log(path: Path, kept: _Kept) -> None:
    disk.refuse_links(path / _LOG)
    with (path / _LOG).open("ab") as log:
        # What a killed run wrote half of stays a line of its own.
        log.write(b"\n" + msgspec.json.encode(kept) + b"\n")


def _write_kept(path: Path, kept: dict[str, _Kept]) -> None:
    content = b"[\n" + b",\n".join(msgspec.json.encode(one) for _, one in sorted(kept.items())) + b"\n]\n"
    if disk.read(path / _KEPT, _LIMIT) != content:
        _write(path / _KEPT, content)
    (path / _LOG).unlink(missing_ok=True)


def _write(path: Path, content: Content) -> None:
    for folder in (path.parent.parent, path.parent):
        disk.refuse_links(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = _unfinished(path)
    disk.refuse_links(new)
    if isinstance(content, bytes):
        new.write_bytes(content)
    else:
        content(new)
    os.replace(new, path)


def _delete(path: Path, name: str) -> None:
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
