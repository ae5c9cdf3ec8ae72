"""``dragoman unpublish``: remove an interview from a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_desk, shown
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import find_settings
from dragoman.workflows.publish import UnpublishOptions, unpublish

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("slug", metavar="SLUG", help="the interview's folder in the site")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="SITE", help="the folder of the site")
    parser.add_argument("--templates", type=Path, metavar="FOLDER", help="the folder of your own template of the list")


def run(options: argparse.Namespace) -> int:
    """Write the list without the interview, then delete its files."""
    wanted = UnpublishOptions(
        site=options.output,
        slug=options.slug,
        templates=options.templates,
        expected=find_settings(options.output),
    )
    done = unpublish(settings=load_desk({}, [options.output]), options=wanted)
    for path in done.deleted:
        print(shown(f"deleted {path}"))
    print(f"{counted(len(done.deleted), 'file')} deleted; the list of interviews has been updated")
    for slug in done.linking:
        print(shown(f"publish {slug} again: its page links to {options.slug} as a part of its recording"))
    return 0
