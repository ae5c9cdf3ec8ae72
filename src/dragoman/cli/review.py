"""``dragoman review``: set the state of passages."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

from dragoman.cli.terminal import load_signer, shown, tell_rest
from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import person
from dragoman.transcript.document import State
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.span import Span, parse_clock
from dragoman.workflows.passages import ALL
from dragoman.workflows.review import ReviewOptions, review

__all__ = ["add_arguments", "read_passage", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "passages",
        nargs="+",
        metavar="PASSAGES",
        help="ids of passages, times such as 12:30-14:05, or the word all",
    )
    parser.add_argument("--state", choices=get_args(State), default="reviewed", help="the state (default: reviewed)")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Set the state of the passages in one action. It is reset when one of their texts changes."""
    passages = tuple(map(read_passage, options.passages))
    settings = load_signer(options.handle, options.folder)
    wanted = ReviewOptions(folder=options.folder, passages=passages, state=options.state)
    done = review(settings=settings, options=wanted)
    tell_rest(options.folder, done.edited.unwritten)
    count = f"{len(done.passages)} {'passage' if len(done.passages) == 1 else 'passages'}"
    print(shown(f"{count} {options.state}, signed {person(settings).handle} ({len(done.changed)} changed)"))
    return 0


def read_passage(word: str) -> str | Span:
    """An id, the word for all, or a range.

    :raises SettingsError: for anything else
    """
    if word == ALL or is_segment_id(word):
        return word
    first, dash, last = word.partition("-")
    try:
        if not dash:
            raise ValueError(f"{word!r} has no end")
        return Span(parse_clock(first), parse_clock(last))
    except ValueError as error:
        fix = "write an id such as s4k2m9xpq, a stretch such as 12:30-14:05, or all"
        raise SettingsError("PASSAGES", word, f"names no passages ({error})", fix) from error
