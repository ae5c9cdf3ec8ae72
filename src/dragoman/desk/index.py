"""The search index: it follows the folders as they change, and can be rebuilt.

Interviews that are open in the desk are looked at every second. All folders are looked at as often as a fixed share of
the processor's time allows: there may be ten thousand.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.db import transaction
from django.db.models import Max, Min

from dragoman.desk import full_text
from dragoman.desk.interviews import Interviews
from dragoman.desk.models import IndexedInterview, IndexedPassage
from dragoman.desk.repeating import DATABASE_AWAY, repeat
from dragoman.errors import DragomanError
from dragoman.folder import open_folder
from dragoman.folder.loading import HISTORY, Limits
from dragoman.transcript.document import Segment, Transcript, display_name
from dragoman.transcript.revision import Revision
from dragoman.transcript.sides import find_languages
from dragoman.transcript.text import plain

__all__ = ["Hit", "find_changed", "follow", "rebuild", "search", "update", "update_open"]

_LIMITS = Limits(size=1 << 30, seconds=60.0)
# Seconds between two looks at the open interviews; how much longer than a look at all folders takes the next one waits.
_LOOK = 1.0
_PATIENCE = 50.0
_BATCH = 500
# Seconds after which an unchanged folder that cannot be read is tried again.
_AGAIN = 60.0
# The number of a passage is the second of its last change, shifted by this many bits, plus a counter.
_BITS = 20
_LATEST = 1 << 40
# What of a passage, or of the document, is changed by a revision that makes it new for search; and what search does not
# show.
_CHANGES = ("", "source", "target", "span", "speaker")
_BESIDE = ("state", "heard_by", "words", "source_origin", "target_origin")
_log = logging.getLogger(__name__)
_failed: dict[Path, tuple[str, float]] = {}
# What each folder looked like when it was taken in last, and the revision that it was at.
_taken: dict[Path, tuple[str, str]] = {}
# What the index holds, as far as this process knows: the number of each interview and its folder's stamp, by key.
_rows: dict[str, tuple[int, str]] = {}


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that was found."""

    key: str
    title: str
    segment: str
    start: int | None
    speaker: str
    source: str
    target: str
    source_language: str
    target_language: str


class _Read(NamedTuple):
    """What is to be taken in of an interview, and when which passage was changed last (:func:`find_changed`).

    ``only`` holds the ids of the passages that may be others than in the index; ``None`` where any may.
    """

    transcript: Transcript
    head: str
    changed: Mapping[str, int]
    only: Collection[str] | None = None


def search(words: str, most: int = 50) -> tuple[tuple[Hit, ...], bool]:
    """The passages with all of the words in either or both of their texts, best first.

    :returns: the hits, and whether there were so many that only the newest were ranked
    """
    numbers, cut = full_text.search(words, most)
    found = IndexedPassage.objects.select_related("interview").in_bulk(numbers)
    return tuple(_hit(found[number]) for number in numbers if number in found), cut


def _hit(passage: IndexedPassage) -> Hit:
    return Hit(
        key=passage.interview.key,
        title=passage.interview.title or passage.interview.key,
        segment=passage.segment,
        start=passage.start,
        speaker=passage.speaker,
        source=passage.source,
        target=passage.target,
        source_language=passage.source_language,
        target_language=passage.target_language,
    )


def rebuild(interviews: Interviews) -> int:
    """Rebuild the index; return the number of interviews in it."""
    _failed.clear()
    with transaction.atomic():
        for number in IndexedInterview.objects.values_list("pk", flat=True):
            _forget(number)
    _rows.clear()
    return update(interviews)


def update(interviews: Interviews) -> int:
    """Update the index from all folders; return the number of interviews that were read.

    :raises OperationalError, InterfaceError: if the database is unavailable
    """
    return _take_in(interviews, _find_outdated(interviews))


def update_open(interviews: Interviews) -> int:
    """Update the index from the interviews that are open; return the number of those that were read.

    :raises OperationalError, InterfaceError: if the database is unavailable
    """
    open_now = {one.key: one.path for one in interviews.list_open() if one.key in _rows}
    return _take_in(interviews, _find_changes(open_now))


class _Outdated(NamedTuple):
    """An interview whose folder has changed: its stamp now, and when the index took it in (``None`` if it did not)."""

    key: str
    path: Path
    stamp: str
    before: str | None


