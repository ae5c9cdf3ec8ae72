"""``dragoman history``: who changed what, and when."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dragoman.cli.terminal import shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, open_folder
from dragoman.folder.actions import Action, author_name, list_actions
from dragoman.folder.people import load_renamed, rename_handle
from dragoman.settings.keys import HANDLE
from dragoman.transcript.document import Person

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("--json", action="store_true", help="an array of actions, for machines")
    parser.add_argument(
        "--rename",
        metavar="OLD=NEW",
        help="say that what is signed with one handle is by the owner of another; the history keeps what was signed",
    )


def run(options: argparse.Namespace) -> int:
    """A line an action, the newest last."""
    folder = open_folder(options.folder)
    if options.rename is not None:
        return _rename(folder, options.rename)
    actions = list_actions(folder.groups)
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(actions), indent=2).decode())
        return 0
    renamed = load_renamed(folder)
    for action in actions:
        print(_line(action, renamed))
    return 0


def _rename(folder: Folder, said: str) -> int:
    old, sign, new = (part.strip() for part in said.partition("="))
    if not sign or re.fullmatch(HANDLE, new) is None:
        raise SettingsError("--rename", said, "is no pair of handles", "write it as translator=ana")
    signed = {revision.author.handle for revision in folder.history if isinstance(revision.author, Person)}
    if old not in signed:
        there = ", ".join(sorted(signed)) or "none"
        raise FolderError(folder.path, f"has no change that is signed {old}", f"its handles are: {there}")
    rename_handle(folder, old, new)
    print(shown(f"what is signed {old} counts as signed {new}, on the pages from the next edition on"))
    return 0


def _line(action: Action, renamed: Mapping[str, str]) -> str:
    when = (action.time or "at an unknown time").replace("T", " ").replace("Z", " UTC")
    what = f"{action.what} (taken back)" if action.undone else action.what
    reason = f": {action.reason}" if action.reason else ""
    return shown(f"{action.id[:8]}  {when}  {_signed(author_name(action.author), renamed)}  {what}{reason}")


def _signed(handle: str, renamed: Mapping[str, str]) -> str:
    return f"{renamed[handle]} (signed {handle})" if handle in renamed else handle
