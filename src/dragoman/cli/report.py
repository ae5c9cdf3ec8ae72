"""``dragoman report``: take in what a reader found wrong, as a problem on that passage."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.errors import FolderError, SettingsError
from dragoman.folder import locked, open_folder
from dragoman.folder.review import record_problems
from dragoman.problems import Place, Problem
from dragoman.transcript.document import find_segment

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("passage", metavar="ID", help="the passage's id, as its address ends")
    parser.add_argument("message", metavar="TEXT", help="what the reader says")
    parser.add_argument("--edition", type=int, metavar="N", help="the edition that was read")


def run(options: argparse.Namespace) -> int:
    """Put it on file, and say how to settle it."""
    message = " ".join(options.message.split())
    if not message:
        raise SettingsError("TEXT", None, "is missing", "say what the reader found")
    folder = open_folder(options.folder)
    if find_segment(folder.transcript, options.passage) is None:
        raise FolderError(folder.path, f"has no passage {options.passage}", "look at the end of the address")
    read = f" (edition {options.edition})" if options.edition is not None else ""
    problem = Problem.of(
        "reader-report",
        "warning",
        f"A reader{read}: {{message}}",
        Place(segment=options.passage),
        message=message,
    )
    with locked(folder.path):
        record_problems(folder, [problem], lasting=True)
    id_ = problem.id[:8]
    print(f'on file; when it is dealt with: dragoman check {folder.path} --settle {id_} --reason "…"')
    return 0
