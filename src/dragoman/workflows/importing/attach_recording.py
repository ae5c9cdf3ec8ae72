"""Attach a recording to a transcript, and find signs that it is another one's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.folder.views import local_address
from dragoman.media.probe import Probe, find_sha256, probe
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Copy, Recording, Transcript
from dragoman.transcript.span import format_clock
from dragoman.transcript.text import plain

__all__ = ["FoundRecording", "find_mismatches", "find_recording", "with_recording"]

_LATE = 2_000
"""How many ms after the end of the recording a passage may still begin."""
_SAME_LENGTH, _SAME_SHARE = 5_000, 100
"""Two lengths are the same if they differ by less than so many ms, or by less than this part of them."""
_FASTEST = 45
"""Characters that nobody says in a second: twice as many as a fast speaker."""


class FoundRecording(msgspec.Struct, frozen=True):
    """A file that may become an interview's recording: what its header says, and the copy that the document gets."""

    facts: Probe
    copy: Copy


def find_recording(path: Path, folder: Path, transcript: Transcript) -> FoundRecording:
    """A file as a copy of an interview's recording. A file of the length of an excerpt begins where the excerpt does.

    :param folder: the interview's folder, to which the copy's address is relative
    :raises MediaError: if the file is not a recording
    """
    facts, covers = probe(path), transcript.facts.covers
    is_excerpt = covers is not None and covers.duration is not None and _is_same(facts.duration, covers.duration)
    offset = covers.start if covers is not None and is_excerpt else 0
    return FoundRecording(facts, Copy(address=local_address(folder, path), sha256=find_sha256(path), offset=offset))


def with_recording(transcript: Transcript, found: FoundRecording) -> Transcript:
    """The document with a file as the first copy of its recording."""
    before = transcript.recording or Recording()
    recording = msgspec.structs.replace(
        before,
        media_type=found.facts.media_type,
        duration=before.duration if found.copy.offset else found.facts.duration or before.duration,
        copies=(found.copy, *(other for other in before.copies if other.address != found.copy.address)),
    )
    return msgspec.structs.replace(transcript, recording=recording)


def find_mismatches(transcript: Transcript, found: FoundRecording) -> Iterator[Problem]:
    """Signs that a file is not the recording of a transcript: passages after its end, another length, too many words.

    :param transcript: the document before the file became its recording
    """
    length, offset = found.facts.duration, found.copy.offset
    if length is None:
        return
    end = offset + length
    late = [segment for segment in transcript.segments if segment.span and segment.span.start > end + _LATE]
    if late:
        starts = [segment.span.start for segment in late if segment.span]
        message = "the recording ends at {end}, and passages begin later: {count}, the last one at {last}"
        said = {"end": format_clock(end, exact=False), "last": format_clock(max(starts), exact=False)}
        where = Place(segment=late[0].id, start=min(starts))
        yield Problem.of("captions-too-long", "warning", message, where, count=len(late), **said)
    yield from _find_other_length(transcript, length, offset)
    if not any(segment.span for segment in transcript.segments):
        yield from _find_too_many_words(transcript, length)


def _find_other_length(transcript: Transcript, length: int, offset: int) -> Iterator[Problem]:
    stated = transcript.recording.duration if transcript.recording and not offset else None
    if stated is not None and not _is_same(length, stated):
        message = "the recording is {length} long, and the transcript's is stated to be {stated} long"
        one, other = format_clock(length, exact=False), format_clock(stated, exact=False)
        yield Problem.of("recording-length", "warning", message, length=one, stated=other)


def _find_too_many_words(transcript: Transcript, length: int) -> Iterator[Problem]:
    characters = sum(len(plain(segment.source or segment.target or ())) for segment in transcript.segments)
    if characters * 1000 > _FASTEST * length:
        message = "the transcript has {count} characters, which nobody can say in {length}"
        yield Problem.of(
            "recording-length", "warning", message, count=characters, length=format_clock(length, exact=False)
        )


def _is_same(length: int | None, other: int) -> bool:
    return length is not None and abs(length - other) < max(_SAME_LENGTH, other // _SAME_SHARE)
