"""Who wrote the texts of a document first: engines, found in its history, or somebody whom an import does not name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from dragoman.transcript.document import Author, Engine, Person, Transcript
from dragoman.transcript.edition import Edition
from dragoman.transcript.public import public_engine
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import has_words

__all__ = ["find_drafting_engines", "find_shown_transcribers", "is_transcriber", "list_engines"]

_ORIGINS = ("source_origin", "target_origin")


def is_transcriber(author: Author, transcript: Transcript, transcribers: Collection[str] | None) -> bool:
    """Whether an author of originals wrote them, or only corrected those of somebody else. An engine writes its own.

    :param transcribers: the people who wrote originals, by the names that the document has for them; ``None`` if that
        is not known: then nobody counts as one if somebody else wrote some of the originals
    """
    if isinstance(author, Engine):
        return True
    return author.handle in transcribers if transcribers is not None else _is_all_signed(transcript)


def find_shown_transcribers(edition: Edition) -> tuple[str, ...]:
    """The people who wrote originals of an edition, by the names that its passages have for them."""
    roles = {person.role for person in edition.people}
    if "transcriber" in roles and "corrector" not in roles:
        # Who is shown by the role alone has the name of another role in the passages.
        authors = (segment.source_origin for segment in edition.transcript.segments)
        return tuple({author.handle: None for author in authors if isinstance(author, Person)})
    return tuple(person.shown for person in edition.people if person.role == "transcriber")


def _is_all_signed(transcript: Transcript) -> bool:
    return all(
        segment.source_origin is not None
        for segment in transcript.segments
        if segment.withdrawn is None and has_words(segment.source)
    )


def find_drafting_engines(transcript: Transcript, history: Iterable[Revision] = ()) -> tuple[Engine, ...]:
    """The engines that wrote a text of the document since its last whole draft, each once, without private paths.

    :param history: without it, only engines whose texts nobody has changed since are found
    """
    found: list[Engine] = []
    for revision in history:
        if revision.subject == "transcript" and not revision.field:
            found = []
        found += _engines(_written(revision))
    return _distinct(map(public_engine, (*found, *_engines(_current(transcript)))))


def list_engines(edition: Edition) -> tuple[Engine, ...]:
    """The engines that wrote a draft of an edition. Older editions name only those whose texts nobody had changed."""
    return _distinct((*edition.drafted_by, *find_drafting_engines(edition.transcript)))


def _distinct(engines: Iterable[Engine]) -> tuple[Engine, ...]:
    found: list[Engine] = []
    for engine in engines:
        if engine not in found:
            found.append(engine)
    return tuple(found)


def _current(transcript: Transcript) -> Iterator[Author | None]:
    for segment in transcript.segments:
        if segment.withdrawn is None:
            yield from (segment.source_origin, segment.target_origin)


def _written(revision: Revision) -> Iterator[Any]:
    """The origins in a revision's new values, as JSON values."""
    if revision.field in _ORIGINS:
        yield revision.after
    elif revision.field or not revision.after:
        return
    elif revision.subject == "transcript":
        for segment in revision.after.get("segments", ()):
            yield from (segment.get(origin) for origin in _ORIGINS)
    elif revision.subject.startswith("segment:"):
        yield from (revision.after["value"].get(origin) for origin in _ORIGINS)


def _engines(origins: Iterable[Any]) -> Iterator[Engine]:
    for origin in origins:
        if isinstance(origin, Engine):
            yield origin
        elif isinstance(origin, dict) and origin.get("by") == "engine":
            yield msgspec.convert(origin, Engine)
