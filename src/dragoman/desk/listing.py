"""The list of interviews with their state and progress. Read from the folders, and kept until a folder changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.desk.interviews import Interviews
from dragoman.errors import DragomanError
from dragoman.folder import open_folder
from dragoman.folder.comments import load_threads
from dragoman.folder.editions import load_editions
from dragoman.folder.loading import HISTORY, Limits
from dragoman.folder.review import load_problems
from dragoman.transcript.document import Transcript
from dragoman.transcript.hearing import share_heard
from dragoman.transcript.span import format_clock
from dragoman.transcript.text import is_untranslated

__all__ = ["Listed", "list_interviews"]

_LIMITS = Limits(size=1 << 30, seconds=30.0)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An interview in the list. ``comments`` counts open threads, the others count passages: ``unconfirmed`` those with
    a translation that nobody has confirmed, ``confirmed`` those that somebody called translated or reviewed.

    ``duration`` is in ms: of the recording or, without one, to the end of the last timed passage. ``listened`` is a
    share from 0 to 1. ``problems`` is ``None`` if no check of the interview is known. ``head`` is its revision.
    ``fault`` says why the interview cannot be opened. ``copies`` are the keys of other folders with the same
    ``interview``.
    """

    key: str
    title: str
    languages: str = ""
    duration: int | None = None
    passages: int = 0
    unconfirmed: int = 0
    confirmed: int = 0
    reviewed: int = 0
    listened: float | None = None
    problems: int | None = None
    comments: int = 0
    editions: int = 0
    changed: str = ""
    fault: str | None = None
    interview: str | None = None
    head: str = ""
    copies: tuple[str, ...] = ()

    @property
    def length(self) -> str:
        """The duration as it is shown; empty if it is not known."""
        return "" if self.duration is None else format_clock(self.duration, exact=False)

    @property
    def state(self) -> str:
        """The state in one word."""
        if self.fault:
            return "damaged"
        if self.editions:
            return "released"
        if self.passages and self.reviewed == self.passages:
            return "reviewed"
        if self.passages and self.confirmed == self.passages:
            return "translated"
        if self.confirmed:
            return "in work"
        return "to confirm" if self.unconfirmed else "to translate"


def list_interviews(interviews: Interviews) -> tuple[Listed, ...]:
    """Every interview in the desk's directory, the last changed first."""
    paths = interviews.find_paths(fresh=True)
    found = [_find(key, path) for key, path in paths.items()]
    for path in _known.keys() - set(paths.values()):
        _known.pop(path, None)
    return tuple(sorted(_with_copies(found), key=lambda one: one.changed, reverse=True))


def _with_copies(listed: Sequence[Listed]) -> Iterator[Listed]:
    keys: dict[str, list[str]] = {}
    for one in listed:
        if one.interview is not None:
            keys.setdefault(one.interview, []).append(one.key)
    for one in listed:
        others = tuple(key for key in keys.get(one.interview or "", ()) if key != one.key)
        yield msgspec.structs.replace(one, copies=others) if others else one


def _stamp(path: Path) -> tuple[int, ...]:
    """A value that changes with everything that the list shows."""
    stamps = []
    for name in (HISTORY, "review.jsonl", "editions"):
        try:
            status = (path / name).stat()
            stamps += [status.st_ino, status.st_size, status.st_mtime_ns]
        except OSError:
            stamps.append(0)
    return tuple(stamps)


# What each folder looked like when it was read last, and what the list shows of it.
_known: dict[Path, tuple[tuple[int, ...], Listed]] = {}


def _find(key: str, path: Path) -> Listed:
    stamp = _stamp(path)
    known = _known.get(path)
    if known is None or known[0] != stamp or known[1].key != key:
        known = _known[path] = stamp, _read(key, path)
    return known[1]


def _read(key: str, path: Path) -> Listed:
    try:
        folder = open_folder(path, _LIMITS)
        findings = load_problems(folder)
        editions = len(load_editions(folder))
        changed = folder.find_last().time or ""
    except DragomanError as error:
        return Listed(key=key, title=key, fault=error.describe())
    transcript = folder.transcript
    alive = [segment for segment in transcript.segments if segment.withdrawn is None]
    problems = sum(one.settlement is None and one.problem.severity != "note" for one in findings)
    return Listed(
        key=key,
        title=transcript.facts.title_target or transcript.facts.title or key,
        languages=f"{_show_spoken(transcript)} → {transcript.target_language or '?'}",
        duration=_find_duration(transcript),
        passages=len(alive),
        unconfirmed=sum(segment.state == "initial" and not is_untranslated(segment.target) for segment in alive),
        confirmed=sum(segment.state != "initial" for segment in alive),
        reviewed=sum(segment.state in ("reviewed", "final") for segment in alive),
        listened=share_heard(transcript),
        # Whoever releases an edition checks it first. A check that finds nothing leaves no other trace.
        problems=problems if findings or editions else None,
        comments=sum(thread.is_open for thread in load_threads(path)),
        editions=editions,
        changed=changed,
        interview=folder.interview,
        head=folder.head,
    )


def _show_spoken(transcript: Transcript) -> str:
    """The languages of the original: all of them if it is in several."""
    one = transcript.source_language
    if one != "und":
        return one or "?"
    several = transcript.recording.languages if transcript.recording else ()
    return ", ".join(several or sorted({segment.language for segment in transcript.segments if segment.language}))


def _find_duration(transcript: Transcript) -> int | None:
    if transcript.recording is not None and transcript.recording.duration is not None:
        return transcript.recording.duration
    spans = [segment.span for segment in transcript.segments if segment.span is not None]
    return max((span.end or span.start for span in spans), default=None)
