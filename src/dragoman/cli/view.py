"""``dragoman view``: write an interview's pages and subtitles again."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import tell_missing_sound
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.relink import missing_sound
from dragoman.workflows.view import InterviewOptions, ViewOptions, view

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("--force", action="store_true", help="overwrite a page that somebody edited")


def run(options: argparse.Namespace) -> int:
    """Write the views that have changed, and print their names."""
    written = view(settings=Settings(), options=ViewOptions(folder=options.folder, force=options.force))
    for path in written:
        print(f"wrote {path}")
    if not written:
        print("all pages are up to date")
    missing = missing_sound(settings=Settings(), options=InterviewOptions(folder=options.folder))
    tell_missing_sound(options.folder, missing)
    return 0
