"""``dragoman history``: who changed what, and when."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from dragoman.cli.terminal import shown
from dragoman.folder import open_folder
from dragoman.folder.actions import Action, author_name, list_actions

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("--json", action="store_true", help="an array of actions, for machines")


def run(options: argparse.Namespace) -> int:
    """A line an action, the newest last."""
    actions = list_actions(open_folder(options.folder).groups)
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(actions), indent=2).decode())
        return 0
    for action in actions:
        print(_line(action))
    return 0


def _line(action: Action) -> str:
    when = (action.time or "at an unknown time").replace("T", " ").replace("Z", " UTC")
    what = f"{action.what} (taken back)" if action.undone else action.what
    reason = f": {action.reason}" if action.reason else ""
    return shown(f"{action.id[:8]}  {when}  {author_name(action.author)}  {what}{reason}")
