"""``dragoman relink``: link a recording that was moved."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_signer, shown, tell_rest
from dragoman.workflows.relink import RelinkOptions, relink

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "recording", nargs="?", type=Path, metavar="FILE", help="the recording (default: looked for near the folder)"
    )
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Write the recording's new place into the interview, and print it."""
    settings = load_signer(options.handle, options.folder)
    done = relink(settings=settings, options=RelinkOptions(folder=options.folder, recording=options.recording))
    tell_rest(options.folder, done.edited.unwritten)
    if not done.edited.committed.revisions:
        print(shown(f"the recording is where the folder says: {done.recording}"))
        return 0
    print(shown(f"the recording is now {done.recording}"))
    if done.hashed:
        print("its hash was not recorded, so nothing was compared; it is recorded now")
    return 0
