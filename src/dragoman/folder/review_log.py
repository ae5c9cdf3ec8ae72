"""The lines of ``review.jsonl``: what people and checks say of an interview beside its texts. Lines are only added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.folder.jsonl_log import append_lines, decode_line, read_log, start_log
from dragoman.problems import Problem
from dragoman.transcript.document import Author

__all__ = [
    "REVIEW",
    "Commented",
    "Found",
    "Resolved",
    "ReviewEvent",
    "Settled",
    "Settlement",
    "add_events",
    "find_stamp",
    "read_events",
    "write_events",
]

REVIEW = "review.jsonl"


class Settlement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a problem was dealt with: fixed, accepted as it is, or no problem at all; ``gone`` says a check.

    Earlier versions wrote ``mended`` for fixed.
    """

    how: Literal["fixed", "accepted", "mistaken", "gone", "mended"]
    by: Author
    time: str
    reason: str | None = None


class Found(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag_field="event",
    tag="found",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """A line: a problem was found. ``replaces`` is the id that it had in the first version of this file."""

    id: str
    problem: Problem
    time: str
    replaces: str | None = None


class Settled(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag="settled", forbid_unknown_fields=True):
    """A line: a problem was settled."""

    id: str
    settlement: Settlement


class Commented(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag_field="event",
    tag="commented",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """A line: somebody wrote a comment on a passage. ``answers`` is the comment that began the thread."""

    id: str
    segment: str
    words: str
    by: Author
    time: str
    answers: str | None = None


class Resolved(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag="resolved", forbid_unknown_fields=True
):
    """A line: the thread that a comment began is resolved, or open again."""

    id: str
    resolved: bool
    by: Author
    time: str


ReviewEvent = Found | Settled | Commented | Resolved


def read_events(folder: Path) -> Iterator[ReviewEvent]:
    """Every line in order.

    :raises FolderError: where a line is damaged, or a newer program wrote it
    """
    log = read_log(folder / REVIEW, "review")
    for line in log.lines if log else ():
        yield decode_line(log, line, ReviewEvent)  # type: ignore[arg-type]


def find_stamp(folder: Path) -> str:
    """What changes with every line, found without a look at them; empty where there is no file."""
    found = disk.find_size(folder / REVIEW)
    return "" if found is None else f"{found[0][1]:x}-{found[1]:x}"


def add_events(folder: Path, events: Sequence[ReviewEvent]) -> None:
    """Add lines; they are on the disk when this returns. The caller holds the lock."""
    if not events:
        return
    path = folder / REVIEW
    log = read_log(path, "review")
    with disk.writing(path):
        if log is None:
            start_log(path, "review", events)
        else:
            append_lines(log, events)


def write_events(folder: Path, events: Sequence[ReviewEvent]) -> None:
    """Write the file anew. The caller holds the lock."""
    path = folder / REVIEW
    with disk.writing(path):
        start_log(path, "review", events)
