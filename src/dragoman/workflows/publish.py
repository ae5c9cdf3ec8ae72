"""Write the pages of all editions to a site, and remove an interview from one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import Fix, InputError, SettingsError
from dragoman.folder.editions import find_edition_files
from dragoman.press.media import NoSound
from dragoman.press.published_with import find_lost, read_published_with, record
from dragoman.press.site_list import read_entries
from dragoman.press.site_model import Media
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.publish_settings import (
    find_publisher,
    make_publisher,
    refuse_missing_folders,
    refuse_unaddressed,
    refuse_untemplated,
)
from dragoman.workflows.publish_spread import few_collections, open_spread
from dragoman.workflows.watcher import SILENT, Watcher

if TYPE_CHECKING:
    from dragoman.press.build import Built
    from dragoman.press.spooled import Spooled

__all__ = [
    "ChangedFiles",
    "HeldInterview",
    "PublishOptions",
    "Published",
    "UnpublishOptions",
    "Unpublished",
    "has_none",
    "publish",
    "unpublish",
]


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


class ChangedFiles:
    """The files of a site that were written or deleted, in that order: each file, and whether it exists now."""

    def __init__(self, site: Path, names: Spooled[str]) -> None:
        self._site = site
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[tuple[Path, bool]]:
        paths = (self._site / name for name in self._names)
        return ((path, path.exists()) for path in paths)


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
    changed: ChangedFiles
    unlisted: tuple[Path, ...]
    dead: dict[str, tuple[str, ...]] = {}
    unsettled: dict[str, dict[str, int]] = {}
    lost: tuple[str, ...] = ()
    silent: dict[str, NoSound] = {}
    confidential: tuple[HeldInterview, ...] = ()


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
    refuse_unaddressed(settings, options.site, options.expected, options.interviews, address)
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
    with few_collections(), open_spread(options.workers, watcher.check_cancelled) as spread:
        reading = Reading(datetime.now(UTC), options.media, options.site)
        built = build_site(wanted, publisher, reading, spread, stage)
    if not built.entries and not built.held:
        raise has_none(options)
    # There is no site if all interviews are held back.
    if options.site.is_dir():
        record(options.site, publisher, options.templates)
    if options.zip is not None:
        write_zip(options.site, options.zip)
    return _describe(built, options.site, tuple(find_lost(before, publisher, options.templates)))


def _describe(built: Built, site: Path, lost: tuple[str, ...]) -> Published:
    return Published(
        interviews=len(built.entries),
        changed=ChangedFiles(site, built.changed),
        unlisted=tuple(site / slug for slug in built.unlisted),
        dead=built.dead,
        unsettled={entry.slug: entry.unsettled for entry in built.entries if entry.unsettled},
        lost=lost,
        silent=built.silent,
        confidential=tuple(
            HeldInterview(path, held.number, tuple(site / slug for slug in taken_off))
            for path, held, taken_off in built.held
        ),
    )


def has_none(options: PublishOptions) -> InputError:
    """There is no edition to publish: the interviews have none, or those that have some are in deeper folders."""
    from dragoman.press.gather import find_interview_folders

    path = options.interviews
    deeper = () if options.nested else find_interview_folders(path, nested=True)
    # An interview that was never released has an empty folder for its editions.
    if any(find_edition_files(one) for one in deeper):
        fix = Fix("include them", "publish", (str(path),), {"output": str(options.site), "nested": True})
        return InputError(path, "has editions only in deeper folders", fix)
    return InputError(path, "has no editions to publish", Fix("make one", "release", (str(path),)))


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
    refuse_untemplated(options.site, options.templates)
    publisher = find_publisher(settings, options.site, options.expected)
    gone = next((entry for entry in read_entries(options.site) if entry.slug == options.slug), None)
    deleted = take_off(options.site, options.slug, publisher, options.templates)
    left = read_entries(options.site)
    linking = (entry.slug for entry in left if gone and gone.sound and entry.sound == gone.sound)
    return Unpublished(tuple(options.site / name for name in deleted), tuple(linking))


def _needs_press(verb: str, error: ModuleNotFoundError) -> SettingsError:
    fix = Fix("install it", package="dragoman[press]")
    return SettingsError(verb, None, f"needs {error.name}, which is not installed", fix)
