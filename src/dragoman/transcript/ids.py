"""Ids of segments, of speakers and of terms: their form, and how new, unique ones are made."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from dragoman.transcript.document import Segment

__all__ = [
    "ALPHABET",
    "SegmentIds",
    "SpeakerIds",
    "is_place_id",
    "is_segment_id",
    "is_speaker_id",
    "mint_id",
    "place_id",
    "speaker_id",
    "term_id",
    "time_id",
    "with_minted_ids",
    "with_unique_ids",
]

# Crockford's base 32 in lower case: without i, l, o and u, which are easily misread.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
# Places are multiplied by an odd number, so that the ids of neighbouring places look different.
_PLACES = 1 << 16
_STEP = 40503


def mint_id(*parts: str | int | None) -> str:
    """A segment id, ``s`` and eight base32 characters, from a hash of parts that make it unique.

    No part may be words that were said: otherwise the id would confirm a guess at withdrawn words.
    """
    return _spell(_number(parts, 5))


def place_id(number: int) -> str:
    """The id of a segment in a file without ids, made only from its place in the file, counted from 0.

    All files get the same ids in this way; :func:`with_minted_ids` replaces them by the interview's own. Ids of places
    from 65,536 on are not recognized by :func:`is_place_id`, and are kept.
    """
    if number >= _PLACES:
        return mint_id("place", number)
    return _spell(((number + 1) * _STEP % _PLACES) << 24 | _number(("place", number), 3))


def is_place_id(id_: str) -> bool:
    """Whether an id was made by :func:`place_id`; also true for one in 16 million other ids."""
    if not is_segment_id(id_):
        return False
    head = functools.reduce(lambda value, character: value << 5 | ALPHABET.index(character), id_[1:], 0) >> 24
    return place_id((head * pow(_STEP, -1, _PLACES) - 1) % _PLACES) == id_


def time_id(start: int, number: int = 0) -> str:
    """The id of a segment made from its start in ms; ``number`` counts the segments with this start, from 0."""
    return mint_id("time", start, number)


def with_minted_ids(segments: Iterable[Segment], interview: str) -> tuple[Segment, ...]:
    """The segments of an import, in which ids made from a place or a time are replaced by the interview's own.

    :param interview: the interview's id; it is random, so that an id does not reveal which segment it belongs to
    """
    segments = tuple(segments)
    starts = Counter(segment.span.start for segment in segments if segment.span)
    taken = SegmentIds(segment.id for segment in segments)
    return tuple(
        _with_id(segment, taken.mint(interview, number)) if _tells_place_alone(segment, starts) else segment
        for number, segment in enumerate(segments)
    )


def _tells_place_alone(segment: Segment, starts: Mapping[int, int]) -> bool:
    if is_place_id(segment.id):
        return True
    start = segment.span.start if segment.span else None
    # Of several segments with one start, some may have been joined since.
    return start is not None and any(time_id(start, number) == segment.id for number in range(starts[start] + 8))


def _number(parts: Iterable[str | int | None], size: int) -> int:
    digest = hashlib.sha256("\x1f".join(["" if part is None else str(part) for part in parts]).encode()).digest()
    return int.from_bytes(digest[:size], "big")


def _spell(number: int) -> str:
    return f"s{_PAIRS[number >> 30]}{_PAIRS[number >> 20 & 1023]}{_PAIRS[number >> 10 & 1023]}{_PAIRS[number & 1023]}"


def is_segment_id(text: str) -> bool:
    """Whether a text has the form of a segment id."""
    return len(text) == 9 and text[0] == "s" and not text[1:].strip(ALPHABET)


class SegmentIds:
    """The segment ids of a document under construction. Each id is assigned once."""

    def __init__(self, taken: Iterable[str] = (), *, reserved: Iterable[str | None] = ()) -> None:
        """Start with the ids in use.

        :param taken: ids that segments have
        :param reserved: ids that a file may assign to later segments
        """
        self._taken = set(taken)
        self._reserved = set(reserved)
        self._places: Counter[int | None] = Counter()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def place(self, start: int | None = None) -> str:
        """A new id for the next segment of a file without ids, made only from its place.

        :param start: the segment's start in ms; with it, a segment inserted before does not change the id
        """
        while (id_ := self._next_place(start)) in self._taken or id_ in self._reserved:
            pass
        self._taken.add(id_)
        return id_

    def _next_place(self, start: int | None) -> str:
        number = self._places[start]
        self._places[start] += 1
        return place_id(number) if start is None else time_id(start, number)

    def take(self, own: str | None) -> str | None:
        """Take an id that a file assigns; ``None`` if it is missing, taken, or not in the form of a segment id."""
        if own is None or own in self._taken or not is_segment_id(own):
            return None
        self._taken.add(own)
        return own

    def mint(self, *parts: str | int | None) -> str:
        """A new id from parts that make a segment unique; if it is taken, another one."""
        return self.find_free(mint_id(*parts))

    def find_free(self, id_: str) -> str:
        """The same id, of any form, if it is free; otherwise a new one from it and the number of ids taken."""
        while id_ in self._taken:
            id_ = mint_id(id_, len(self._taken))
        self._taken.add(id_)
        return id_


def with_unique_ids(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The segments in their order. If several have the same id, the first keeps it and the others get new ones.

    Segments with an empty id get new ones too.
    """
    segments = tuple(segments)
    ids = SegmentIds(reserved=(segment.id for segment in segments))
    return tuple(_with_id(segment, _find_unique(ids, segment.id)) for segment in segments)


def _find_unique(ids: SegmentIds, id_: str) -> str:
    return ids.place() if not id_ or (id_ in ids and is_place_id(id_)) else ids.find_free(id_)


def _with_id(segment: Segment, id_: str) -> Segment:
    return segment if id_ == segment.id else msgspec.structs.replace(segment, id=id_)


def term_id(*parts: str | int | None) -> str:
    """The id of a term, ``t`` and eight base32 characters, from parts that make it unique, never from its spellings."""
    return "t" + mint_id("term", *parts)[1:]


def speaker_id(number: int) -> str:
    """The id of the speaker with a number, from 1: ``S1``."""
    return f"S{number}"


def is_speaker_id(text: str) -> bool:
    """Whether a text has the form of a numbered speaker's id: ``S`` and one to four digits."""
    return text[:1] == "S" and text[1:].isdecimal() and text.isascii() and len(text) < 6


class SpeakerIds:
    """The speaker ids of a document under construction. Each id is assigned once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last = 0

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def take(self, own: str) -> str | None:
        """Take an id that a file assigns; ``None`` if it does not have the form of a speaker id, or is taken."""
        if own in self._taken or not is_speaker_id(own):
            return None
        self._taken.add(own)
        return own

    def mint(self) -> str:
        """Take and return the free id with the lowest number."""
        while not self._last or speaker_id(self._last) in self._taken:
            self._last += 1
        self._taken.add(speaker_id(self._last))
        return speaker_id(self._last)
