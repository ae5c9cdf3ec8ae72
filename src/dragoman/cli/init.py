"""``dragoman init``: make a desk's settings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import write_settings
from dragoman.settings.keys import SETTINGS, Setting

__all__ = ["add_arguments", "run"]

# What a new desk is asked for; the rest can be filled in in the file.
_ASKED = ("name", "handle", "person", "source_language", "target_language", "licence")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments: one option a setting."""
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="where; here unless given")
    for setting in SETTINGS:
        parser.add_argument(
            f"--{setting.option}", dest=setting.field, metavar="TEXT", help=setting.says[0].lower() + setting.says[1:-1]
        )
    parser.add_argument("--force", action="store_true", help="write over a dragoman.toml that is there")


def run(options: argparse.Namespace) -> int:
    """Write ``dragoman.toml``; on a terminal, ask for what the options leave open."""
    given = {setting.field: getattr(options, setting.field) for setting in SETTINGS}
    values = {field: value for field, value in given.items() if value is not None}
    if not values and sys.stdin.isatty() and sys.stdout.isatty():
        print("Enter leaves a question open; everything can be changed in the file later.")
        values = {setting.field: _ask(setting) for setting in SETTINGS if setting.field in _ASKED}
    path = write_settings(options.folder, values, force=options.force)
    print(f"wrote {path}")
    return 0


def _ask(setting: Setting) -> str:
    while True:
        try:
            answer = input(f"{setting.says} ({setting.example}) ").strip()
        except EOFError:
            return ""
        try:
            return setting.check(answer) if answer else ""
        except ValueError as error:
            print(SettingsError(setting.key, answer, *str(error).split("; ", 1)))
