"""A site locked for writing: its bundles, those written since, and those to delete."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import CancelledError
from dragoman.folder.lock import hold
from dragoman.press.dead_links import keep_dead_links
from dragoman.press.site_writer import (
    Bundle,
    Done,
    Kept,
    delete,
    find_folders,
    is_logged,
    is_there,
    keep,
    log_complete,
    read_kept,
    stranger,
    sync,
    write_bundle,
    write_kept,
)
from dragoman.press.spooled import Spooled

__all__ = ["READ", "SiteFiles", "find_tops", "locked_site", "open_site", "read_keys", "take_down", "write_site"]

_LOCK, _FOLDERS, READ = ".lock", ".folders.json", ".editions.json"
_LIMIT = 1 << 28
# Seconds between records of what was written, so that a killed run does not have to start again.
_SAVE_AFTER = 60.0
_TIMES = msgspec.json.Decoder(dict[str, int])


def _unwatched(_: Bundle) -> None:
    """Do nothing."""


@contextmanager
def locked_site(path: Path) -> Iterator[None]:
    """Lock a site for writing, and make its folder if it is missing. One thread may hold it twice.

    :raises FolderError: if another program is writing to it, or it cannot be written
    """
    disk.refuse_links(path)
    with disk.writing(path):
        path.mkdir(parents=True, exist_ok=True)
    with hold(path.resolve() / _LOCK, path):
        yield


def find_tops(path: Path, *, derived: bool = False) -> tuple[str, ...]:
    """The ``top`` of each bundle written to a site, including those of a killed run.

    :param derived: those made from all interviews together, instead of the others
    """
    return tuple(top for top, one in read_kept(path).items() if one.derived == derived)


def read_keys(path: Path) -> dict[str, str | None]:
    """The key of each bundle of a site; ``None`` if the bundle is not complete."""
    return {top: one.key for top, one in read_kept(path).items()}


def write_site(
    path: Path, bundles: Sequence[Bundle], *, whole: bool = False, watch: Callable[[Bundle], None] = _unwatched
) -> tuple[str, ...]:
    """Write what has changed, and delete the files that these bundles no longer have; return the names of both.

    Each file is replaced whole, in the order of the bundles, so that a killed run leaves no half page. Bundles that are
    not given stay as they are, except derived ones and those in the folder of one that is given.

    :param whole: compare every file, even if nothing that it is made from has changed
    :param watch: called before each bundle. An exception that it raises ends the work; the next run skips the bundles
        that are complete by then, and the list of interviews, which is last, is unchanged
    :raises FolderError: if a file that Dragoman did not write is in the way, or another program is writing to the site
    """
    with open_site(path) as files:
        files.refuse_strangers([bundle.top for bundle in bundles])
        for bundle in bundles:
            watch(bundle)
            if whole or not files.is_made(bundle.top, bundle.key):
                files.settle(write_bundle(path, bundle, files.find(bundle.top)))
        files.keep_only([bundle.top for bundle in bundles])
    return tuple(files.changed)


@contextmanager
def open_site(path: Path) -> Iterator[SiteFiles]:
    """Lock a site for writing. On exit, what was written is synced to the disk and recorded.

    If the work is cancelled, it is recorded too, and nothing is deleted.

    :raises FolderError: if another program is writing to the site
    """
    with locked_site(path), disk.writing(path):
        files = SiteFiles(path)
        try:
            yield files
        except CancelledError:
            files.save_meanwhile()
            raise
        files.sweep()
        files.save()


class SiteFiles:
    """The content of a locked site: its bundles, those written since, and those to delete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = read_kept(path)
        self._kept = dict(self._old)
        # What the list of files and the log said on the disk.
        self._recorded = self._old
        # When each folder of a bundle last changed, in ns: if the time is the same, no file is missing.
        self._folders = _read_folders(path)
        self._has_new_times = False
        # When each folder changed, as looked up since the last bundle was written.
        self._times: dict[str, int | None] = {}
        self._changed = Spooled(str)
        self._saved = time.monotonic()
        # The bundles that were written since then.
        self._unsaved: list[str] = []
        # Pages with links that were dead when they were written. A page that was written twice is here twice.
        self._dead = Spooled(tuple[str, tuple[str, ...]])

    @property
    def tops(self) -> tuple[str, ...]:
        """The bundles of interviews."""
        return tuple(top for top, one in self._kept.items() if not one.derived)

    @property
    def changed(self) -> Spooled[str]:
        """The names of the files that were written or deleted, in that order."""
        return self._changed

    def find_dead(self) -> dict[str, tuple[str, ...]]:
        """Maps each written page that has dead links now to those links.

        :raises FolderError: if a page of the site is a link or too large
        """
        # Many pages link to the same lists, people and feeds.
        exists = lru_cache(maxsize=1 << 16)(os.path.exists)
        found: dict[str, tuple[str, ...]] = {}
        for name, doubtful in self._dead:
            links = keep_dead_links(self._path, name, doubtful, exists=exists)
            found.pop(name, None)
            if links:
                found[name] = links
        return dict(sorted(found.items()))

    def find(self, top: str) -> Kept | None:
        """A bundle as it is on the site; ``None`` if it is not there.

        Older programs had one bundle for a whole folder. Then the names are those of that bundle.
        """
        found = self._kept.get(top)
        whole = self._kept.get(top.partition("/")[0])
        if found or whole is None or whole.derived:
            return found
        return keep(top, whole.names)

    def refuse_strangers(self, tops: Iterable[str]) -> None:
        """Check that bundles can be written.

        :raises FolderError: if a file that Dragoman did not write is in the way
        """
        new = [top for top in tops if top not in self._kept]
        # A killed run may have written some bundles of a folder, but not the one with the folder's name.
        ours = {top.partition("/")[0] for top in self._kept} if new else ()
        for top in new:
            if top not in ours and os.path.lexists(self._path / top):
                raise stranger(self._path / top)

    def is_made(self, top: str, key: str | None) -> bool:
        """Whether a bundle was made from content with this key, and all its files exist."""
        kept = self._kept.get(top)
        if kept is None or key is None or kept.key != key:
            return False
        times = _decode_times(self._folders.get(top))
        if times is not None and all(self._find_time(folder) == changed for folder, changed in times.items()):
            return True
        names = kept.names
        folders = find_folders(self._path, {name.rpartition("/")[0] for name in names})
        if not is_there(self._path, names):
            return False
        self._folders[top] = msgspec.Raw(msgspec.json.encode(folders))
        self._has_new_times = True
        return True

    def _find_time(self, folder: str) -> int | None:
        """When a folder last changed, in ns; ``None`` if it is missing. Several bundles have files in one folder."""
        if folder not in self._times:
            try:
                self._times[folder] = os.stat(f"{self._path}/{folder}").st_mtime_ns
            except OSError:
                self._times[folder] = None
        return self._times[folder]

    def settle(self, done: Done) -> None:
        """Record a bundle that was written. The record goes to disk once a minute."""
        self._times.clear()
        self._kept[done.kept.top] = done.kept
        self._unsaved.append(done.kept.top)
        if self._folders.pop(done.kept.top, None) is not None:
            self._has_new_times = True
        for name in done.changed:
            self._changed.add(name)
        for page in done.dead:
            self._dead.add(page)
        if time.monotonic() - self._saved > _SAVE_AFTER:
            self.save_meanwhile()

    def keep_only(self, tops: Collection[str]) -> None:
        """Drop derived bundles that are not among these, and other bundles in the folder of one of these."""
        others = self._kept.keys() - tops
        folders = {top.partition("/")[0] for top in tops if not self._is_derived(top)} if others else ()
        for top in others:
            if self._is_derived(top) or top.partition("/")[0] in folders:
                del self._kept[top]

    def drop(self, folders: Collection[str]) -> None:
        """Drop the bundles in these folders."""
        for top in [top for top in self._kept if top.partition("/")[0] in folders]:
            del self._kept[top]

    def sweep(self) -> None:
        """Delete the files that bundles had before and that none has now."""
        pairs = ((one, self._kept.get(top)) for top, one in self._old.items())
        gone = {name for old, new in pairs if old is not new for name in set(old.names) - set(new.names if new else ())}
        parts = {name.partition("/")[0] for name in gone}
        gone -= {
            name for top, one in self._kept.items() if parts and top.partition("/")[0] in parts for name in one.names
        }
        for name in sorted(gone):
            delete(self._path, name)
            self._changed.add(name)
        self._old = dict(self._kept)

    def save_meanwhile(self) -> None:
        """Record what was written since the last time, while other processes may be writing bundles.

        :raises FolderError: if a record of the site is a link
        """
        if self._unsaved:
            sync()
            log_complete(self._path, (self._as_recorded(top) for top in self._unsaved if top in self._kept))
            self._unsaved.clear()
        self._saved = time.monotonic()

    def save(self) -> None:
        """Wait until what was written is on the disk, then record it. No other process may be writing any bundle.

        :raises FolderError: if a record of the site is a link
        """
        if self._changed:
            sync()
        # On a large site each of these files has many megabytes.
        if self._kept != self._recorded or is_logged(self._path):
            write_kept(self._path, self._kept)
        if self._has_new_times or not self._folders.keys() <= self._kept.keys():
            self._folders = {top: times for top, times in self._folders.items() if top in self._kept}
            disk.refuse_links(self._path / _FOLDERS)
            disk.replace(self._path / _FOLDERS, msgspec.json.encode(self._folders), disk.SHARED, lasting=False)
            self._has_new_times = False

    def _as_recorded(self, top: str) -> Kept:
        """A bundle as it is recorded meanwhile: until the files that it no longer has are deleted, it is incomplete."""
        new, old = self._kept[top], self._old.get(top)
        if old is None or old is new:
            return new
        names = set(new.names)
        left = set(old.names) - names
        return keep(top, names | left, derived=new.derived) if left else new

    def _is_derived(self, top: str) -> bool:
        kept = self._kept.get(top)
        return kept is not None and kept.derived


def _read_folders(path: Path) -> dict[str, msgspec.Raw]:
    """The recorded times of folders; empty if they cannot be read, for they only save time."""
    try:
        return msgspec.json.decode(disk.read(path / _FOLDERS, _LIMIT) or b"{}", type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _decode_times(recorded: msgspec.Raw | None) -> dict[str, int] | None:
    """The time of each folder of a bundle, in ns; ``None`` if none are recorded."""
    try:
        return None if recorded is None else _TIMES.decode(recorded)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def take_down(path: Path, *tops: str) -> tuple[str, ...]:
    """Delete these bundles and those in their folders; return the names of their files.

    :raises FolderError: if another program is writing to the site
    """
    with locked_site(path), disk.writing(path):
        kept = read_kept(path)
        inside = tuple(f"{top}/" for top in tops)
        going = {top: one for top, one in kept.items() if top in tops or top.startswith(inside)}
        gone = sorted({name for one in going.values() for name in one.names})
        # These files only save time, and may name what is deleted.
        for name in (*gone, _FOLDERS, READ):
            delete(path, name)
        write_kept(path, {top: one for top, one in kept.items() if top not in going})
    return tuple(gone)
