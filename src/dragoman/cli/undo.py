"""``dragoman undo``: take a change back."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import find_signer, shown
from dragoman.folder import commit, locked, open_folder, sign
from dragoman.folder.actions import find_undoable, list_actions, undo_reason
from dragoman.folder.views import refuse_edited, write_views
from dragoman.transcript.revision import undo

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "change",
        nargs="?",
        metavar="CHANGE",
        help="the beginning of a change's id in the history; the last one unless given",
    )
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Take one action back, as a new action; the views follow."""
    author = find_signer(options.handle, options.folder)
    folder = open_folder(options.folder)
    with locked(folder.path):
        folder = open_folder(options.folder)
        refuse_edited(folder)
        group = find_undoable(folder.history, options.change)
        after = commit(folder, undo(folder.transcript, group, sign(folder, author, undo_reason(group))))
        write_views(after)
    print(shown(list_actions(after.groups)[-1].what))
    return 0
