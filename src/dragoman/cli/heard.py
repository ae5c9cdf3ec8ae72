"""``dragoman heard``: record that you have listened to a part of the recording against its text."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_signer, shown, tell_rest
from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import person
from dragoman.transcript.span import Span, parse_clock
from dragoman.workflows.listening import ListenOptions, listen

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("stretch", metavar="FROM-TO", help="the part that you listened to, such as 12:30-14:05")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Record every passage in the range as heard by you, until its text changes."""
    stretch = _read(options.stretch)
    settings = load_signer(options.handle, options.folder)
    done = listen(settings=settings, options=ListenOptions(folder=options.folder, stretch=stretch))
    tell_rest(options.folder, done.edited.unwritten)
    count, handle = len(done.passages), person(settings).handle
    print(shown(f"{count} {'passage' if count == 1 else 'passages'} heard by {handle}"))
    return 0


def _read(text: str) -> Span:
    first, dash, last = text.partition("-")
    try:
        if not dash:
            raise ValueError(f"{text!r} has no end")
        return Span(parse_clock(first), parse_clock(last))
    except ValueError as error:
        raise SettingsError("FROM-TO", text, f"is not a span of time ({error})", "write it as 12:30-14:05") from error
