"""Build a site: read the interviews, write those that changed in one or several processes, then write the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from dragoman.press.derived import Site
from dragoman.press.entry import digest
from dragoman.press.gather import (
    Gathered,
    HeldBack,
    Reading,
    find_held_beside,
    find_interview_folders,
    find_near_folders,
    gather,
    has_editions,
    is_unchanged,
    read_index,
    refuse_doubles,
    share,
    write_index,
)
from dragoman.press.interview_files import find_keys
from dragoman.press.making import Deriving, FrameSource, Making, derive_bundle, make_interview
from dragoman.press.media import NoSound
from dragoman.press.site import Frame, Surroundings, bundle_derived, find_surroundings, join_entries, make_frame
from dragoman.press.site_files import SiteFiles, find_tops, open_site
from dragoman.press.site_list import read_entries, read_passages, select_slugs
from dragoman.press.site_model import Entry, Planned, Publisher
from dragoman.press.site_writer import Bundle, write_bundle
from dragoman.press.spooled import Spooled

__all__ = ["BuildOptions", "Built", "Spread", "Stage", "build_site"]

T = TypeVar("T")
R = TypeVar("R")

# With more bundles than this, several processes are worth their start: each of them reads all entries.
_MANY = 64
# The bundles that are spread have this many slashes in their ``top``, or more.
_DEEP = 2


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
    their last edition, each with the folders that were deleted from the site; of interviews that were not given, those
    of which something was deleted.
    """

    entries: tuple[Entry, ...]
    changed: Spooled[str]
    unlisted: tuple[str, ...] = ()
    dead: dict[str, tuple[str, ...]] = {}
    silent: dict[str, NoSound] = {}
    held: tuple[tuple[Path, HeldBack, tuple[str, ...]], ...] = ()


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
    beside = _look_beside(options, reading, index, gathered)
    held = [(path, one.held) for path, one in gathered if one.held]
    if not any(one.entry for _path, one in gathered) and not (held and find_tops(options.site)):
        return Built((), Spooled(str), held=tuple((path, one, ()) for path, one in held))
    with open_site(options.site) as files:
        also = _take_off(files, options.site, [(path, one.held) for path, one in beside if one.held])
        taken_off = (*_take_off(files, options.site, held), *(one for one in also if one[2]))
        run = _Run(files, options, frame, reading, spread)
        gathered = run.write(gathered, stage)
    now = {one.folder: one for _path, one in (*gathered, *beside)}
    if index | now != index:
        write_index(options.site, made_with, (index | now).values())
    return Built(
        entries=tuple(one.entry for _path, one in gathered if one.entry),
        changed=files.changed,
        unlisted=run.unlisted,
        dead=files.find_dead(),
        silent={one.entry.slug: one.no_sound for _path, one in gathered if one.entry and one.no_sound},
        held=taken_off,
    )


def _look_beside(
    options: BuildOptions, reading: Reading, index: Mapping[str, Gathered], gathered: Sequence[tuple[Path, Gathered]]
) -> list[tuple[Path, Gathered]]:
    """The interviews beside the given ones that are held back, without those of which a copy is given."""
    given = {one.folder for _path, one in gathered}
    copied = {one.entry.hashes[0] for _path, one in gathered if one.entry}
    found = find_held_beside(options.interviews, reading, index, given)
    return [(path, one) for path, one in found if one.held and one.held.first not in copied]


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


class _Plan(msgspec.Struct):
    """The interviews to write, the ``top`` of each bundle of all interviews, and by slug the key of its pages."""

    makings: list[Making] = []
    tops: list[str] = []
    pages: dict[str, str] = {}


