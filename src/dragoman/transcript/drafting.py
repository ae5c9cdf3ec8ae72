"""Who wrote the texts of a document first: engines, found in its history, or somebody whom an import does not name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.transcript.document import Author, Engine, Transcript
from dragoman.transcript.edition import Edition
from dragoman.transcript.public import public_engine
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import has_words

__all__ = ["find_drafting_engines", "is_transcriber_known", "list_engines"]

_ORIGINS = ("source_origin", "target_origin")


def is_transcriber_known(transcript: Transcript) -> bool:
    """Whether it is known of every original who wrote it.

    An imported transcript does not say who transcribed it. Those who corrected some of its passages did not.
    """
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
