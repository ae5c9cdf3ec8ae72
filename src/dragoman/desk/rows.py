"""A passage as the grid shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from dragoman.conventions.field_text import serialize_in_profile
from dragoman.conventions.profiles import NOTATION, Profile
from dragoman.folder import Session
from dragoman.language.direction import direction
from dragoman.transcript.document import Author, Engine, Person, Segment, Speaker, Tombstone, Transcript, display_name
from dragoman.transcript.sides import Languages, find_languages
from dragoman.transcript.text import is_untranscribed, is_untranslated

__all__ = ["GridRow", "GridSpeaker", "find_rows", "find_speakers"]


class GridRow(msgspec.Struct, frozen=True, kw_only=True):
    """One passage. Texts are as a field shows them, times in ms. ``number`` is its position from 1.

    ``is_untranslated`` is true if the translation is missing or consists only of marked gaps, unless the original is
    such a gap itself. ``source_by`` and ``target_by`` are the authors of the texts: a handle, or an engine's name.
    ``is_machine`` says that an engine wrote the translation. ``withdrawn`` says when the passage was withdrawn and why.
    """

    id: str
    number: int
    start: int | None
    end: int | None
    speaker: str | None
    source: str
    target: str
    source_language: str | None
    target_language: str | None
    source_direction: str
    target_direction: str
    state: str
    listened: tuple[str, ...]
    source_by: str | None
    target_by: str | None
    is_machine: bool
    is_untranslated: bool
    withdrawn: str | None


class GridSpeaker(msgspec.Struct, frozen=True):
    """A speaker: id and label."""

    id: str
    name: str


def find_rows(
    transcript: Transcript, only: Collection[str] | None = None, profile: Profile = NOTATION
) -> Iterator[GridRow]:
    """The passages in order, each made on demand.

    :param only: the ids of the wanted passages; ``None`` for all
    :param profile: whose brackets the texts have
    """
    languages = find_languages(transcript)
    return (
        _row(segment, number, languages, profile)
        for number, segment in enumerate(transcript.segments, 1)
        if only is None or segment.id in only
    )


def _row(segment: Segment, number: int, languages: Languages, profile: Profile) -> GridRow:
    source, target = languages.on("source", segment), languages.target
    return GridRow(
        id=segment.id,
        number=number,
        start=segment.span.start if segment.span else None,
        end=segment.span.end if segment.span else None,
        speaker=segment.speaker,
        source="" if segment.withdrawn else serialize_in_profile(segment.source or (), profile),
        target="" if segment.withdrawn else serialize_in_profile(segment.target or (), profile),
        source_language=source,
        target_language=target,
        source_direction=direction(source) if source else "auto",
        target_direction=direction(target) if target else "auto",
        state=segment.state,
        listened=segment.heard_by,
        source_by=_name(segment.source_origin),
        target_by=_name(segment.target_origin),
        is_machine=isinstance(segment.target_origin, Engine),
        is_untranslated=segment.withdrawn is None
        and is_untranslated(segment.target)
        and not is_untranscribed(segment.source),
        withdrawn=_tell_withdrawal(segment.withdrawn) if segment.withdrawn else None,
    )


def _tell_withdrawal(grave: Tombstone) -> str:
    reason = f": {grave.reason}" if grave.reason else ""
    return f"This passage was withdrawn on {grave.date}{reason}."


def _name(author: Author | None) -> str | None:
    if author is None:
        return None
    return author.handle if isinstance(author, Person) else author.name


def find_speakers(transcript: Transcript) -> tuple[GridSpeaker, ...]:
    """The speakers in order."""
    return tuple(GridSpeaker(speaker.id, _label(speaker)) for speaker in transcript.speakers)


def _label(speaker: Speaker) -> str:
    return display_name(speaker) or speaker.id


def find_title(session: Session, key: str) -> str:
    """The title of an interview: translated, else original, else its folder."""
    facts = session.transcript.facts
    return facts.title_target or facts.title or key
