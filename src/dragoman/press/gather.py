"""The interviews to publish, as their editions say them, and the index of what was read before.

An interview is read again if its history or one of its edition files differs in name, size, times or inode number. The
history says only whether the interview was marked as confidential since it was released. Every write sets
the change time of a file (``ctime``), which no program can set back. Times close to the moment of reading prove
nothing, because the clocks of file systems are coarse. Changes below the file system (a failing disk) do not change any
time: ``verify`` reads every file.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import DragomanError, Fix, FolderError
from dragoman.folder.confidential import is_confidential
from dragoman.folder.editions import find_edition_files, parse_edition, refuse_breaks
from dragoman.folder.find import find_folders
from dragoman.folder.loading import HISTORY
from dragoman.press.entry import digest, make_entry
from dragoman.press.media import NoSound, SoundCopy, plan_copy, say_why
from dragoman.press.site_files import READ
from dragoman.press.site_list import share_values
from dragoman.press.site_model import RESERVED, Entry, Interview, Media, find_slug, is_out
from dragoman.transcript.edition import Edition, edition_hash

__all__ = [
    "Gathered",
    "HeldBack",
    "Reading",
    "find_held_beside",
    "find_interview_folders",
    "find_near_folders",
    "gather",
    "has_editions",
    "is_unchanged",
    "read_index",
    "read_interview",
    "refuse_doubles",
    "share",
    "write_index",
]

_LIMIT = 1 << 30
# Of a slug's 60 characters, without "-2".
_LONGEST_BASE = 58
# Ns. A file changed so shortly before it was read may have changed again within one tick of the file system's clock.
_COARSE = 2_000_000_000


class Stamp(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The state of a file; times in ns."""

    name: str
    size: int
    changed: int
    touched: int
    number: int


class HeldBack(msgspec.Struct, frozen=True, gc=False):
    """An interview that was marked as confidential after its last edition, with the number of that edition.

    ``first`` is the hash of its first edition, which it keeps at every address.
    """

    slug: str
    first: str
    number: int


