"""Write the pages of all editions to a site, and remove an interview from one."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal, TypeVar, cast

import msgspec

from dragoman.errors import Fix, InputError, SettingsError
from dragoman.fleet import Map, Outcome, open_map
from dragoman.folder.editions import find_edition_files
from dragoman.press.media import NoSound
from dragoman.press.published_with import PublishedWith, find_lost, read_published_with, record
from dragoman.press.site_files import find_tops
from dragoman.press.site_list import read_entries
from dragoman.press.site_model import Media, Publisher
from dragoman.settings.dragoman_toml import FILE, Settings
from dragoman.settings.keys import split_addresses
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "HeldInterview",
    "PublishNote",
    "PublishOptions",
    "Published",
    "UnpublishOptions",
    "Unpublished",
    "call_each",
    "few_collections",
    "find_notes",
    "find_publisher",
    "make_publisher",
    "publish",
    "refuse_missing_folders",
    "unpublish",
]

T = TypeVar("T")
R = TypeVar("R")

# With at most this many interviews, other processes are not worth their start; and how many one process gets at a time.
_FEW, _AT_ONCE = 16, 8
# The most interviews with open problems, and pages with dead links, that are named; more are counted.
_MOST_NAMED = 20
# The number of allocations between garbage collections.
_MANY_VALUES = 100_000


class PublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interviews (one, or a folder of them) and the site.

    ``nested`` also takes the interviews in deeper folders. ``media`` says whether times lead to the recording: not, by
    a link, or to a copy of its sound. ``whole`` compares every file, even if nothing has changed. ``verify`` reads
    every edition again and verifies its chain, even if no file has changed. ``templates`` is your own template folder.
    ``workers`` is the number of processes; ``None`` is one for each processor. ``zip`` is a file for the whole site
    once it is written. ``expected`` is the settings file of the interviews, if they have one.
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
    expected: Path | None = None


class UnpublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview to remove from a site, by the name of its folder there."""

    site: Path
    slug: str
    templates: Path | None = None
    expected: Path | None = None


class HeldInterview(msgspec.Struct, frozen=True):
    """The folder of an interview that is not published, its last edition, and its folders that were deleted from the
    site.
    """

    path: Path
    number: int
    taken_off: tuple[Path, ...]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """The number of interviews, and the files of the site that were written or deleted.

    ``unlisted`` are interviews that are in the site but not in its list. ``dead`` maps pages with dead links to those
    links. ``unsettled`` maps the slugs of interviews that were released with open problems to the number of each code.
    ``lost`` is what the site was published with before and not now, in words. ``silent`` maps the slugs of interviews
    whose sound could not be copied to the reason: their pages have no sound.
    ``confidential`` are interviews that were marked as confidential after their last edition, and are not published.
    """

    interviews: int
    changed: tuple[tuple[Path, bool], ...]
    """Each file, and whether it exists now."""
    unlisted: tuple[Path, ...]
    dead: dict[str, tuple[str, ...]] = {}
    unsettled: dict[str, dict[str, int]] = {}
    lost: tuple[str, ...] = ()
    silent: dict[str, NoSound] = {}
    confidential: tuple[HeldInterview, ...] = ()


class PublishNote(msgspec.Struct, frozen=True):
    """A sentence for the publisher about what was published, and what Dragoman can do about it."""

    severity: Literal["note", "warning"]
    says: str
    fixes: tuple[str | Fix, ...] = ()


class Unpublished(msgspec.Struct, frozen=True):
    """The deleted files, and the interviews whose pages still link to the removed one."""

    deleted: tuple[Path, ...]
    linking: tuple[str, ...]


