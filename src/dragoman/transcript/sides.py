"""The two sides of a document, and the language of each passage on each side."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.ids import is_segment_id, mint_id
from dragoman.transcript.text import Text

__all__ = ["Languages", "Side", "SideChoice", "anchor", "find_languages", "find_side", "find_sides", "text_on"]

Side = Literal["source", "target"]
SideChoice = Literal["source", "target", "both"]


class Languages(msgspec.Struct, frozen=True):
    """The BCP 47 tags of the original, for passages without their own, and of the translation."""

    source: str | None
    target: str | None

    def on(self, column: Side, segment: Segment) -> str | None:
        """The language of a passage on one side; ``None`` if it is not known."""
        return (segment.language or self.source) if column == "source" else self.target


def find_languages(transcript: Transcript) -> Languages:
    """The languages of both sides. ``source`` is ``None`` if the recording is in several languages."""
    spoken = transcript.recording.languages if transcript.recording else ()
    source = spoken[0] if len(spoken) == 1 else transcript.source_language
    return Languages(None if source == "und" else source, transcript.target_language)


def text_on(column: Side, segment: Segment) -> Text | None:
    """The passage's text on one side; ``None`` if there is none, or if the passage was withdrawn."""
    text = segment.source if column == "source" else segment.target
    return None if segment.withdrawn else text or None


def find_sides(transcript: Transcript, side: SideChoice) -> tuple[Side, ...]:
    """The sides that ``side`` names; for ``both``, those with a text in any passage, and at least the source."""
    if side != "both":
        return (side,)
    columns: tuple[Side, ...] = ("source", "target")
    return tuple(c for c in columns if any(text_on(c, segment) for segment in transcript.segments)) or ("source",)


def find_side(transcript: Transcript, side: SideChoice) -> Side:
    """The side to write in a format for one language; for ``both``, the translation if there is one."""
    return find_sides(transcript, side)[-1]


def anchor(segment_id: str) -> str:
    """The passage's id as an anchor of a page; if it does not have the form of a segment id, a hash of it."""
    return segment_id if is_segment_id(segment_id) else mint_id(segment_id)
