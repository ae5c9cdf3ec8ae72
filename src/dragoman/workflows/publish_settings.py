"""The publisher of a site, from the settings or from the site's own record; what must be there before it is written."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import Fix, InputError, SettingsError
from dragoman.press.published_with import read_published_with
from dragoman.press.site_files import find_tops
from dragoman.press.site_model import Media, Publisher
from dragoman.settings.dragoman_toml import FILE, Settings
from dragoman.settings.keys import split_addresses

__all__ = [
    "find_publisher",
    "lacks_templates",
    "make_publisher",
    "refuse_missing_folders",
    "refuse_unaddressed",
    "refuse_untemplated",
]


def find_publisher(settings: Settings, site: Path, expected: Path | None = None) -> Publisher:
    """The publisher that a site was published with, for writing its lists again without an interview.

    A site of an older version has no record of its publisher; then it is the one in the settings.

    :param expected: the settings file that applies to the site, if there is one
    :raises SettingsError: if it has no record, was published with an address, and the settings have none
    """
    before = read_published_with(site)
    if before is None:
        refuse_unaddressed(settings, site, expected, site)
        return make_publisher(settings)
    return before.publisher


def lacks_templates(site: Path, templates: Path | None) -> bool:
    """Whether a site was published with the publisher's own templates, and none are given."""
    before = read_published_with(site)
    return before is not None and before.templates is not None and templates is None


def refuse_untemplated(site: Path, templates: Path | None) -> None:
    """Refuse to write the lists of a site without the publisher's templates that it was published with.

    :raises SettingsError: naming the site
    """
    if lacks_templates(site, templates):
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


def refuse_unaddressed(settings: Settings, site: Path, expected: Path | None, beside: Path, *fixes: Fix) -> None:
    """Refuse to delete the feeds of a site because its settings were not found.

    A settings file of the folder that has no address does delete them: somebody removed the address.

    :param expected: the settings file of this folder, if it has one
    :param beside: the folder
    :raises SettingsError: naming the site
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


def refuse_missing_folders(*folders: Path | None) -> None:
    """Refuse folders that are named and do not exist.

    :raises InputError: naming the first one
    """
    for path in folders:
        if path is not None and not path.is_dir():
            raise InputError(path, "is not a folder", "check the name")
