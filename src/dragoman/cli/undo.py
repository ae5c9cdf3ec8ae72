"""``dragoman undo``: take a change back."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import find_signer, shown
from dragoman.folder import Session
from dragoman.folder.actions import list_actions
from dragoman.folder.views import refuse_edited, write_latest_views

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "change",
        nargs="?",
        metavar="CHANGE",
        help="the beginning of a change's id in the history; your own last one unless given",
    )
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Take one action back, as a new action; the views follow."""
    author = find_signer(options.handle, options.folder)
    with Session(options.folder) as session:
        refuse_edited(session.folder)
        done = session.undo(author, options.change)
        actions = list_actions(session.folder.groups)
        write_latest_views(session)
    print(shown(next(action.what for action in actions if action.id == done.revisions[0].group)))
    return 0
