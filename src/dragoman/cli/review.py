"""``dragoman review``: say how far passages have come."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from dragoman.cli.terminal import find_signer, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Session, sign
from dragoman.folder.views import refuse_edited, write_latest_views
from dragoman.transcript import edit
from dragoman.transcript.document import Segment, State, Transcript
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision, Signature, regroup
from dragoman.transcript.span import Span, parse_clock

__all__ = ["add_arguments", "find_within", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "passages",
        nargs="+",
        metavar="PASSAGES",
        help="ids of passages, stretches of the recording such as 12:30-14:05, or the word all",
    )
    parser.add_argument("--state", choices=get_args(State), default="reviewed", help="reviewed unless given")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Set the state of the passages in one action; it falls back when a text of theirs is changed."""
    author = find_signer(options.handle, options.folder)
    with Session(options.folder) as session:
        refuse_edited(session.folder)
        seen, by = session.transcript, sign(session.folder, author)
        chosen = {segment.id for word in options.passages for segment in _find(session.path, seen, word)}
        revisions = _set_state(seen, chosen, options.state, by)
        session.commit(intend(seen, revisions, by, epoch=session.epoch))
        write_latest_views(session)
    count = f"{len(chosen)} {'passage' if len(chosen) == 1 else 'passages'}"
    print(shown(f"{count} {options.state}, signed {author.handle} ({len(revisions)} changed)"))
    return 0


def _find(path: Path, transcript: Transcript, word: str) -> Sequence[Segment]:
    """The passages that one word names.

    :raises FolderError: where there are none
    """
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    if word == "all":
        found = live
    elif is_segment_id(word):
        found = [segment for segment in live if segment.id == word]
    else:
        found = list(find_within(transcript, _read_stretch(word)))
    if not found:
        raise FolderError(path, f"has no passage for {word}", "look on its page for ids and times")
    return found


def _read_stretch(text: str) -> Span:
    first, dash, last = text.partition("-")
    try:
        if not dash:
            raise ValueError(f"{text!r} has no end")
        return Span(parse_clock(first), parse_clock(last))
    except ValueError as error:
        fix = "write an id such as s4k2m9xpq, a stretch such as 12:30-14:05, or all"
        raise SettingsError("PASSAGES", text, f"names no passages ({error})", fix) from error


def find_within(transcript: Transcript, stretch: Span) -> Iterator[Segment]:
    """The passages that lie in a stretch; half a second over either end counts, for nobody types milliseconds."""
    first, last = stretch.start - 500, (stretch.end or 0) + 500
    for segment in transcript.segments:
        if segment.span is None or segment.span.end is None or segment.withdrawn is not None:
            continue
        if first <= segment.span.start and segment.span.end <= last:
            yield segment


def _set_state(transcript: Transcript, chosen: set[str], state: State, by: Signature) -> tuple[Revision, ...]:
    revisions: list[Revision] = []
    for segment in transcript.segments:
        if segment.id in chosen and segment.state != state:
            revisions += edit.set_state(transcript, segment.id, state, by)
    return regroup(revisions, by)
