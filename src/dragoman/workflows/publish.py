"""The pages of all editions written to a site, and an interview taken off one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dragoman.errors import Fix, InputError, SettingsError
from dragoman.press.site_files import locked_site, write_site
from dragoman.press.site_list import find_unlisted, read_entries, read_standing
from dragoman.press.site_model import Media, Publisher
from dragoman.press.site_writer import Bundle
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["PublishOptions", "Published", "UnpublishOptions", "Unpublished", "make_publisher", "publish", "unpublish"]


class PublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interviews, a folder of them or one, are published in which site.

    ``nested`` takes the interviews in folders further below too. ``media`` says whether times lead to the recording:
    not, by a link, or to a copy of its sound. ``whole`` looks at every file, also where nothing has changed.
    ``templates`` is a folder of one's own.
    """

    interviews: Path
    site: Path
    nested: bool = False
    media: Media = "none"
    whole: bool = False
    templates: Path | None = None


class UnpublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interview is taken off which site, by the name of its folder there."""

    site: Path
    slug: str
    templates: Path | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """How many interviews there are, and which files of the site changed: written, or deleted.

    ``unlisted`` are interviews that lie in the site and are not in its list.
    """

    interviews: int
    changed: tuple[tuple[Path, bool], ...]
    """Each file, and whether it is there now."""
    unlisted: tuple[Path, ...]


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
        from dragoman.press.site import bundle_site, find_interviews
    except ModuleNotFoundError as error:
        raise _needs_press("publish", error) from error
    _refuse_missing(options.interviews, options.templates)
    now, with_sound = datetime.now(UTC), options.media == "copy"
    interviews = find_interviews(
        options.interviews, now, with_sound=with_sound, nested=options.nested, watch=watcher.check_cancelled
    )
    if not interviews:
        raise InputError(options.interviews, "has no editions to publish", Fix("make one", "release"))
    places = {interview.slug: place for place, interview in enumerate(interviews)}

    def watch(bundle: Bundle) -> None:
        if bundle.top in places:
            watcher.report("publishing", places[bundle.top], len(places), "interviews")
        watcher.check_cancelled()

    with locked_site(options.site):
        standing = read_standing(options.site)
        bundles = bundle_site(interviews, make_publisher(settings, options.media), options.templates, standing)
        changed = write_site(options.site, bundles, whole=options.whole, watch=watch)
    watcher.report("publishing", len(interviews), len(interviews), "interviews")
    return Published(
        interviews=len(interviews),
        changed=tuple((options.site / name, (options.site / name).exists()) for name in changed),
        unlisted=tuple(options.site / slug for slug in find_unlisted(options.site)),
    )


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
        contact=settings.takedown,
        interface=settings.interface,
        media=media,
    )


def _needs_press(verb: str, error: ModuleNotFoundError) -> SettingsError:
    fix = Fix("install it", package="dragoman[press]")
    return SettingsError(verb, None, f"needs {error.name}, which is not here", fix)


def _refuse_missing(*folders: Path | None) -> None:
    for path in folders:
        if path is not None and not path.is_dir():
            raise InputError(path, "is no folder", "look at the name")