class Gathered(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An interview as it was read: its files, and its entry.

    ``folder`` stands for where it lies and tells nothing of it.
    ``entry`` is ``None`` where none of them may be seen yet, or any more (``held``); ``entry_key`` is its digest.
    ``copy`` is the name of the sound to be copied.
    ``key`` is that of the bundle with its pages: where the site has the same, the entry on the site is this one.
    ``no_sound`` says why a copy of the sound that was wanted is not published.
    ``is_lasting`` says that nothing but these files decides about it: no moment that is still to come, no recording.
    """

    folder: str
    stamps: tuple[Stamp, ...]
    read: int
    entry: Entry | None = None
    entry_key: str | None = None
    held: HeldBack | None = None
    copy: str | None = None
    key: str | None = None
    no_sound: NoSound | None = None
    is_lasting: bool = True

    def silenced(self, why: NoSound) -> Gathered:
        """The interview without a copy of its sound."""
        entry = msgspec.structs.replace(self.entry, media=None) if self.entry else None
        return msgspec.structs.replace(self, entry=entry, entry_key=None, copy=None, no_sound=why)


class Reading(msgspec.Struct, frozen=True):
    """How interviews are read: the time of publication, and what is published of their recordings.

    ``site`` is the folder in which copies of their sound may lie already.
    """

    now: datetime
    media: Media = "none"
    site: Path | None = None


class _Index(msgspec.Struct, frozen=True):
    """The index, with its readings still to be decoded one by one."""

    made_with: str
    interviews: tuple[msgspec.Raw, ...]


_DECODER = msgspec.json.Decoder(Gathered)


def find_interview_folders(root: Path, *, nested: bool = False) -> tuple[Path, ...]:
    """The folders with editions, sorted: ``root`` and those directly in it; with ``nested``, also deeper ones."""
    there = filter(has_editions, find_near_folders(root))
    if not nested:
        return tuple(there)
    deeper = filter(has_editions, find_folders(root))
    return tuple(sorted({*there, *deeper}, key=lambda path: path.parts))


def find_near_folders(root: Path) -> tuple[Path, ...]:
    """``root`` and the folders directly in it, sorted."""
    with os.scandir(root) as children:
        near = sorted(child.path for child in children if child.is_dir())
    return tuple(map(Path, (str(root), *near)))


def has_editions(path: Path) -> bool:
    """Whether a folder has a folder for editions."""
    return os.path.isdir(f"{path}/editions")


def is_unchanged(path: Path, before: Mapping[str, Gathered]) -> Gathered | None:
    """The earlier reading of an interview if its files have not changed since; else ``None``."""
    old = before.get(_name(path))
    if old is None or not old.is_lasting or _find_stamps(path) != old.stamps:
        return None
    return old if all(max(one.changed, one.touched) < old.read - _COARSE for one in old.stamps) else None


def gather(path: Path, reading: Reading) -> Gathered | None:
    """Read an interview and verify the chain of its editions; ``None`` if it has none.

    :raises FolderError: if an edition cannot be read, the chain is broken, or the site needs the address itself
    """
    read, stamps = time.time_ns(), _find_stamps(path)
    raws = _read(path)
    if not raws:
        return None
    interview, count, no_sound = _make_interview(path, raws, reading)
    held = _find_held(path, raws)
    if held is not None:
        return Gathered(folder=_name(path), stamps=stamps, read=read, held=held)
    entry = make_entry(interview, reading.media) if interview else None
    return Gathered(
        folder=_name(path),
        stamps=stamps,
        read=read,
        entry=entry,
        entry_key=digest(entry) if entry else None,
        copy=interview.copy.name if interview and interview.copy else None,
        no_sound=no_sound,
        is_lasting=interview is not None and len(interview.editions) == count and reading.media != "copy",
    )


def find_held_beside(
    root: Path, reading: Reading, before: Mapping[str, Gathered], given: Container[str]
) -> Iterator[tuple[Path, Gathered]]:
    """The interviews that were published to the site before, lie in the same folder as ``root``, and are held back now.

    The site does not know the folders of its interviews, only a hash of each: interviews elsewhere are not found. One
    that cannot be read is left out.

    :param before: the earlier readings
    :param given: those that are not looked at, because they are published now
    """
    with suppress(OSError):
        for path in find_interview_folders(Path(os.path.abspath(root)).parent):
            old = before.get(_name(path))
            if old is None or old.folder in given:
                continue
            one = is_unchanged(path, before)
            with suppress(DragomanError):
                one = one or (gather(path, reading) if is_confidential(path) else None)
            if one is not None and one.held is not None:
                yield path, one


def read_interview(path: Path, reading: Reading, known: Entry | None = None) -> Interview | None:
    """An interview with the editions that may be seen by then; ``None`` where there are none.

    :param known: what was read of it before; as far as its bytes are the same, its editions are not verified again
    :raises FolderError: as :func:`gather` does
    """
    raws = _read(path)
    return _make_interview(path, raws, reading, known)[0] if raws else None


def refuse_doubles(gathered: Iterable[tuple[Path, Gathered]]) -> None:
    """Check that each interview has its own address.

    :raises FolderError: if two interviews have the same address
    """
    found: dict[str, Path] = {}
    for path, one in gathered:
        slug = one.entry.slug if one.entry else None
        if slug is not None and slug in found:
            fault = f"needs the address {slug}, which {found[slug]} has, and an edition keeps its address"
            raise FolderError(path, fault, (_find_new_address(path, slug), _find_other_site(path)))
        if slug is not None:
            found[slug] = path


def _find_new_address(path: Path, slug: str) -> Fix:
    purpose = f"if none of its editions was ever published, delete {path / 'editions'}, and release it again"
    return Fix(purpose, "release", (str(path),), {"slug": f"{slug[:_LONGEST_BASE].rstrip('-')}-2"})


def _find_other_site(path: Path) -> Fix:
    return Fix("publish it on another site", "publish", (str(path),), {"output": "SITE"})


def read_index(site: Path, made_with: str) -> dict[str, Gathered]:
    """The readings kept when the site was last written, by folder; empty if they were made in another way.

    :param made_with: a hash of what entries are made with
    :raises FolderError: if the file is a link or too large
    """
    shared: dict[object, object] = {}
    try:
        index = msgspec.json.decode(disk.read(site / READ, _LIMIT) or b"", type=_Index)
        if index.made_with != made_with:
            return {}
        # One by one, so that the values of the next take the room of those that are shared.
        found = (share(_DECODER.decode(one), shared) for one in index.interviews)
        return {one.folder: one for one in found}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def share(one: Gathered, shared: dict[object, object]) -> Gathered:
    """The same reading; see :func:`share_values`."""
    if one.entry is not None:
        share_values(one.entry, shared)
    return one


def write_index(site: Path, made_with: str, gathered: Iterable[Gathered]) -> None:
    """Keep the readings for the next run, together with those of other interviews.

    Readings that depend on an embargo or a recording are left out.

    :raises FolderError: if the file is a link
    """
    disk.refuse_links(site / READ)
    lasting = sorted((one for one in gathered if one.is_lasting), key=lambda one: one.folder)
    disk.replace(site / READ, _encode_index(made_with, lasting), disk.SHARED, lasting=False)


def _encode_index(made_with: str, gathered: Iterable[Gathered]) -> Iterator[bytes]:
    """The JSON of an :class:`_Index`, reading by reading: of a large site it has many megabytes."""
    yield b'{"made_with":' + msgspec.json.encode(made_with) + b',"interviews":['
    for place, one in enumerate(gathered):
        yield (b"," if place else b"") + msgspec.json.encode(one)
    yield b"]}"


def _name(path: Path) -> str:
    """A hash of the folder's path: the site's files may be public, and must not tell the path."""
    return hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()[:24]


def _find_stamps(path: Path) -> tuple[Stamp, ...]:
    try:
        with os.scandir(f"{path}/editions") as files:
            # Through a link, or to a number of a file, only a look at the file itself leads.
            found = [_stamp(file.name, os.stat(file.path, follow_symlinks=False)) for file in files]
    except OSError:
        return ()
    history = _look_at(f"{path}/{HISTORY}")
    if history is not None:
        found.append(_stamp(HISTORY, history))
    return tuple(sorted(found, key=_name_of))


_name_of = attrgetter("name")


def _stamp(name: str, found: os.stat_result) -> Stamp:
    return Stamp(name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _look_at(path: str) -> os.stat_result | None:
    """The state of a file or link; ``None`` if it is not there, as the history of an interview that came without."""
    try:
        return os.stat(path, follow_symlinks=False)
    except OSError:
        return None


def _find_held(path: Path, raws: Sequence[tuple[Path, bytes]]) -> HeldBack | None:
    """The interview if it is confidential and its last edition is not.

    An edition that was confidential itself was released in spite of that, with a reason for readers.
    """
    if not is_confidential(path):
        return None
    editions = tuple(parse_edition(file, raw) for file, raw in raws)
    if editions[-1].transcript.facts.confidential:
        return None
    return HeldBack(find_slug(editions), edition_hash(editions[0]), len(editions))


def _read(path: Path) -> list[tuple[Path, bytes]]:
    return [(file, disk.read(file, _LIMIT) or b"") for file in find_edition_files(path)]


def _make_interview(
    path: Path, raws: Sequence[tuple[Path, bytes]], reading: Reading, known: Entry | None = None
) -> tuple[Interview | None, int, NoSound | None]:
    """The interview as far as it may be seen, how many editions it has, and why it has no copy of the sound."""
    editions = tuple(parse_edition(file, raw) for file, raw in raws)
    sources = tuple(hashlib.sha256(raw).hexdigest() for _file, raw in raws)
    if known is not None and sources[: known.number] == known.sources:
        hashes = known.hashes
    else:
        hashes = tuple(map(edition_hash, editions))
        refuse_breaks(path, editions, hashes)
    slug = find_slug(editions)
    if slug in RESERVED:
        fault = f"needs the address {slug}, which a site needs for its own pages, and an edition keeps its address"
        raise FolderError(path, fault, _find_new_address(path, slug))
    seen = tuple(_until_embargo(editions, reading.now))
    if not seen:
        return None, len(editions), None
    copy, no_sound = _plan_sound(path, slug, seen, reading)
    count = len(seen)
    made = Interview(slug=slug, editions=seen, hashes=hashes[:count], sources=sources[:count], copy=copy)
    return made, len(editions), no_sound


def _plan_sound(
    path: Path, slug: str, seen: Sequence[Edition], reading: Reading
) -> tuple[SoundCopy | None, NoSound | None]:
    """The copy of the sound to publish, or why there is none. Without it the pages are published all the same."""
    if reading.media != "copy":
        return None, None

    def is_published(name: str) -> bool:
        return reading.site is not None and (reading.site / slug / name).is_file()

    try:
        return plan_copy(path, seen, is_published), None
    except DragomanError as error:
        return None, say_why(error)


def _until_embargo(editions: tuple[Edition, ...], now: datetime) -> Iterator[Edition]:
    # Editions after one under embargo would reveal it.
    for edition in editions:
        if not is_out(edition, now):
            return
        yield edition
