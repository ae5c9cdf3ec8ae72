"""Ids of segments and of speakers: their shape, and how a new one is made that no other has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from dragoman.transcript.document import Segment

__all__ = [
    "SegmentIds",
    "SpeakerIds",
    "is_segment_id",
    "is_speaker_id",
    "mint_id",
    "speaker_id",
    "with_unique_ids",
]

# Crockford's base 32 in lower case: no i, l, o or u to be misread.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]


def mint_id(*parts: str | int | None) -> str:
    """A segment id, ``s`` and eight base32 characters, from the hash of what makes it unique."""
    digest = hashlib.sha256("\x1f".join(["" if part is None else str(part) for part in parts]).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    return f"s{_PAIRS[number >> 30]}{_PAIRS[number >> 20 & 1023]}{_PAIRS[number >> 10 & 1023]}{_PAIRS[number & 1023]}"


def is_segment_id(text: str) -> bool:
    """Whether a text has the shape of a segment id."""
    return len(text) == 9 and text[0] == "s" and not text[1:].strip(_ALPHABET)


class SegmentIds:
    """The segment ids of a document that is being made. Each is given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def take(self, own: str | None) -> str | None:
        """The id that a segment has already; ``None`` where it has none, or not the shape of one, or is taken."""
        if own is None or own in self._taken or not is_segment_id(own):
            return None
        self._taken.add(own)
        return own

    def mint(self, *parts: str | int | None) -> str:
        """A new id from what makes a segment unique; where two have the same parts, the later one gets another id."""
        return self.find_free(mint_id(*parts))

    def find_free(self, id_: str) -> str:
        """The same id, of any shape, where it is free; otherwise a new one from it and the number of those taken."""
        while id_ in self._taken:
            id_ = mint_id(id_, len(self._taken))
        self._taken.add(id_)
        return id_


def with_unique_ids(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The segments in their order. Of those that have one id, the first keeps it and the others get new ones."""
    ids = SegmentIds()
    return tuple(_with_id(segment, ids.find_free(segment.id)) for segment in segments)


def _with_id(segment: Segment, id_: str) -> Segment:
    return segment if id_ == segment.id else msgspec.structs.replace(segment, id=id_)


def speaker_id(number: int) -> str:
    """The id of a speaker who is known by a number, from 1."""
    return f"S{number}"


def is_speaker_id(text: str) -> bool:
    """Whether a text has the shape of a numbered speaker's id: ``S`` and one to four digits."""
    return text[:1] == "S" and text[1:].isdecimal() and text.isascii() and len(text) < 6


class SpeakerIds:
    """The speaker ids of a document that is being made. Each is given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last = 0

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def take(self, own: str) -> str | None:
        """The id that a file gives a speaker; ``None`` where it has not the shape of one, or is taken."""
        if own in self._taken or not is_speaker_id(own):
            return None
        self._taken.add(own)
        return own

    def mint(self) -> str:
        """The id with the lowest number that is free."""
        while not self._last or speaker_id(self._last) in self._taken:
            self._last += 1
        self._taken.add(speaker_id(self._last))
        return speaker_id(self._last)