def _find_outdated(interviews: Interviews) -> list[_Outdated]:
    """The interviews to be taken in. Those whose folders are gone leave the index."""
    paths = interviews.find_paths(fresh=True)
    _load_rows()
    for key in _rows.keys() - paths.keys():
        with transaction.atomic():
            _forget(_rows[key][0])
        del _rows[key]
    for path in (_taken.keys() | _failed.keys()) - set(paths.values()):
        _taken.pop(path, None)
        _failed.pop(path, None)
    return _find_changes(paths)


def _load_rows() -> None:
    """Read what the index holds, if another process has filled it again since, or nobody has read it yet."""
    found = IndexedInterview.objects.aggregate(first=Min("pk"), last=Max("pk"))
    numbers = [number for number, _ in _rows.values()]
    # Numbers are never used twice.
    if (found["first"], found["last"]) != (min(numbers, default=None), max(numbers, default=None)):
        _rows.clear()
        every = IndexedInterview.objects.values_list("key", "pk", "stamp")
        _rows.update((key, (number, stamp)) for key, number, stamp in every)


def _find_changes(paths: Mapping[str, Path]) -> list[_Outdated]:
    found = []
    for key, path in paths.items():
        stamp = _stamp(path)
        before = _rows[key][1] if key in _rows else None
        if stamp is not None and stamp != before and not _has_failed(path, stamp):
            found.append(_Outdated(key, path, stamp, before))
    return found


def _take_in(interviews: Interviews, outdated: Iterable[_Outdated]) -> int:
    try:
        return sum(_try(one, partial(_read, interviews, one.path, one.before)) for one in outdated)
    except DATABASE_AWAY:
        # What it holds is not known then.
        _rows.clear()
        raise


def _try(one: _Outdated, read: Callable[[], _Read]) -> bool:
    """Put an interview into the index; whether that was done. One that cannot be read stands in no other one's way."""
    try:
        _take(one.key, one.path, one.stamp, read())
    except DATABASE_AWAY:
        raise
    except DragomanError:
        pass  # Opening it reports the error.
    except Exception:
        _log.exception("The interview %s is not in the index for search.", one.key)
    else:
        return True
    _failed[one.path] = (one.stamp, time.monotonic())
    return False


def _has_failed(path: Path, stamp: str) -> bool:
    """Whether indexing the unchanged folder failed a short time ago."""
    before, at = _failed.get(path, ("", 0.0))
    return before == stamp and time.monotonic() - at < _AGAIN


def _stamp(path: Path) -> str | None:
    try:
        status = (path / HISTORY).stat()
    except OSError:
        return None
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def _read(interviews: Interviews, path: Path, before: str | None) -> _Read:
    """An interview as it is now; of one that somebody works on, the passages that have changed since the last look.

    :param before: what the folder looked like when the index took it in
    """
    taken = _taken.get(path)
    changes = _read_changes(interviews, path, taken[1]) if taken is not None and taken[0] == before else None
    return changes or _read_whole(path)


def _read_whole(path: Path) -> _Read:
    folder = open_folder(path, _LIMITS)
    return _Read(folder.transcript, folder.head, find_changed(folder.history))


def _read_changes(interviews: Interviews, path: Path, head: str) -> _Read | None:
    """What has changed since a revision; ``None`` where that is not known, or where it may concern every passage."""
    with interviews.use_open(path) as interview:
        revisions = interview.session.find_since(head) if interview else None
        if interview is None or revisions is None or not all(map(_concerns_few, revisions)):
            return None
        transcript, head = interview.session.transcript, interview.session.head
    changed = find_changed(revisions)
    return _Read(transcript, head, changed, changed.keys())


def _concerns_few(revision: Revision) -> bool:
    """Whether a revision changes one passage of the index, or none."""
    kind = revision.subject.partition(":")[0]
    return kind in ("facts", "term") or (kind == "segment" and revision.field in _CHANGES + _BESIDE)


def _take(key: str, path: Path, stamp: str, read: _Read) -> None:
    """Put an interview into the index."""
    facts = read.transcript.facts
    with transaction.atomic():
        interview, _ = IndexedInterview.objects.update_or_create(
            key=key, defaults={"stamp": stamp, "title": full_text.storable(facts.title_target or facts.title or "")}
        )
        passages = IndexedPassage.objects.filter(interview=interview)
        if read.only is not None:
            passages = passages.filter(segment__in=read.only)
        there = dict(passages.values_list("segment", "digest"))
        wanted = {one.segment: (one, at) for one, at in _passages(read, interview)}
        gone = [id_ for id_, digest in there.items() if id_ not in wanted or wanted[id_][0].digest != digest]
        _remove(interview, gone)
        _add([made for id_, made in wanted.items() if there.get(id_) != made[0].digest])
    _taken[path] = stamp, read.head
    _rows[key] = interview.pk, stamp


