"""``dragoman undo``: undo a change."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_signer, shown, tell_rest
from dragoman.workflows.edit import UndoOptions, undo

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "change",
        nargs="?",
        metavar="CHANGE",
        help="the first characters of a change's id in the history (default: your last change)",
    )
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Undo one action, by a new action, and write the views."""
    settings = load_signer(options.handle, options.folder)
    done = undo(settings=settings, options=UndoOptions(folder=options.folder, change=options.change))
    tell_rest(options.folder, done.edited.unwritten)
    print(shown(done.action.what))
    return 0
