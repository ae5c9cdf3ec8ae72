"""Build a site: read the interviews, write those that changed in one or several processes, then write the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from dragoman.errors import FolderError
from dragoman.press.derived import list_entries
from dragoman.press.entry import digest
from dragoman.press.gather import (
    Gathered,
    HeldBack,
    Reading,
    find_interview_folders,
    gather,
    is_unchanged,
    read_index,
    read_interview,
    refuse_doubles,
    write_index,
)
from dragoman.press.interview_files import bundle_interview, find_keys
from dragoman.press.listing.lists import find_lists
from dragoman.press.media import CopyFailedError, NoSound
from dragoman.press.site import (
    Frame,
    bundle_derived,
    find_surroundings,
    join_entries,
    make_frame,
)
from dragoman.press.site_files import SiteFiles, find_tops, open_site
from dragoman.press.site_list import read_entries, read_passages, select_slugs
from dragoman.press.site_model import Entry, Planned, Publisher
from dragoman.press.site_writer import Bundle, Done, Kept, write_bundle

__all__ = ["BuildOptions", "Built", "Spread", "Stage", "build_site"]

T = TypeVar("T")
R = TypeVar("R")

# With more bundles than this, several processes are worth their start: each of them reads all entries.
_MANY = 64


class Spread(Protocol):
    """Call a function with each item, in this process or in several."""

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Return the results in any order. An exception of the function is raised again and ends the work."""


