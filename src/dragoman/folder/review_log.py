"""The lines of ``review.jsonl``: statements of people and checks about an interview. Lines are only added."""

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
    """How a problem was dealt with: fixed, accepted, or not a problem (``mistaken``); a check sets ``gone``.

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
    """A line: a problem was found. ``replaces`` is its id in the first version of this file."""

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
    """A line: a comment on a passage. ``answers`` is the comment that began the thread."""

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

    :raises FolderError: if a line is damaged, or a newer program wrote it
    """
    log = read_log(folder / REVIEW, "review")
    for line in log.lines if log else ():
        yield decode_line(log, line, ReviewEvent)  # type: ignore[arg-type]


def find_stamp(folder: Path) -> str:
    """A value that changes with every line, found without reading them; empty if there is no file."""
    found = disk.find_size(folder / REVIEW)
    return "" if found is None else f"{found[0][1]:x}-{found[1]:x}"


def add_events(folder: Path, events: Sequence[ReviewEvent]) -> None:
    """Append lines, synced when this returns. The caller holds the lock.

    :raises FolderError: if the file is damaged, or cannot be written
    """
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
    """Rewrite the file. The caller holds the lock.

    :raises FolderError: if it cannot be written
    """
    path = folder / REVIEW
    with disk.writing(path):
        start_log(path, "review", events)
