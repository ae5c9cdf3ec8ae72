"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from dragoman.cli.terminal import load_desk, shown
from dragoman.errors import InputError, SettingsError
from dragoman.press.site_list import find_unlisted, read_entries
from dragoman.press.site_model import Media, Publisher
from dragoman.press.site_writer import locked_site, write_site
from dragoman.settings.dragoman_toml import Settings

__all__ = ["add_arguments", "make_publisher", "needs_press", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("interviews", type=Path, metavar="DIR", help="a folder of interviews, or an interview")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="SITE", help="the folder of the site")
    parser.add_argument(
        "--media",
        choices=("none", "link", "copy"),
        default="none",
        help="link times to the recording's address, or publish a copy of its sound; none unless given",
    )
    parser.add_argument("--whole", action="store_true", help="look at every file, also where nothing has changed")
    parser.add_argument(
        "--site", metavar="ADDRESS", help="where the site will be, as in https://example.org/interviews"
    )
    parser.add_argument(
        "--interface",
        metavar="LANG",
        help="the language of the pages' own words: ar, en or fa; the translation's if not",
    )
    parser.add_argument("--templates", type=Path, metavar="FOLDER", help="your own templates, style and script")


def run(options: argparse.Namespace) -> int:
    """Gather the editions, then write what has changed; what else the site has stays."""
    try:
        from dragoman.press.site import bundle_site, find_interviews
    except ModuleNotFoundError as error:
        raise needs_press("publish", error) from error
    settings = load_desk({"site": options.site, "interface": options.interface})
    for path in (options.interviews, options.templates):
        if path is not None and not path.is_dir():
            raise InputError(path, "is no folder", "look at the name")
    interviews = find_interviews(options.interviews, datetime.now(UTC), with_sound=options.media == "copy")
    if not interviews:
        raise InputError(options.interviews, "has no editions to publish", "make one with: dragoman release")
    with locked_site(options.output):
        published = read_entries(options.output)
        bundles = bundle_site(interviews, make_publisher(settings, options.media), options.templates, published)
        changed = write_site(options.output, bundles, whole=options.whole)
    for name in changed:
        print(shown(f"{'wrote' if (options.output / name).exists() else 'deleted'} {options.output / name}"))
    count = f"{len(interviews)} interview{'' if len(interviews) == 1 else 's'}"
    print(f"{count}, {len(changed)} file{'' if len(changed) == 1 else 's'} changed")
    if settings.takedown is None:
        where = f"below [site] in {settings.file}" if settings.file else "below [site] in dragoman.toml (dragoman init)"
        fix = f'write takedown = "errors@example.org" {where}, and publish again'
        print(shown(f"dragoman: note: the pages name no address for errors and takedowns; {fix}"), file=sys.stderr)
    for slug in find_unlisted(options.output):
        warning = f"{options.output / slug} is not in the list of interviews; publish it again from its folder"
        print(shown(f"dragoman: warning: {warning}"), file=sys.stderr)
    return 0


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


def needs_press(verb: str, error: ModuleNotFoundError) -> SettingsError:
    """The error where the libraries that write pages are not installed."""
    fix = "install it with: pip install 'dragoman[press]'"
    return SettingsError(verb, None, f"needs {error.name}, which is not here", fix)
