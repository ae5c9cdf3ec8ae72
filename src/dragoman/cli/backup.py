"""``dragoman backup``: write interviews to one backup file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.terminal import shown
from dragoman.folder.backup import KeptInterview
from dragoman.folder.loading import is_interview
from dragoman.settings.dragoman_toml import Settings, find_settings
from dragoman.workflows.backup import BackupOptions, back_up

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    said = "the interviews' folders, or directories of them"
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help=said)
    parser.add_argument("file", type=Path, metavar="FILE", help="the new file, such as interviews.zip")
    parser.add_argument(
        "--recordings",
        action="store_true",
        help="include the recordings in the folders",
    )


def run(options: argparse.Namespace) -> int:
    """Write the file, and print what it contains and what it leaves out."""
    settings, others = _find_settings(options.folders)
    wanted = BackupOptions(
        folders=tuple(options.folders), file=options.file, recordings=options.recordings, settings=settings
    )
    done = back_up(settings=Settings(), options=wanted)
    for kept in done.backup.interviews:
        print(shown(_line(kept)))
        for name in kept.left_out:
            print(shown(f"  not in it: {name}"))
    if done.backup.settings is not None:
        print(f"{done.backup.settings.path}: the settings")
    for path in others:
        print(shown(f"not in it: the settings in {path}"))
    for copies in done.copies:
        print(shown(f"copies of the same interview: {', '.join(map(str, copies.folders))}"))
    print(shown(f"wrote {options.file}; it contains every version, every note and every handle: keep it private"))
    return 0


def _find_settings(folders: Sequence[Path]) -> tuple[Path | None, tuple[Path, ...]]:
    """The settings file to back up, which lies in one of these directories, and the others that apply to them.

    A settings file in an interview is one of the interview's files.
    """
    found = dict.fromkeys(file for path in folders if (file := find_settings(path)) is not None)
    inside = {path.resolve() for path in folders if is_interview(path)}
    others = [file for file in found if file.parent not in inside]
    directories = {path.resolve() for path in folders}
    kept = next((file for file in others if file.parent in directories and not file.is_symlink()), None)
    return kept, tuple(file for file in others if file != kept)


def _line(kept: KeptInterview) -> str:
    size = sum(file.size for file in kept.files)
    if kept.recordings:
        sound = f"with the recording{'' if len(kept.recordings) == 1 else 's'} {', '.join(kept.recordings)}"
    else:
        sound = "without recordings"
    count = len(kept.files)
    return f"{kept.name}: {count} file{'' if count == 1 else 's'}, {size / 1e6:.1f} MB, {sound}"