def _remove(interview: IndexedInterview, segments: Sequence[str]) -> None:
    for place in range(0, len(segments), _BATCH):
        part = IndexedPassage.objects.filter(interview=interview, segment__in=segments[place : place + _BATCH])
        full_text.remove(part.values_list("pk", flat=True))
        part.delete()


def _add(made: Sequence[tuple[IndexedPassage, int]]) -> None:
    """Insert passages. Later changes have larger numbers."""
    free: dict[int, int] = {}
    for one, at in made:
        one.pk = free[at] if at in free else _find_free(at)
        free[at] = one.pk + 1
    IndexedPassage.objects.bulk_create([one for one, _ in made], batch_size=_BATCH)
    full_text.put([(one.pk, _words(one)) for one, _ in made])


def _find_free(at: int) -> int:
    """The first number of a second from which all numbers are free."""
    first, end = at << _BITS, at + 1 << _BITS
    last = IndexedPassage.objects.filter(pk__gte=first, pk__lt=end).aggregate(last=Max("pk"))["last"]
    return first if last is None else int(last) + 1


def find_changed(history: Iterable[Revision]) -> dict[str, int]:
    """When each passage was last changed, in seconds since 1970, by id; for the empty id, when the document was
    created.
    """
    changed: dict[str, int] = {}
    times: dict[str, int] = {}
    for revision in history:
        kind, _, id_ = revision.subject.partition(":")
        if revision.field in _CHANGES and kind in ("segment", "transcript"):
            said = revision.time or ""
            changed[id_] = times[said] if said in times else times.setdefault(said, _read_time(said))
    return changed


def _read_time(said: str) -> int:
    """Seconds since 1970. An invalid time counts as the oldest: a folder may contain anything."""
    try:
        seconds = int(datetime.fromisoformat(said).timestamp())
    except (ValueError, OverflowError):
        return 0
    return min(max(seconds, 0), _LATEST)


_SHOWN = ("start", "speaker", "source", "target", "source_language", "target_language")


def _passages(read: _Read, interview: IndexedInterview) -> Iterator[tuple[IndexedPassage, int]]:
    """Each passage that is to be taken in, and when it was changed last."""
    transcript, changed = read.transcript, read.changed
    languages = find_languages(transcript)
    names = {speaker.id: display_name(speaker) for speaker in transcript.speakers}
    for segment in transcript.segments:
        if read.only is not None and segment.id not in read.only:
            continue
        if segment.withdrawn is None and (segment.source or segment.target):
            source, target = languages.on("source", segment) or "", languages.target or ""
            made = _passage(segment, interview, names.get(segment.speaker or "", ""), source, target)
            at = changed.get(segment.id, changed.get("", 0))
            said = msgspec.json.encode([at, *(getattr(made, name) for name in _SHOWN)])
            made.digest = hashlib.sha256(said).hexdigest()[:32]
            yield made, at


def _passage(segment: Segment, interview: IndexedInterview, speaker: str, source: str, target: str) -> IndexedPassage:
    return IndexedPassage(
        interview=interview,
        segment=segment.id,
        start=segment.span.start if segment.span else None,
        speaker=full_text.storable(speaker),
        source=full_text.storable(plain(segment.source or ())),
        target=full_text.storable(plain(segment.target or ())),
        source_language=source,
        target_language=target,
    )


def _words(one: IndexedPassage) -> str:
    return full_text.fold_words((one.source, one.source_language), (one.target, one.target_language))


def _forget(number: int) -> None:
    full_text.remove(IndexedPassage.objects.filter(interview=number).values_list("pk", flat=True))
    IndexedInterview.objects.filter(pk=number).delete()


def follow(interviews: Interviews, stop: threading.Event) -> None:
    """Update the index until stopped, whatever happens to the folders and the database."""
    due = 0.0

    def look() -> float:
        nonlocal due
        if time.monotonic() < due:
            update_open(interviews)
            return _LOOK
        began = time.thread_time()
        outdated = _find_outdated(interviews)
        due = time.monotonic() + _PATIENCE * (time.thread_time() - began)
        _take_in(interviews, outdated)
        return _LOOK

    repeat("The index for search", look, stop)
