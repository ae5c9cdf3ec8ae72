"""``dragoman merge-speakers``: merge two speakers who are one person."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.name import print_cast
from dragoman.cli.terminal import load_signer, tell_rest
from dragoman.workflows.edit import MergeOptions, merge_speakers
from dragoman.workflows.view import count_passages

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("into", metavar="S1", help="the speaker to keep: an id or a label")
    parser.add_argument("same", metavar="S2", help="the speaker who is the same person, to remove")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Merge two speakers in one action, and list the remaining ones."""
    settings = load_signer(options.handle, options.folder)
    wanted = MergeOptions(folder=options.folder, same=options.same, into=options.into)
    edited = merge_speakers(settings=settings, options=wanted)
    tell_rest(options.folder, edited.unwritten)
    print_cast(count_passages(edited.folder))
    return 0
