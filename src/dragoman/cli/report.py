"""``dragoman report``: record an error that a reader reported, as a problem of that passage."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import shown, write_command
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.review import ReportOptions, report

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("passage", metavar="ID", help="the passage's id, the last part of its address")
    parser.add_argument("message", metavar="TEXT", help="what the reader says")
    parser.add_argument("--edition", type=int, metavar="N", help="the edition that the reader saw")


def run(options: argparse.Namespace) -> int:
    """Record the problem, and print how to settle it."""
    wanted = ReportOptions(
        folder=options.folder, passage=options.passage, message=options.message, edition=options.edition
    )
    problem = report(settings=Settings(), options=wanted)
    settling = f'{write_command("check", options.folder, "--settle", problem.id[:8])} --reason "…"'
    print(shown(f"recorded; when it is dealt with: {settling}"))
    return 0
