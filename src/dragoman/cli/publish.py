"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from dragoman.cli.terminal import load_desk, shown
from dragoman.errors import InputError, SettingsError
from dragoman.folder.settings import Settings
from dragoman.press.files import write_site
from dragoman.press.plan import Desk

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("interviews", type=Path, metavar="DIR", help="a folder of interviews, or an interview")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="SITE", help="the folder of the site")
    parser.add_argument(
        "--media", choices=("none", "link"), default="none", help="link times to the recording's address; none if not"
    )
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
    """Gather the editions, then write what has changed."""
    try:
        from dragoman.press.site import find_interviews, make_site
    except ModuleNotFoundError as error:
        mend = "install it with: pip install 'dragoman[press]'"
        raise SettingsError("publish", None, f"needs {error.name}, which is not here", mend) from error
    settings = load_desk({"site": options.site, "interface": options.interface})
    for path in (options.interviews, options.templates):
        if path is not None and not path.is_dir():
            raise InputError(path, "is no folder", "look at the name")
    interviews = find_interviews(options.interviews, datetime.now(UTC))
    if not interviews:
        raise InputError(options.interviews, "has no editions to publish", "make one with: dragoman release")
    site = make_site(interviews, _desk(settings, options.media), options.templates)
    changed = write_site(options.output, site)
    for name in changed:
        print(shown(f"{'wrote' if name in site else 'deleted'} {options.output / name}"))
    count = f"{len(interviews)} interview{'' if len(interviews) == 1 else 's'}"
    print(f"{count}, {len(changed)} of {len(site)} files changed")
    return 0


def _desk(settings: Settings, media: str) -> Desk:
    return Desk(
        name=settings.name,
        address=settings.site,
        support=settings.support,
        contact=settings.takedown,
        interface=settings.interface,
        media="link" if media == "link" else "none",
    )