def publish(*, settings: Settings, options: PublishOptions, watcher: Watcher = SILENT) -> Published:
    """Gather the editions, then write what has changed. Everything else on the site stays.

    An interview whose sound cannot be copied is published without it.

    After an interruption, the same call continues: complete interviews are skipped, and the list of interviews is
    written last.

    :raises InputError: if a folder does not exist, or has no editions
    :raises FolderError: if a chain of editions is broken, or the site cannot be written
    :raises SettingsError: if the package for pages is not installed, a template cannot be filled, or the site has an
        address and no settings are found
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    try:
        from dragoman.press.build import BuildOptions, build_site
        from dragoman.press.gather import Reading
        from dragoman.press.site_zip import write_zip
    except ModuleNotFoundError as error:
        raise _needs_press("publish", error) from error
    refuse_missing_folders(options.interviews, options.templates)
    address = Fix("give the address", options={"site": None})
    _refuse_unaddressed(settings, options.site, options.expected, options.interviews, address)
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

    publisher, before = make_publisher(settings, options.media), read_published_with(options.site)
    with few_collections(), _open_spread(options.workers, watcher.check_cancelled) as spread:
        reading = Reading(datetime.now(UTC), options.media, options.site)
        built = build_site(wanted, publisher, reading, spread, stage)
    if not built.entries and not built.held:
        raise _has_none(options)
    record(options.site, publisher, options.templates)
    if options.zip is not None:
        write_zip(options.site, options.zip)
    return Published(
        interviews=len(built.entries),
        changed=tuple((options.site / name, (options.site / name).exists()) for name in built.changed),
        unlisted=tuple(options.site / slug for slug in built.unlisted),
        dead=built.dead,
        unsettled={entry.slug: entry.unsettled for entry in built.entries if entry.unsettled},
        lost=tuple(find_lost(before, publisher, options.templates)),
        silent=built.silent,
        confidential=tuple(
            HeldInterview(path, held.number, tuple(options.site / slug for slug in taken_off))
            for path, held, taken_off in built.held
        ),
    )


def _has_none(options: PublishOptions) -> InputError:
    """There is no edition to publish: the interviews have none, or those that have some are in deeper folders."""
    from dragoman.press.gather import find_interview_folders

    path = options.interviews
    deeper = () if options.nested else find_interview_folders(path, nested=True)
    # An interview that was never released has an empty folder for its editions.
    if any(find_edition_files(one) for one in deeper):
        fix = Fix("include them", "publish", (str(path),), {"output": str(options.site), "nested": True})
        return InputError(path, "has editions only in deeper folders", fix)
    return InputError(path, "has no editions to publish", Fix("make one", "release", (str(path),)))


def find_notes(settings: Settings, done: Published) -> Iterator[PublishNote]:
    """What the publisher should know: settings that are missing, problems that were open at a release, and dead links.

    :param done: what was published with these settings
    """
    for held in done.confidential:
        yield PublishNote("warning", _say_held(held))
    file = str(settings.file or "dragoman.toml")
    if settings.takedown is None:
        fix = f'write takedown = "errors@example.org" below [site] in {file}, and publish again'
        yield PublishNote("note", f"the pages name no address for errors and takedowns; {fix}")
    if settings.site is None:
        fix = f'write address = "https://example.org/interviews" below [site] in {file}, and publish again'
        yield PublishNote("note", f"the site has no address, so there are no feeds, and citations give none; {fix}")
    if done.lost:
        fix = f"if that is a mistake, set it in {file} or on the command line, and publish again"
        yield PublishNote(
            "warning", f"the site was published before with {', '.join(done.lost)}, and now without; {fix}"
        )
    for slug, counts in list(done.unsettled.items())[:_MOST_NAMED]:
        problems = ", ".join(f"{count} {code}" for code, count in sorted(counts.items()))
        yield PublishNote("note", f"{slug} was released with open problems: {problems}")
    yield from _count_rest(len(done.unsettled), "interviews were released with open problems")
    for page, links in list(done.dead.items())[:_MOST_NAMED]:
        yield PublishNote("warning", f"{page} has links that lead nowhere: {', '.join(links)}")
    yield from _count_rest(len(done.dead), "pages have links that lead nowhere")
    for slug, why in list(done.silent.items())[:_MOST_NAMED]:
        yield PublishNote("warning", f"{slug} is published without sound: {why.fault}", why.fixes)
    yield from _count_rest(len(done.silent), "interviews are published without sound")
    for path in done.unlisted:
        yield PublishNote("warning", f"{path} is not in the list of interviews; publish it again from its folder")


def _say_held(held: HeldInterview) -> str:
    deleted = ", ".join(map(str, held.taken_off))
    done = "nothing of it is published"
    if deleted:
        done = f"{deleted} is deleted; delete it on every host and in every copy of the site"
    return (
        f"{held.path} was marked as confidential after its edition {held.number}: {done}; to publish it again, write "
        "“confidential: no” among its facts, or release an edition in spite of it, with a reason"
    )


def _count_rest(count: int, what: str) -> Iterator[PublishNote]:
    if count > _MOST_NAMED:
        yield PublishNote("note", f"{count} {what}")


@contextmanager
def _open_spread(workers: int | None, check: Callable[[], None]) -> Iterator[_Spread]:
    """A map over the work: in this process if there is little to do, otherwise in several."""
    count = workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    with open_map(count, check=check) as many, open_map(1, check=check) as one:
        yield _Spread(one, many)


class _Spread:
    """A map that raises the errors of the function, and gives each process a few items at a time."""

    def __init__(self, one: Map, many: Map) -> None:
        self._one, self._many = one, many

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """The function's result for each item."""
        if len(items) <= _FEW:
            return map(_value_of, self._one(function, items))
        parts = [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]
        return chain.from_iterable(map(_value_of, self._many(partial(call_each, function), parts)))


