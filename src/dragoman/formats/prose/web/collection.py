"""Many pages at once: which of them are transcripts, and why the others are not."""

from __future__ import annotations

import msgspec

from dragoman.formats.options import Imported
from dragoman.language.plural import counted
from dragoman.transcript.document import find_turns

__all__ = ["Post", "why_no_transcript"]

_FEWEST_TURNS = 3


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A page among many.

    ``name`` is a possible name for its folder; ``imported`` is its document; if that is ``None``, ``reason`` says why.
    ``state`` is that of an unpublished page: ``draft``, ``private``.
    """

    title: str
    name: str
    address: str | None = None
    imported: Imported | None = None
    reason: str | None = None
    state: str | None = None


def why_no_transcript(imported: Imported) -> str | None:
    """Why a page is not a transcript; ``None`` if it is one."""
    transcript = imported.transcript
    if not transcript.segments:
        return "it contains no words"
    if not transcript.speakers:
        return "no words have a speaker’s name before them"
    turns = sum(turn.speaker is not None for turn in find_turns(transcript))
    return None if turns >= _FEWEST_TURNS else f"it has only {counted(turns, 'turn')} of speakers"