class _Run:
    """One writing of a locked site: the interviews, then what is made from all of them."""

    def __init__(self, files: SiteFiles, options: BuildOptions, frame: Frame, reading: Reading, spread: Spread) -> None:
        self._files, self._options, self._frame, self._reading = files, options, frame, reading
        self._spread = spread
        self._source = FrameSource(frame.style.publisher, options.templates, frame.style.stamp)
        # The interviews of which the site has anything, as this run finds it.
        self._slugs = select_slugs(files.tops)
        self.unlisted: tuple[str, ...] = ()
        """The interviews on the site that have no entry, once it is written."""

    def write(self, gathered: list[tuple[Path, Gathered]], stage: Stage) -> list[tuple[Path, Gathered]]:
        """Write what has changed; return the interviews as they are published now."""
        published = self._read_published(gathered)
        entries = _join(published, gathered)
        around = find_surroundings(entries, _find_known_keys(gathered))
        assets = self._frame.bundle_assets()
        self._write_all(assets)
        plan = self._plan(gathered, around)
        silent = self._write_interviews(plan.makings, stage)
        if silent:
            gathered = [(path, one.silenced(silent[path]) if path in silent else one) for path, one in gathered]
            entries = _join(entries, gathered)
            around = find_surroundings(entries, _find_known_keys(gathered))
        read = partial(read_passages, self._options.site)
        site = self._frame.make_site(entries, around.lists, around.keys, read, self._options.site)
        derived = self._derive(msgspec.structs.replace(site, whole=self._options.whole))
        self._files.keep_only([*(one.top for one in assets), *derived, *plan.tops])
        listed = {entry.slug for entry in entries}
        self.unlisted = tuple(slug for slug in select_slugs(self._files.tops) if slug not in listed)
        return [(path, _with_key(one, plan.pages)) for path, one in gathered]

    def _read_published(self, gathered: Sequence[tuple[Path, Gathered]]) -> tuple[Entry, ...]:
        """The entries that the site has. Those that are known from the interviews are not read again."""
        known = {one.entry.slug: one.entry for _path, one in gathered if one.entry and self._is_there(one)}
        others = read_entries(self._options.site, (slug for slug in self._slugs if slug not in known))
        return (*known.values(), *others)

    def _is_there(self, one: Gathered) -> bool:
        """Whether the site has the entry that is known of an interview."""
        kept = self._files.find(one.entry.slug) if one.entry and one.key else None
        return kept is not None and kept.key == one.key

    def _plan(self, gathered: Sequence[tuple[Path, Gathered]], around: Surroundings) -> _Plan:
        plan = _Plan()
        for path, one in gathered:
            if one.entry is None:
                continue
            planned = around.plan(one.entry, one.copy)
            keys = find_keys(planned, self._frame.style)
            plan.tops.extend(keys)
            plan.pages[one.entry.slug] = keys[one.entry.slug]
            wanted = {top: key for top, key in keys.items() if self._is_wanted(top, key)}
            if wanted:
                plan.makings.append(self._make(path, planned, wanted))
        self._files.refuse_strangers(plan.pages)
        return plan

    def _make(self, path: Path, planned: Planned, keys: dict[str, str]) -> Making:
        return Making(
            site=self._options.site,
            folder=path,
            planned=planned,
            keys=keys,
            before={top: self._files.find(top) for top in keys},
            reading=self._reading,
            frame=self._source,
        )

    def _write_interviews(self, makings: Sequence[Making], stage: Stage) -> dict[Path, NoSound]:
        """Write interviews; return why some have no copy of their sound, by folder."""
        silent: dict[Path, NoSound] = {}
        stage("publishing", 0, len(makings))
        for done, made in enumerate(self._spread(make_interview, makings), 1):
            for one in made.bundles:
                self._files.settle(one)
            if made.no_sound is not None:
                silent[made.folder] = made.no_sound
            stage("publishing", done, len(makings))
        return silent

    def _derive(self, site: Site) -> list[str]:
        """Write what is made from all interviews; return the ``top`` of each bundle.

        Many bundles are spread over several processes; each process reads the entries from the site. These are the
        bundles two folders deep, such as the page of a person. The rest is made in this process, because it may be made
        from what the others write: the list of people names them, for example.
        """
        # There is a bundle or more for each interview: only those to be made here are kept.
        tops: list[str] = []
        here: list[Bundle] = []
        deep: list[Bundle] = []
        spread: dict[str, str | None] = {}
        for bundle in bundle_derived(site):
            tops.append(bundle.top)
            if not self._is_wanted(bundle.top, bundle.key):
                continue
            if bundle.top.count("/") < _DEEP:
                here.append(bundle)
            else:
                spread[bundle.top] = bundle.key
                if len(spread) <= _MANY:
                    deep.append(bundle)
        self._files.refuse_strangers(tops)
        if len(spread) > _MANY:
            self._spread_derived(site, spread)
            deep = [one for one in bundle_derived(site) if one.top in spread] if spread else []
        self._settle((*deep, *here))
        return tops

    def _spread_derived(self, site: Site, wanted: dict[str, str | None]) -> None:
        """Write bundles in several processes.

        :param wanted: the key of each, by its ``top``; those that the processes would make from other content remain
        """
        shared = Deriving(self._options.site, self._source, self._options.whole, site.make_key(site.entries))
        given = [(top, key, self._files.find(top)) for top, key in wanted.items()]
        for done in self._spread(partial(derive_bundle, shared), given):
            if done is not None:
                self._files.settle(done)
                del wanted[done.kept.top]

    def _write_all(self, bundles: Sequence[Bundle]) -> None:
        self._files.refuse_strangers(bundle.top for bundle in bundles)
        self._settle(one for one in bundles if self._is_wanted(one.top, one.key))

    def _settle(self, bundles: Iterable[Bundle]) -> None:
        for bundle in bundles:
            self._files.settle(write_bundle(self._options.site, bundle, self._files.find(bundle.top)))

    def _is_wanted(self, top: str, key: str | None) -> bool:
        return self._options.whole or not self._files.is_made(top, key)


def _join(published: Iterable[Entry], gathered: Sequence[tuple[Path, Gathered]]) -> tuple[Entry, ...]:
    return join_entries(published, [one.entry for _path, one in gathered if one.entry])


def _find_known_keys(gathered: Sequence[tuple[Path, Gathered]]) -> dict[str, str | None]:
    return {one.entry.slug: one.entry_key for _path, one in gathered if one.entry}


def _with_key(one: Gathered, pages: Mapping[str, str]) -> Gathered:
    key = pages[one.entry.slug] if one.entry else None
    return one if one.key == key else msgspec.structs.replace(one, key=key)


def _gather(
    options: BuildOptions, reading: Reading, index: Mapping[str, Gathered], spread: Spread, stage: Stage
) -> list[tuple[Path, Gathered]]:
    """The interviews with what the site needs of each. Only the changed ones are read."""
    find = partial(find_interview_folders, nested=True) if options.nested else find_near_folders
    before = {} if options.verify or options.whole else index
    known = [(path, is_unchanged(path, before)) for path in find(options.interviews)]
    new = [path for path, one in known if one is None and has_editions(path)]
    read: dict[Path, Gathered | None] = {}
    shared: dict[object, object] = {}
    for done, (path, one) in enumerate(spread(partial(_gather_one, reading), new), 1):
        stage("reading", done, len(new))
        read[path] = share(one, shared) if one else None
    found = [(path, one) for path, old in known if (one := old or read.get(path)) is not None]
    refuse_doubles(found)
    return found


def _gather_one(reading: Reading, path: Path) -> tuple[Path, Gathered | None]:
    return path, gather(path, reading)
