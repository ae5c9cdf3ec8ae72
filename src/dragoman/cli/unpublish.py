"""``dragoman unpublish``: take an interview off a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.publish import make_publisher, needs_press
from dragoman.cli.terminal import load_desk, shown
from dragoman.errors import InputError
from dragoman.press.site_list import read_entries

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("slug", metavar="SLUG", help="the interview's folder in the site")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="SITE", help="the folder of the site")
    parser.add_argument("--templates", type=Path, metavar="FOLDER", help="your own template of the list")


def run(options: argparse.Namespace) -> int:
    """Write the list without the interview, then delete its files."""
    try:
        from dragoman.press.site import unpublish
    except ModuleNotFoundError as error:
        raise needs_press("unpublish", error) from error
    for path in (options.output, options.templates):
        if path is not None and not path.is_dir():
            raise InputError(path, "is no folder", "look at the name")
    gone = next((entry for entry in read_entries(options.output) if entry.slug == options.slug), None)
    deleted = unpublish(options.output, options.slug, make_publisher(load_desk({})), options.templates)
    for name in deleted:
        print(shown(f"deleted {options.output / name}"))
    print(f"{len(deleted)} files deleted; the list of interviews is written again")
    for entry in read_entries(options.output):
        if gone and gone.sound and entry.sound == gone.sound:
            print(shown(f"publish {entry.slug} again: its page links to {options.slug} as a part of its recording"))
    return 0
