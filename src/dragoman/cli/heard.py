"""``dragoman heard``: say that you have listened to a stretch of the recording against its text."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.review import find_within
from dragoman.cli.terminal import find_signer, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Session, sign
from dragoman.folder.views import refuse_edited, write_latest_views
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Transcript
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision, Signature, regroup
from dragoman.transcript.span import Span, parse_clock

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("stretch", metavar="FROM-TO", help="what you heard, such as 12:30-14:05")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Every passage that lies in the stretch is heard by you, until its text changes."""
    stretch = _read(options.stretch)
    author = find_signer(options.handle, options.folder)
    with Session(options.folder) as session:
        refuse_edited(session.folder)
        inside = [segment.id for segment in find_within(session.transcript, stretch)]
        if not inside:
            raise FolderError(session.path, f"has no passage within {options.stretch}", "name a longer stretch")
        by = sign(session.folder, author)
        heard = _hear(session.transcript, inside, author, by)
        session.commit(intend(session.transcript, heard, by, epoch=session.epoch))
        write_latest_views(session)
    print(shown(f"{len(inside)} {'passage' if len(inside) == 1 else 'passages'} heard by {author.handle}"))
    return 0


def _read(text: str) -> Span:
    first, dash, last = text.partition("-")
    try:
        if not dash:
            raise ValueError(f"{text!r} has no end")
        return Span(parse_clock(first), parse_clock(last))
    except ValueError as error:
        raise SettingsError("FROM-TO", text, f"is no stretch of time ({error})", "write it as 12:30-14:05") from error


def _hear(transcript: Transcript, ids: list[str], author: Person, by: Signature) -> tuple[Revision, ...]:
    wanted = set(ids)
    revisions: list[Revision] = []
    for segment in transcript.segments:
        if segment.id in wanted and author.handle not in segment.heard_by:
            heard = edit.set_heard(transcript, segment.id, (*segment.heard_by, author.handle), by)
            revisions += heard
    return regroup(revisions, by)
