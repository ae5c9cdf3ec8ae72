"""``dragoman history``: show who changed what, and when."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dragoman.cli.terminal import shown
from dragoman.errors import SettingsError
from dragoman.folder.actions import Action, author_name
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.people import RenameOptions, rename_signature
from dragoman.workflows.view import InterviewOptions, list_history

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("--json", action="store_true", help="print a JSON array of actions")
    parser.add_argument(
        "--rename",
        metavar="OLD=NEW",
        help="attribute what OLD signed to NEW; the history keeps what was signed",
    )


def run(options: argparse.Namespace) -> int:
    """Print a line for each action, newest last; or record the owner of a handle."""
    if options.rename is not None:
        old, new = _read(options.rename)
        rename_signature(settings=Settings(), options=RenameOptions(folder=options.folder, old=old, new=new))
        print(shown(f"what is signed {old} counts as signed {new}, on the pages from the next edition on"))
        return 0
    history = list_history(settings=Settings(), options=InterviewOptions(folder=options.folder))
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(history.actions), indent=2).decode())
        return 0
    for action in history.actions:
        print(_line(action, history.renamed))
    return 0


def _read(said: str) -> tuple[str, str]:
    old, sign, new = (part.strip() for part in said.partition("="))
    if not sign:
        raise SettingsError("--rename", said, "is not a pair of handles", "write it as translator=ana")
    return old, new


def _line(action: Action, renamed: Mapping[str, str]) -> str:
    when = (action.time or "at an unknown time").replace("T", " ").replace("Z", " UTC")
    what = f"{action.what} (taken back)" if action.undone else action.what
    reason = f": {action.reason}" if action.reason else ""
    return shown(f"{action.id[:8]}  {when}  {_signed(author_name(action.author), renamed)}  {what}{reason}")


def _signed(handle: str, renamed: Mapping[str, str]) -> str:
    return f"{renamed[handle]} (signed {handle})" if handle in renamed else handle
