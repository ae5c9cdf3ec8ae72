"""``dragoman serve``: correct interviews beside their sound, in the browser."""

from __future__ import annotations

import argparse
import os
import webbrowser
from pathlib import Path

from dragoman.cli.terminal import load_desk
from dragoman.errors import EngineError, FolderError

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "directory",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the directory that holds the interviews; this one unless given",
    )
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="8000 unless given; 0 takes a free one")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, to this machine alone."""
    if not options.directory.is_dir():
        raise FolderError(options.directory, "is no directory", "name the one that holds your interviews")
    try:
        from dragoman.desk.options import DeskOptions
        from dragoman.desk.server import serve
    except ModuleNotFoundError as error:
        fix = 'install it with: pip install "dragoman[desk]"'
        raise EngineError("the desk", f"is not installed ({error.name} is missing)", fix) from error
    root = options.directory.resolve()
    desk = DeskOptions(
        root=root,
        data=root / ".dragoman-desk",
        settings=load_desk({}),
        port=options.port,
        database=os.environ.get("DATABASE_URL"),
    )
    try:
        serve(desk, lambda address: _opened(address, browser=not options.no_browser))
    except KeyboardInterrupt:
        return 0
    return 0


def _opened(address: str, *, browser: bool) -> None:
    print(f"{address} (Ctrl+C ends it)", flush=True)
    if browser:
        webbrowser.open(address)
