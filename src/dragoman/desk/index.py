"""The index for search: what the folders hold, followed as they change, and built again whenever somebody asks."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from django.db import close_old_connections, transaction

from dragoman.desk import full_text
from dragoman.desk.interviews import Interviews
from dragoman.desk.models import IndexedInterview, IndexedPassage
from dragoman.errors import DragomanError
from dragoman.folder import open_folder
from dragoman.folder.loading import HISTORY, Limits
from dragoman.transcript.document import Segment, Transcript, display_name
from dragoman.transcript.sides import find_languages
from dragoman.transcript.text import plain

__all__ = ["Hit", "follow", "rebuild", "search", "update"]

_LIMITS = Limits(size=1 << 30, seconds=60.0)
# Seconds between two looks at the folders.
_LOOK = 1.0
_BATCH = 500


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


def search(words: str, most: int = 50) -> tuple[tuple[Hit, ...], bool]:
    """The passages that hold all of the words in one of their two texts or in both, the best first.

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
    """Throw the index away and build it again; the value is how many interviews it holds."""
    with transaction.atomic():
        for interview in IndexedInterview.objects.all():
            _forget(interview)
    return update(interviews)


def update(interviews: Interviews) -> int:
    """Take in what has changed in the folders; the value is how many interviews were read."""
    paths = interviews.find_paths(fresh=True)
    known = {one.key: one for one in IndexedInterview.objects.all()}
    for key in known.keys() - paths.keys():
        with transaction.atomic():
            _forget(known[key])
    changed = 0
    for key, path in paths.items():
        stamp = _stamp(path)
        if stamp is not None and (key not in known or known[key].stamp != stamp):
            changed += _take(key, path, stamp)
    return changed


def _stamp(path: Path) -> str | None:
    try:
        status = (path / HISTORY).stat()
    except OSError:
        return None
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def _take(key: str, path: Path, stamp: str) -> bool:
    """Put an interview into the index as it is now."""
    try:
        transcript = open_folder(path, _LIMITS).transcript
    except DragomanError:
        return False
    facts = transcript.facts
    with transaction.atomic():
        interview, _ = IndexedInterview.objects.update_or_create(
            key=key, defaults={"stamp": stamp, "title": full_text.storable(facts.title_target or facts.title or "")}
        )
        there = {one.segment: one for one in IndexedPassage.objects.filter(interview=interview)}
        wanted = {one.segment: one for one in _passages(transcript, interview)}
        gone = [one.pk for id_, one in there.items() if id_ not in wanted]
        full_text.remove(gone)
        IndexedPassage.objects.filter(pk__in=gone).delete()
        fresh = [one for id_, one in wanted.items() if id_ not in there or there[id_].digest != one.digest]
        _write(fresh, there)
    return True


def _write(fresh: list[IndexedPassage], there: Mapping[str, IndexedPassage]) -> None:
    changed = [one for one in fresh if one.segment in there]
    for one in changed:
        one.pk = there[one.segment].pk
    IndexedPassage.objects.bulk_update(changed, [*_SHOWN, "digest"], batch_size=_BATCH)
    made = IndexedPassage.objects.bulk_create([one for one in fresh if one.segment not in there], batch_size=_BATCH)
    full_text.put([(one.pk, _words(one)) for one in (*changed, *made)])


_SHOWN = ("start", "speaker", "source", "target", "source_language", "target_language")


def _passages(transcript: Transcript, interview: IndexedInterview) -> Iterator[IndexedPassage]:
    languages = find_languages(transcript)
    names = {speaker.id: display_name(speaker) for speaker in transcript.speakers}
    for segment in transcript.segments:
        if segment.withdrawn is None and (segment.source or segment.target):
            source, target = languages.on("source", segment) or "", languages.target or ""
            yield _passage(segment, interview, names.get(segment.speaker or "", ""), source, target)


def _passage(segment: Segment, interview: IndexedInterview, speaker: str, source: str, target: str) -> IndexedPassage:
    made = IndexedPassage(
        interview=interview,
        segment=segment.id,
        start=segment.span.start if segment.span else None,
        speaker=full_text.storable(speaker),
        source=full_text.storable(plain(segment.source or ())),
        target=full_text.storable(plain(segment.target or ())),
        source_language=source,
        target_language=target,
    )
    said = msgspec.json.encode([getattr(made, name) for name in _SHOWN])
    made.digest = hashlib.sha256(said).hexdigest()[:32]
    return made


def _words(one: IndexedPassage) -> str:
    return full_text.fold_words((one.source, one.source_language), (one.target, one.target_language))


def _forget(interview: IndexedInterview) -> None:
    full_text.remove(IndexedPassage.objects.filter(interview=interview).values_list("pk", flat=True))
    interview.delete()


def follow(interviews: Interviews, stop: threading.Event) -> None:
    """Keep the index at what the folders hold, until stopped."""
    while not stop.wait(_LOOK):
        close_old_connections()
        update(interviews)