@contextmanager
def few_collections() -> Iterator[None]:
    """Collect garbage rarely meanwhile: entries and pages are many small values without cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY_VALUES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def call_each(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Call a function with each item, in a process for pages."""
    gc.freeze()
    with few_collections():
        return list(map(function, items))


def _value_of(outcome: Outcome[R]) -> R:
    if outcome.error is not None:
        raise outcome.error
    return cast("R", outcome.value)


def unpublish(*, settings: Settings, options: UnpublishOptions, watcher: Watcher = SILENT) -> Unpublished:
    """Write the list without an interview, then delete its files.

    :raises InputError: if a folder does not exist
    :raises FolderError: if the site has no such interview
    :raises SettingsError: if the package for pages is not installed, a template cannot be filled, or is missing, or the
        site has an address, no record of its publisher, and no settings are found
    """
    watcher.check_cancelled()
    try:
        from dragoman.press.site import unpublish as take_off
    except ModuleNotFoundError as error:
        raise _needs_press("unpublish", error) from error
    refuse_missing_folders(options.site, options.templates)
    publisher = find_publisher(settings, options.site, options.templates, options.expected)
    gone = next((entry for entry in read_entries(options.site) if entry.slug == options.slug), None)
    deleted = take_off(options.site, options.slug, publisher, options.templates)
    left = read_entries(options.site)
    linking = (entry.slug for entry in left if gone and gone.sound and entry.sound == gone.sound)
    return Unpublished(tuple(options.site / name for name in deleted), tuple(linking))


def find_publisher(settings: Settings, site: Path, templates: Path | None, expected: Path | None = None) -> Publisher:
    """The publisher that a site was published with, for writing its lists again without an interview.

    A site of an older version has no record of its publisher; then it is the one in the settings.

    :param templates: the publisher's own templates for the lists
    :param expected: the settings file that applies to the site, if there is one
    :raises SettingsError: if the site was published with templates and none are given, or if it has no record, was
        published with an address, and the settings have none
    """
    before = read_published_with(site)
    if before is None:
        _refuse_unaddressed(settings, site, expected, site)
        return make_publisher(settings)
    _refuse_untemplated(before, site, templates)
    return before.publisher


def _refuse_untemplated(before: PublishedWith, site: Path, templates: Path | None) -> None:
    if before.templates is not None and templates is None:
        fault = (
            f"are missing: {site} was published with your own, and its lists would be written with the built-in ones"
        )
        fixes = (
            Fix("name their folder", options={"templates": None}),
            Fix("publish the site without them first", "publish", ("DIR",), {"output": str(site)}),
        )
        raise SettingsError("templates", None, fault, fixes)


def make_publisher(settings: Settings, media: Media = "none") -> Publisher:
    """The publisher in the settings."""
    return Publisher(
        name=settings.name,
        address=settings.site,
        support=settings.support,
        about=settings.about,
        contact=settings.takedown,
        interface=settings.interface,
        media=media,
        featured=split_addresses(settings.featured or ""),
        profile=settings.profile,
    )


def _refuse_unaddressed(settings: Settings, site: Path, expected: Path | None, beside: Path, *fixes: Fix) -> None:
    """Refuse to delete the feeds of a site because its settings were not found.

    A settings file of the folder that has no address does delete them: somebody removed the address.

    :param expected: the settings file of this folder, if it has one
    :param beside: the folder
    """
    is_theirs = settings.file is not None and expected in (None, settings.file)
    if settings.site is not None or is_theirs or not any(map(_is_feed, find_tops(site, derived=True))):
        return
    if expected is not None:
        where = f"run this in {expected.parent}, whose {FILE} has the settings of these interviews"
    else:
        where = f'write address = "https://example.org/interviews" below [site] in {beside.resolve() / FILE}'
    fault = "was published with an address; now no address is set, so its feeds would be deleted"
    raise SettingsError("site", str(site), fault, (where, *fixes))


def _is_feed(top: str) -> bool:
    return top.partition("/")[0] == "feeds"


def _needs_press(verb: str, error: ModuleNotFoundError) -> SettingsError:
    fix = Fix("install it", package="dragoman[press]")
    return SettingsError(verb, None, f"needs {error.name}, which is not installed", fix)


def refuse_missing_folders(*folders: Path | None) -> None:
    """Refuse folders that are named and do not exist.

    :raises InputError: naming the first one
    """
    for path in folders:
        if path is not None and not path.is_dir():
            raise InputError(path, "is not a folder", "check the name")