Stage = Callable[[str, int, int], None]
"""Called with a stage's name, the interviews done and their total. An exception that it raises ends the work."""


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interviews are published, and where.

    ``nested`` also takes the interviews in deeper folders. ``whole`` compares every file and ``verify`` reads every
    edition again, even if nothing has changed. ``templates`` is the publisher's own template folder.
    """

    interviews: Path
    site: Path
    nested: bool = False
    whole: bool = False
    verify: bool = False
    templates: Path | None = None


class Built(msgspec.Struct, frozen=True):
    """The result of :func:`build_site`: the entries of the given interviews, and the names of the changed files.

    ``unlisted`` are the interviews on the site that have no entry: a killed run left them, or an older program wrote
    them. ``dead`` maps each written page that has dead links to those links. ``silent`` maps the slugs of interviews
    whose sound could not be copied to the reason. ``held`` are the folders of interviews that are confidential since
    their last edition, each with the folders that were deleted from the site.
    """

    entries: tuple[Entry, ...]
    changed: tuple[str, ...]
    unlisted: tuple[str, ...] = ()
    dead: dict[str, tuple[str, ...]] = {}
    silent: dict[str, NoSound] = {}
    held: tuple[tuple[Path, HeldBack, tuple[str, ...]], ...] = ()


class _StyleSource(msgspec.Struct, frozen=True):
    """What another process makes the frame from; ``stamp`` changes with the program, the templates or the publisher."""

    publisher: Publisher
    templates: Path | None
    stamp: str


class _Making(msgspec.Struct, frozen=True, kw_only=True):
    """An interview, the bundles to write for it (``keys``), and what the site has of them (``before``)."""

    site: Path
    folder: Path
    planned: Planned
    keys: dict[str, str]
    before: dict[str, Kept | None]
    reading: Reading
    style: _StyleSource


class _Made(msgspec.Struct, frozen=True):
    """The bundles of an interview that were written, and why it has no copy of its sound, if it could not be made."""

    folder: Path
    bundles: tuple[Done, ...]
    no_sound: NoSound | None = None


def build_site(options: BuildOptions, publisher: Publisher, reading: Reading, spread: Spread, stage: Stage) -> Built:
    """Write the parts of a site that have changed.

    :param reading: the time of publication, and what is published of the recordings
    :param spread: runs the work, in one or several processes
    :param stage: called with the progress
    :raises FolderError: if a chain of editions is broken, two interviews have the same address, published editions
        would be lost, or a file that Dragoman did not write is in the way
    :raises SettingsError: if a template cannot be filled
    """
    frame = make_frame(publisher, options.templates)
    made_with = digest([frame.style.program, reading.media])
    index = read_index(options.site, made_with)
    gathered = _gather(options, reading, index, spread, stage)
    given = [(path, one.entry, one.copy) for path, one in gathered if one.entry]
    held = [(path, one.held) for path, one in gathered if one.held]
    if not given and not (held and find_tops(options.site)):
        return Built((), (), held=tuple((path, one, ()) for path, one in held))
    with open_site(options.site) as files:
        taken_off = _take_off(files, options.site, held)
        known = {one.entry.slug: one.entry for _path, one in gathered if one.entry and _is_there(files, one)}
        others = read_entries(options.site, (slug for slug in select_slugs(files.tops) if slug not in known))
        entries = join_entries((*known.values(), *others), [entry for _path, entry, _copy in given])
        around = find_surroundings(entries)
        _write(files, options, frame.bundle_assets())
        tops = [bundle.top for bundle in frame.bundle_assets()]
        source = _StyleSource(frame.style.publisher, options.templates, frame.style.stamp)
        making = partial(
            _Making,
            site=options.site,
            reading=reading,
            style=source,
        )
        makings: list[_Making] = []
        pages: dict[str, str] = {}
        for path, entry, copy in given:
            planned = around.plan(entry, copy)
            keys = find_keys(planned, frame.style)
            tops += keys
            pages[entry.slug] = keys[entry.slug]
            wanted = {top: key for top, key in keys.items() if options.whole or not files.is_made(top, key)}
            if wanted:
                before = {top: files.find(top) for top in wanted}
                makings.append(making(folder=path, planned=planned, keys=wanted, before=before))
        files.refuse_strangers(entry.slug for _path, entry, _copy in given)
        silent = _make(files, makings, spread, stage)
        if silent:
            gathered = [(path, one.silenced(silent[path]) if path in silent else one) for path, one in gathered]
            given = [(path, one.entry, one.copy) for path, one in gathered if one.entry]
            entries = join_entries(entries, [entry for _path, entry, _copy in given])
            around = find_surroundings(entries)
        read = partial(read_passages, options.site)
        derived = bundle_derived(frame, around.lists, entries, read, options.site, whole=options.whole)
        _derive(files, options, frame, derived, spread)
        files.keep_only([*tops, *(bundle.top for bundle in derived)])
    now = {one.folder: _with_key(one, pages) for _path, one in gathered}
    if index | now != index:
        write_index(options.site, made_with, (index | now).values())
    listed = {entry.slug for entry in entries}
    unlisted = tuple(slug for slug in select_slugs(files.tops) if slug not in listed)
    return Built(
        entries=tuple(entry for _path, entry, _copy in given),
        changed=files.changed,
        unlisted=unlisted,
        dead=files.find_dead(),
        silent={one.entry.slug: one.no_sound for _path, one in gathered if one.entry and one.no_sound},
        held=taken_off,
    )


def _take_off(
    files: SiteFiles, site: Path, held: Sequence[tuple[Path, HeldBack]]
) -> tuple[tuple[Path, HeldBack, tuple[str, ...]], ...]:
    """Drop interviews from the site, at whichever address they are; return them with these addresses."""
    if not held:
        return ()
    slugs = select_slugs(files.tops)
    at: dict[str, list[str]] = defaultdict(list)
    for entry in read_entries(site, slugs):
        at[entry.hashes[0]].append(entry.slug)
    unread = set(slugs).difference(*at.values())
    found = tuple((path, one, (*at[one.first], *([one.slug] if one.slug in unread else []))) for path, one in held)
    files.drop({slug for _path, _one, there in found for slug in there})
    return found


def _is_there(files: SiteFiles, one: Gathered) -> bool:
    """Whether the site has the entry that is known of an interview."""
    kept = files.find(one.entry.slug) if one.entry and one.key else None
    return kept is not None and kept.key == one.key


def _with_key(one: Gathered, pages: Mapping[str, str]) -> Gathered:
    key = pages[one.entry.slug] if one.entry else None
    return one if one.key == key else msgspec.structs.replace(one, key=key)


def _gather(
    options: BuildOptions, reading: Reading, index: Mapping[str, Gathered], spread: Spread, stage: Stage
) -> list[tuple[Path, Gathered]]:
    """The interviews with what the site needs of each. Only the changed ones are read."""
    paths = find_interview_folders(options.interviews, nested=options.nested)
    before = {} if options.verify or options.whole else index
    known = {path: is_unchanged(path, before) for path in paths}
    new = [path for path, one in known.items() if one is None]
    for done, (path, one) in enumerate(spread(partial(_gather_one, reading), new), 1):
        stage("reading", done, len(new))
        known[path] = one
    found = [(path, one) for path, one in known.items() if one is not None]
    refuse_doubles(found)
    return found


def _gather_one(reading: Reading, path: Path) -> tuple[Path, Gathered | None]:
    return path, gather(path, reading)


def _make(files: SiteFiles, makings: Sequence[_Making], spread: Spread, stage: Stage) -> dict[Path, NoSound]:
    """Write the interviews; return why some have no copy of their sound, by folder."""
    silent: dict[Path, NoSound] = {}
    stage("publishing", 0, len(makings))
    for done, made in enumerate(spread(_make_one, makings), 1):
        for one in made.bundles:
            files.settle(one)
        if made.no_sound is not None:
            silent[made.folder] = made.no_sound
        stage("publishing", done, len(makings))
    return silent


def _make_one(making: _Making) -> _Made:
    """Write the bundles of one interview; without its sound if that cannot be copied."""
    try:
        return _Made(making.folder, tuple(_write_interview(making)))
    except CopyFailedError as error:
        planned, style = making.planned, _frame(making.style).style
        silent = msgspec.structs.replace(planned, entry=msgspec.structs.replace(planned.entry, media=None), copy=None)
        keys = {top: key for top, key in find_keys(silent, style).items() if top in making.keys}
        again = msgspec.structs.replace(making, planned=silent, keys=keys)
        return _Made(making.folder, tuple(_write_interview(again)), error.why)


def _write_interview(making: _Making) -> list[Done]:
    """Write the bundles of one interview. Only here are its editions in memory."""
    frame = _frame(making.style)
    entry = making.planned.entry
    interview = read_interview(making.folder, making.reading, entry)
    if interview is None or interview.sources != entry.sources:
        raise FolderError(making.folder, "was changed while it was being published", "publish it again")
    if making.planned.copy is None:
        interview = msgspec.structs.replace(interview, copy=None)
    whole = making.planned.surround(interview)
    return [
        write_bundle(making.site, bundle, making.before[bundle.top])
        for bundle in bundle_interview(frame.style, whole, entry, making.keys)
    ]


@lru_cache(maxsize=2)
def _frame(source: _StyleSource) -> Frame:
    """The frame, made once for each process, so that templates are read once as long as none changes."""
    return make_frame(source.publisher, source.templates)


def _derive(files: SiteFiles, options: BuildOptions, frame: Frame, bundles: Sequence[Bundle], spread: Spread) -> None:
    """Write what is made from all interviews.

    Many bundles are spread over several processes; each process reads the entries from the site. These are the bundles
    two folders deep, such as the page of a person. The rest is made in this process, because it may be made from what
    the others write: the list of people names them, for example.
    """
    files.refuse_strangers(bundle.top for bundle in bundles)
    wanted = [one for one in bundles if options.whole or not files.is_made(one.top, one.key)]
    deep = [one for one in wanted if one.top.count("/") > 1]
    if len(deep) > _MANY:
        run = digest([one.key for one in bundles])
        source = _StyleSource(frame.style.publisher, options.templates, frame.style.stamp)
        shared = _Deriving(options.site, source, options.whole, run)
        given = [(one.top, one.key, files.find(one.top)) for one in deep]
        made: set[str] = set()
        for done in spread(partial(_derive_one, shared), given):
            if done is not None:
                files.settle(done)
                made.add(done.kept.top)
        wanted = [one for one in wanted if one.top not in made]
    for bundle in wanted:
        files.settle(write_bundle(options.site, bundle, files.find(bundle.top)))


class _Deriving(msgspec.Struct, frozen=True):
    """The site for which bundles are made from all interviews. ``run`` changes when any of these bundles changes."""

    site: Path
    style: _StyleSource
    whole: bool
    run: str


def _derive_one(shared: _Deriving, given: tuple[str, str | None, Kept | None]) -> Done | None:
    """Write one bundle; ``None`` if this process would make it from other content."""
    top, key, before = given
    bundle = _derived(shared).get(top)
    return write_bundle(shared.site, bundle, before) if bundle is not None and bundle.key == key else None


@lru_cache(maxsize=1)
def _derived(shared: _Deriving) -> dict[str, Bundle]:
    entries = read_entries(shared.site)
    frame = _frame(shared.style)
    read = partial(read_passages, shared.site)
    lists = find_lists(list_entries(entries))
    return {one.top: one for one in bundle_derived(frame, lists, entries, read, shared.site, whole=shared.whole)}


def _write(files: SiteFiles, options: BuildOptions, bundles: Iterable[Bundle]) -> None:
    bundles = tuple(bundles)
    files.refuse_strangers(bundle.top for bundle in bundles)
    for bundle in bundles:
        if options.whole or not files.is_made(bundle.top, bundle.key):
            files.settle(write_bundle(options.site, bundle, files.find(bundle.top)))
