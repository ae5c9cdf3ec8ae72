"""The pages of all editions written to a site, and an interview taken off one."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from dragoman.errors import Fix, InputError, SettingsError
from dragoman.fleet import Map, Outcome, open_map
from dragoman.press.site_list import read_entries
from dragoman.press.site_model import Media, Publisher
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.keys import split_addresses
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "PublishOptions",
    "Published",
    "UnpublishOptions",
    "Unpublished",
    "call_each",
    "make_publisher",
    "publish",
    "unpublish",
]

T = TypeVar("T")
R = TypeVar("R")

# Interviews for which starting other processes takes longer than it saves, and how many one is given at a time.
_FEW, _AT_ONCE = 16, 8
# Values after which unreachable rings of them are looked for.
_MANY_VALUES = 100_000


class PublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interviews, a folder of them or one, are published in which site.

    ``nested`` takes the interviews in folders further below too. ``media`` says whether times lead to the recording:
    not, by a link, or to a copy of its sound. ``whole`` looks at every file, also where nothing has changed.
    ``verify`` reads every edition again and computes its chain, also where no file has changed. ``templates`` is a
    folder of one's own. ``workers`` are the processes that work at a time; ``None`` takes one for each processor.
    ``zip`` is a file that gets the whole site once it is written.
    """

    interviews: Path
    site: Path
    nested: bool = False
    media: Media = "none"
    whole: bool = False
    verify: bool = False
    workers: int | None = None
    templates: Path | None = None
    zip: Path | None = None


class UnpublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interview is taken off which site, by the name of its folder there."""

    site: Path
    slug: str
    templates: Path | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """How many interviews there are, and which files of the site changed: written, or deleted.

    ``unlisted`` are interviews that lie in the site and are not in its list. ``dead`` are pages that were written with
    links that lead nowhere, and those links. ``unsettled`` are the interviews that were released with open problems, by
    their address, and how many there are of each code.
    """

    interviews: int
    changed: tuple[tuple[Path, bool], ...]
    """Each file, and whether it is there now."""
    unlisted: tuple[Path, ...]
    dead: dict[str, tuple[str, ...]] = {}
    unsettled: dict[str, dict[str, int]] = {}


class Unpublished(msgspec.Struct, frozen=True):
    """The files that were deleted, and the interviews whose pages still link to the one that is gone."""

    deleted: tuple[Path, ...]
    linking: tuple[str, ...]


def publish(*, settings: Settings, options: PublishOptions, watcher: Watcher = SILENT) -> Published:
    """Gather the editions, then write what has changed; what else the site has stays.

    A publishing that was stopped goes on from there: interviews that are whole are passed over, and the list of them is
    written last.

    :raises InputError: where a folder is not there, or has no editions
    :raises CancelledError: where the watcher stopped it
    :raises SettingsError: where the libraries that write pages are not installed
    """
    watcher.check_cancelled()
    try:
        from dragoman.press.build import BuildOptions, build_site
        from dragoman.press.gather import Reading
        from dragoman.press.site_zip import write_zip
    except ModuleNotFoundError as error:
        raise _needs_press("publish", error) from error
    _refuse_missing(options.interviews, options.templates)
    wanted = BuildOptions(
        interviews=options.interviews,
        site=options.site,
        nested=options.nested,
        whole=options.whole,
        verify=options.verify,
        templates=options.templates,
    )

    def stage(name: str, done: int, total: int) -> None:
        watcher.report(name, done, total, "interviews")
        watcher.check_cancelled()

    with _open_spread(options.workers, watcher.check_cancelled) as spread:
        reading = Reading(datetime.now(UTC), options.media)
        built = build_site(wanted, make_publisher(settings, options.media), reading, spread, stage)
    if not built.entries:
        raise InputError(options.interviews, "has no editions to publish", Fix("make one", "release"))
    if options.zip is not None:
        write_zip(options.site, options.zip)
    return Published(
        interviews=len(built.entries),
        changed=tuple((options.site / name, (options.site / name).exists()) for name in built.changed),
        unlisted=tuple(options.site / slug for slug in built.unlisted),
        dead=built.dead,
        unsettled={entry.slug: entry.unsettled for entry in built.entries if entry.unsettled},
    )


@contextmanager
def _open_spread(workers: int | None, check: Callable[[], None]) -> Iterator[_Spread]:
    """What does the work of a publishing: this process where there is little to do, several otherwise."""
    count = workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    with open_map(count, check=check) as many, open_map(1, check=check) as one:
        yield _Spread(one, many)


class _Spread:
    """A map that raises what is raised, and gives each process a few items at a time."""

    def __init__(self, one: Map, many: Map) -> None:
        self._one, self._many = one, many

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the function gave back for each item."""
        if len(items) <= _FEW:
            return map(_value_of, self._one(function, items))
        parts = [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]
        return chain.from_iterable(map(_value_of, self._many(partial(call_each, function), parts)))


def call_each(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What a process does that was started for this work: pages are many small values, and no rings of them."""
    gc.freeze()
    gc.set_threshold(_MANY_VALUES, *gc.get_threshold()[1:])
    return list(map(function, items))


def _value_of(outcome: Outcome[R]) -> R:
    if outcome.error is not None:
        raise outcome.error
    return cast("R", outcome.value)


def unpublish(*, settings: Settings, options: UnpublishOptions, watcher: Watcher = SILENT) -> Unpublished:
    """Write the list without an interview, then delete its files.

    :raises InputError: where a folder is not there, or the site has no such interview
    :raises SettingsError: where the libraries that write pages are not installed
    """
    watcher.check_cancelled()
    try:
        from dragoman.press.site import unpublish as take_off
    except ModuleNotFoundError as error:
        raise _needs_press("unpublish", error) from error
    _refuse_missing(options.site, options.templates)
    gone = next((entry for entry in read_entries(options.site) if entry.slug == options.slug), None)
    deleted = take_off(options.site, options.slug, make_publisher(settings), options.templates)
    left = read_entries(options.site)
    linking = (entry.slug for entry in left if gone and gone.sound and entry.sound == gone.sound)
    return Unpublished(tuple(options.site / name for name in deleted), tuple(linking))


def make_publisher(settings: Settings, media: Media = "none") -> Publisher:
    """Whose site it is, as the settings say."""
    return Publisher(
        name=settings.name,
        address=settings.site,
        support=settings.support,
        about=settings.about,
        contact=settings.takedown,
        interface=settings.interface,
        media=media,
        featured=split_addresses(settings.featured or ""),
    )


def _needs_press(verb: str, error: ModuleNotFoundError) -> SettingsError:
    fix = Fix("install it", package="dragoman[press]")
    return SettingsError(verb, None, f"needs {error.name}, which is not here", fix)


def _refuse_missing(*folders: Path | None) -> None:
    for path in folders:
        if path is not None and not path.is_dir():
            raise InputError(path, "is no folder", "look at the name")
