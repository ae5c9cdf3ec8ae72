"""The document: a recording, what was said in it, by whom and when, in one language or two.

Frozen values and no I/O. ``None`` always means "not known" (or, for a text, "not there yet"): never zero, never
an empty string, never a default language.
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
    """Base of the document's values: named fields, absent ones left out of JSON."""


class Person(_Value, frozen=True, kw_only=True, tag_field="by", tag="person"):
    """A person as author of a change: the handle they chose, never a login."""

    handle: str


class Engine(_Value, frozen=True, kw_only=True, tag_field="by", tag="engine"):
    """A program as author: its name, its model, and the settings that make its output."""

    name: str
    model: str | None = None
    settings: dict[str, str] = {}


Author = Person | Engine


class Copy(_Value, frozen=True, kw_only=True):
    """One place where the recording lies: a path relative to the interview's folder, or an address."""

    address: str
    sha256: str | None = None
    offset: int = 0
    """Ms by which this copy starts after the whole recording."""
    seen: str | None = None
    """ISO 8601 date on which it was seen there."""


class Recording(_Value, frozen=True, kw_only=True):
    """The sound or picture that the transcript is of. ``duration`` in ms; languages as BCP 47 tags."""

    media_type: str | None = None
    duration: int | None = None
    languages: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()


class Date(_Value, frozen=True, kw_only=True):
    """A date that may be partial or in another calendar.

    ``edtf`` is the date in the Extended Date/Time Format of ISO 8601-2 and the Gregorian calendar ("2020-1X",
    "1979-02-11", "2020~"); ``written`` is how the source gives it; ``calendar`` is the CLDR name of the
    calendar it is written in ("islamic", "persian").
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
    """What the page that the interview was taken from asks of its readers, such as money."""
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
    """The range of the whole recording that an excerpt holds."""


class Chapter(_Value, frozen=True, kw_only=True):
    """A named part of the recording."""

    span: Span
    title: str


class Speaker(_Value, frozen=True, kw_only=True):
    """Somebody who speaks. ``label`` is what stands before their words; ``name`` is who they are, if known."""

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
    """A word of the source as an engine heard it. ``confidence`` from 0 to 1.

    ``interpolated`` says that the span was worked out from the neighbours' and not measured.
    """

    text: str
    span: Span | None = None
    confidence: float | None = None
    interpolated: bool = False


State = Literal["initial", "translated", "reviewed", "final"]


class Tombstone(_Value, frozen=True, kw_only=True):
    """What is left of something withdrawn: when, and the reason as readers may know it."""

    date: str
    reason: str | None = None


class Segment(_Value, frozen=True, kw_only=True):
    """The unit of translation and review; readers call it a passage.

    ``source`` is what was said and ``target`` its translation: two fields with two owners, each with its own
    origin. ``language`` is the source's BCP 47 tag where it is not the recording's only one.
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
    """An interview. Segments in reading order; ids of segments, of speakers and of terms are unique."""

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
                raise ValueError(f"{kind} id {twice} stands twice")

    @property
    def source_language(self) -> str | None:
        """The one language of the original; ``"und"`` where it is mixed, ``None`` if nothing is known."""
        languages = {segment.language for segment in self.segments if segment.language}
        if not languages or any(segment.language is None for segment in self.segments):
            languages |= set(self.recording.languages if self.recording else ())
        if len(languages) > 1:
            return "und"
        return next(iter(languages), None)


class Turn(msgspec.Struct, frozen=True):
    """One speaker's stretch: consecutive segments. Derived, never stored."""

    speaker: str | None
    segments: tuple[Segment, ...]


def find_turns(transcript: Transcript) -> Iterator[Turn]:
    """The turns of a transcript in order; segments of unknown speakers never share a turn with known ones."""
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
    """What stands before this speaker's words: the label, else the name, else the id."""
    return speaker.label or speaker.name or speaker.id
