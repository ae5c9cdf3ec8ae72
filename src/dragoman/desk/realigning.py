"""Align corrected passages with their sound again, in the process that holds models, while people continue editing."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dragoman.conventions.field_text import serialize_in_profile
from dragoman.conventions.profiles import Profile
from dragoman.desk.configuration import options
from dragoman.desk.error_messages import tell
from dragoman.desk.interviews import OpenInterview
from dragoman.desk.model_process import listening_process
from dragoman.desk.recordings import find_recording
from dragoman.errors import DragomanError
from dragoman.folder import Committed
from dragoman.folder.word_alignments import WordAlignment, find_alignment
from dragoman.pipeline.word_times import TimedWord, find_word_times
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.revision import Revision
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain
from dragoman.workflows.realign import Realigned, RealignOptions, realign

__all__ = ["Realigner", "ShownWords", "find_shown_words", "realigner"]

# Seconds to wait after an edit before the sound is used: who splits one passage often splits the next one too.
_REST = 2.0
_FIELDS = ("source", "span", "")
# A word that has moved by less than this (ms) counts as unmoved.
_MOVED = 100


class ShownWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an original as in its field, with times in ms.

    ``before`` is the earlier time of a word, if the new measurement differs. ``engine`` has measured them again, and
    has not found ``unheard`` words in the sound. ``is_pending`` says that a measurement is running, ``fault`` why there
    is none.
    """

    words: tuple[dict[str, Any], ...]
    engine: str | None = None
    unheard: int = 0
    is_pending: bool = False
    fault: str | None = None


class Realigner:
    """The passages to align, by interview."""

    def __init__(self, rest: float = _REST) -> None:
        self._rest = rest
        self._lock = threading.Lock()
        self._wanted: dict[Path, set[str]] = {}
        self._running: dict[Path, set[str]] = {}
        self._faults: dict[tuple[Path, str], str] = {}

    def want(self, interview: OpenInterview, committed: Committed) -> None:
        """Queue the passages whose original or time an action has changed, if the recording is on this machine."""
        changed = set(_find_changed(committed.revisions))
        if not changed or not options().aligner or (recording := find_recording(interview)) is None:
            return
        path = interview.path
        with self._lock:
            waiting = path in self._wanted
            self._wanted.setdefault(path, set()).update(changed)
        if not waiting:
            timer = threading.Timer(self._rest, self._start, (path, recording.path, recording.offset))
            timer.daemon = True
            timer.start()

    def find_state(self, path: Path, segment: str) -> tuple[bool, str | None]:
        """Whether a passage is being aligned, and why it cannot be."""
        with self._lock:
            pending = segment in self._wanted.get(path, ()) or segment in self._running.get(path, ())
            return pending, self._faults.get((path, segment))

    def _start(self, path: Path, recording: Path, offset: int) -> None:
        with self._lock:
            passages = self._wanted.pop(path, set())
            self._running.setdefault(path, set()).update(passages)
        wanted = RealignOptions(
            folder=path,
            recording=recording,
            passages=tuple(sorted(passages)),
            offset=offset,
            transcriber=options().aligner,
        )
        future = listening_process().submit(realign, settings=options().settings, options=wanted)
        future.add_done_callback(lambda done: self._keep(path, passages, done))

    def _keep(self, path: Path, passages: set[str], done: Future[Realigned]) -> None:
        faults: dict[str, str] = {}
        if not done.cancelled():
            error = done.exception()
            if error is None:
                faults = done.result().left
            else:
                said = tell(error) if isinstance(error, DragomanError) else "the system stopped it"
                faults = dict.fromkeys(passages, said)
        with self._lock:
            self._running[path] = self._running.get(path, set()) - passages
            for segment in passages:
                self._faults.pop((path, segment), None)
            self._faults |= {(path, segment): fault for segment, fault in faults.items()}


def _find_changed(revisions: Iterable[Revision]) -> Iterator[str]:
    for revision in revisions:
        kind, _, id_ = revision.subject.partition(":")
        if kind == "segment" and revision.field in _FIELDS and revision.after is not None:
            yield id_


def find_shown_words(interview: OpenInterview, segment: Segment, profile: Profile) -> ShownWords:
    """The words of a passage's original, as a field shows them. Unchanged words keep their time, and the others share
    the rest, until all are measured again: then a word that was not found in the sound has no time.
    """
    text = serialize_in_profile(segment.source or (), profile)
    before = find_word_times(text, segment.words, segment.span)
    alignment = find_alignment(interview.path, segment)
    now = before
    if alignment is not None:
        now = find_word_times(text, _as_words(segment, alignment), segment.span, measured_only=True)
    pending, fault = realigner().find_state(interview.path, segment.id)
    return ShownWords(
        words=tuple(_show(new, old) for new, old in zip(now, before, strict=True)),
        engine=alignment.engine.name if alignment else None,
        unheard=alignment.times.count(None) if alignment else 0,
        is_pending=pending,
        fault=fault if alignment is None else None,
    )


def _as_words(segment: Segment, alignment: WordAlignment) -> tuple[Word, ...]:
    words = plain(segment.source or ()).split()
    return tuple(
        Word(text=word, span=Span(*time) if time else None) for word, time in zip(words, alignment.times, strict=False)
    )


def _show(new: TimedWord, old: TimedWord) -> dict[str, Any]:
    start, before = (word.span.start if word.span else None for word in (new, old))
    moved = start is not None and before is not None and abs(start - before) > _MOVED
    return {
        "text": new.text,
        "at": new.at,
        "start": start,
        "inferred": new.inferred,
        "before": before if moved else None,
    }


@cache
def realigner() -> Realigner:
    """The realigner of this process's desk."""
    return Realigner()
