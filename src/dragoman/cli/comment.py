"""``dragoman comment``: comments on passages, for the people who work on the interview."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_signer, shown
from dragoman.errors import SettingsError
from dragoman.folder.comments import Thread
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.comments import CommentOptions, ResolveOptions, comment, list_comments, resolve
from dragoman.workflows.view import InterviewOptions

__all__ = ["add_arguments", "run"]

_SHORT = 9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("passage", nargs="?", metavar="ID", help="the passage's id; without one, comments are listed")
    parser.add_argument("words", nargs="?", metavar="TEXT", help="the comment")
    parser.add_argument(
        "--answer", nargs=2, metavar=("COMMENT", "TEXT"), help="answer the comment whose id begins with COMMENT"
    )
    parser.add_argument("--resolve", metavar="COMMENT", help="mark a comment as resolved")
    parser.add_argument("--reopen", metavar="COMMENT", help="mark a comment as open again")
    parser.add_argument("--all", action="store_true", help="list resolved ones too")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """List comments, write one, or resolve one."""
    thread = options.resolve or options.reopen
    if thread is None and options.passage is None and options.answer is None:
        listed = list_comments(settings=Settings(), options=InterviewOptions(folder=options.folder))
        for one in listed:
            if one.is_open or options.all:
                _print(one)
        return 0
    settings = load_signer(options.handle, options.folder)
    if thread is not None:
        wanted = ResolveOptions(folder=options.folder, thread=thread, resolved=options.resolve is not None)
        _print(resolve(settings=settings, options=wanted))
        return 0
    answers, words = options.answer or (None, options.words)
    if words is None:
        raise SettingsError("TEXT", None, "is missing", "write the comment after the passage's id")
    said = CommentOptions(folder=options.folder, passage=options.passage, words=words, answers=answers)
    _print(comment(settings=settings, options=said))
    return 0


def _print(thread: Thread) -> None:
    state = "" if thread.is_open else f"  resolved by {thread.resolved_by}"
    print(shown(f"{thread.id[:_SHORT]}  {thread.segment}{state}"))
    for one in thread.comments:
        when = one.time.replace("T", " ").removesuffix("Z")
        print(shown(f"  {one.by}, {when}: {' '.join(one.words.split())}"))
