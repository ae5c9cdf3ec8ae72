"""The document: a recording, what was said in it, by whom and when, in one language or two.

Frozen values and no I/O. "Not known" (or, for a text, "not there yet") is always ``None``, never zero, an empty string
or a default language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.transcript.glossary import Term
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text

__all__ = [
    "Author",
    "Copy",
    "Date",
    "Engine",
    "Facts",
    "Person",
    "Publication",
    "Recording",
    "Segment",
    "Speaker",
    "State",
    "Tombstone",
    "Transcript",
    "Turn",
    "Word",
    "display_name",
    "find_segment",
    "find_speaker",
    "find_turns",
]


class _Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of the document's values: keyword fields, of which defaults are left out of JSON."""


class Person(_Value, frozen=True, kw_only=True, tag_field="by", tag="person"):
    """A person as the author of a change: the handle that they chose, never a login."""

    handle: str


class Engine(_Value, frozen=True, kw_only=True, tag_field="by", tag="engine"):
    """A program as an author: its name, its model, and the settings that determine its output."""

    name: str
    model: str | None = None
    settings: dict[str, str] = {}


Author = Person | Engine


class Copy(_Value, frozen=True, kw_only=True):
    """A copy of the recording: ``address`` is a path relative to the interview's folder, or a URL."""

    address: str
    sha256: str | None = None
    offset: int = 0
    """Ms from the start of the whole recording to the start of this copy."""
    seen: str | None = None
    """ISO 8601 date on which it was found there."""


class Recording(_Value, frozen=True, kw_only=True):
    """The audio or video that was transcribed. ``duration`` is in ms; ``languages`` are BCP 47 tags."""

    media_type: str | None = None
    duration: int | None = None
    languages: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()


class Date(_Value, frozen=True, kw_only=True):
    """A date that may be partial or in another calendar.

    ``edtf`` is the date in the Extended Date/Time Format of ISO 8601-2 and the Gregorian calendar ("2020-1X",
    "1979-02-11", "2020~"); ``written`` is the date as the source writes it; ``calendar`` is the CLDR name of the
    calendar of ``written`` ("islamic", "persian").
    """

    kind: Literal["recorded", "aired", "first-published", "published-here", "corrected"]
    edtf: str | None = None
    written: str | None = None
    calendar: str | None = None
    place: str | None = None


class Publication(_Value, frozen=True, kw_only=True):
    """Where the interview was published or reposted."""

    address: str
    publisher: str | None = None
    date: str | None = None
    partial: bool | None = None


class Facts(_Value, frozen=True, kw_only=True):
    """What is known about the interview as a whole."""

    title: str | None = None
    title_target: str | None = None
    description: str | None = None
    programme: str | None = None
    publisher: str | None = None
    support: str | None = None
    """The request for support, such as donations, on the page that the interview was taken from."""
    rights_holder: str | None = None
    ground_for_use: str | None = None
    licence: str | None = None
    confidential: bool | None = None
    translators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    dates: tuple[Date, ...] = ()
    publications: tuple[Publication, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    covers: Span | None = None
    """The range of the whole recording that an excerpt covers."""


class Chapter(_Value, frozen=True, kw_only=True):
    """A named part of the recording."""

    span: Span
    title: str


class Speaker(_Value, frozen=True, kw_only=True):
    """A speaker. ``label`` is written before their words; ``name`` is their full name, if known."""

    id: str
    label: str | None = None
    name: str | None = None
    name_native: str | None = None
    role: str | None = None
    honorific: str | None = None
    sort_name: str | None = None
    aliases: tuple[str, ...] = ()
    term: str | None = None
    """Id of the glossary entry."""


class Word(_Value, frozen=True, kw_only=True):
    """A word of the source as an engine transcribed it. ``confidence`` is from 0 to 1.

    ``interpolated`` is true if the span was computed from those of the neighbours and not measured.
    """

    text: str
    span: Span | None = None
    confidence: float | None = None
    interpolated: bool = False


State = Literal["initial", "translated", "reviewed", "final"]


class Tombstone(_Value, frozen=True, kw_only=True):
    """What remains of something withdrawn: the ISO 8601 date, and the reason given to readers."""

    date: str
    reason: str | None = None


class Segment(_Value, frozen=True, kw_only=True):
    """The unit of translation and review; readers call it a passage.

    ``source`` is what was said and ``target`` its translation; each has its own origin, the person or engine that wrote
    it. ``language`` is the source's BCP 47 tag, unless it is the recording's only language. ``heard_by`` are the
    handles of those who listened to the segment and compared its text.
    """

    id: str
    speaker: str | None = None
    span: Span | None = None
    language: str | None = None
    source: Text | None = None
    target: Text | None = None
    words: tuple[Word, ...] = ()
    state: State = "initial"
    heard_by: tuple[str, ...] = ()
    source_origin: Author | None = None
    target_origin: Author | None = None
    withdrawn: Tombstone | None = None


class Transcript(_Value, frozen=True, kw_only=True):
    """An interview. The segments are in reading order; ids of segments, of speakers and of terms are unique.

    An id that is used twice is a ValueError.
    """

    recording: Recording | None = None
    facts: Facts = Facts()
    speakers: tuple[Speaker, ...] = ()
    segments: tuple[Segment, ...] = ()
    target_language: str | None = None
    glossary: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        for kind, ids in (
            ("segment", [segment.id for segment in self.segments]),
            ("speaker", [speaker.id for speaker in self.speakers]),
            ("term", [term.id for term in self.glossary]),
        ):
            if len(set(ids)) != len(ids):
                twice = next(id_ for id_ in ids if ids.count(id_) > 1)
                raise ValueError(f"{kind} id {twice} is used twice")

    @property
    def source_language(self) -> str | None:
        """The BCP 47 tag of the original's only language; ``"und"`` if there are several, ``None`` if none is known."""
        languages = {segment.language for segment in self.segments if segment.language}
        if not languages or any(segment.language is None for segment in self.segments):
            languages |= set(self.recording.languages if self.recording else ())
        if len(languages) > 1:
            return "und"
        return next(iter(languages), None)


class Turn(msgspec.Struct, frozen=True):
    """Consecutive segments of one speaker. Turns are derived and never stored."""

    speaker: str | None
    segments: tuple[Segment, ...]


def find_turns(transcript: Transcript) -> Iterator[Turn]:
    """The turns of a transcript in order. Consecutive segments without a speaker are a turn of their own."""
    run: list[Segment] = []
    for segment in transcript.segments:
        if run and run[-1].speaker != segment.speaker:
            yield Turn(run[0].speaker, tuple(run))
            run = []
        run.append(segment)
    if run:
        yield Turn(run[0].speaker, tuple(run))


def find_segment(transcript: Transcript, segment_id: str) -> Segment | None:
    """The segment with this id, or ``None``."""
    return next((segment for segment in transcript.segments if segment.id == segment_id), None)


def find_speaker(transcript: Transcript, speaker_id: str | None) -> Speaker | None:
    """The speaker with this id, or ``None``."""
    return next((speaker for speaker in transcript.speakers if speaker.id == speaker_id), None)


def display_name(speaker: Speaker) -> str:
    """The text to write before this speaker's words: the label, or else the name, or else the id."""
    return speaker.label or speaker.name or speaker.id
