"""``dragoman restore``: restore interviews from a backup."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.cli.terminal import shown
from dragoman.folder.restore import read_backup
from dragoman.settings.dragoman_toml import FILE, Settings
from dragoman.workflows.backup import RestoreOptions, restore

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that dragoman backup wrote")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the directory to restore into")


def run(options: argparse.Namespace) -> int:
    """Restore every interview; return 1 if one does not verify."""
    wanted = RestoreOptions(file=options.file, folder=options.folder)
    place = options.folder / FILE
    was_there = place.exists()
    restored = restore(settings=Settings(), options=wanted)
    for one in restored:
        print(shown(f"restored {one.folder.path}: {'it is intact' if not one.faults else 'it is not intact'}"))
        for fault in one.faults:
            print(shown(f"{one.folder.path}: {fault}"), file=sys.stderr)
    if read_backup(options.file).settings is not None:
        there = f"not restored: the settings, for {place} exists already"
        print(shown(there if was_there else f"restored {place}: the settings"))
    return 1 if any(one.faults for one in restored) else 0
