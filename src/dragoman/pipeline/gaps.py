"""Speech that has no words in the end -> marked gaps, rows and problems. Pure.

Gaps are searched for in a whole channel, once all its words are known, so that speech across the end of a chunk is seen
whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.engines.base import SpeakerSpan, Transcription
from dragoman.pipeline.omissions import count_speech, find_uncovered
from dragoman.pipeline.rows import find_rows
from dragoman.transcript.span import Span

__all__ = ["Lost", "TranscribedChunk", "find_lost", "find_lost_rows"]

_GAP_BREATH = 3_000
"""The silence, in ms, that separates two rows of speech without words: longer than a breath, because there is nothing
to read.
"""


class TranscribedChunk(msgspec.Struct, frozen=True):
    """A transcribed chunk: its position, the speech in it, and its transcription."""

    span: Span
    channel: int | None
    speech: tuple[Span, ...]
    transcription: Transcription


class Lost(msgspec.Struct, frozen=True):
    """Speech without words: its span, the ms of speech in it, and the chunk in which it begins.

    ``rejected`` says whether the transcription of that chunk was rejected.
    """

    span: Span
    spoken: int
    chunk: TranscribedChunk
    rejected: bool


def find_lost(chunks: Sequence[TranscribedChunk]) -> list[Lost]:
    """All speech of one channel that has no words, in order.

    :param chunks: all chunks of the channel, in order
    """
    rejected = [each for each in chunks if _is_rejected(each)]
    written = [each for each in chunks if not _is_rejected(each)]
    lost = [Lost(each.span, count_speech(each.span, each.speech), each, rejected=True) for each in rejected]
    return sorted([*lost, *_find_uncovered(written)], key=lambda each: each.span.start)


def _is_rejected(chunk: TranscribedChunk) -> bool:
    return chunk.transcription.rejected is not None and not chunk.transcription.words


def _find_uncovered(chunks: Sequence[TranscribedChunk]) -> Iterator[Lost]:
    words = [word for each in chunks for word in each.transcription.words]
    speech = [span for each in chunks for span in each.speech]
    for span in find_uncovered(words, speech):
        behind = [each for each in chunks if each.span.start <= span.start]
        yield Lost(span, count_speech(span, speech), behind[-1] if behind else chunks[0], rejected=False)


def find_lost_rows(
    lost: Lost, chunks: Sequence[TranscribedChunk], voices: Sequence[SpeakerSpan]
) -> list[tuple[Span, int | None]]:
    """The rows that stand for speech without words, each with its voice."""
    channel = lost.chunk.channel
    near = [each for each in chunks if each.channel == channel and each.span.overlap(lost.span)]
    speech = [_within(span, lost.span) for each in near for span in each.speech if span.overlap(lost.span)]
    rows = find_rows(speech or [lost.span], voices if channel is None else (), breath=_GAP_BREATH)
    return list(rows) if channel is None else [(span, channel) for span, _ in rows]


def _within(span: Span, room: Span) -> Span:
    return Span(max(span.start, room.start), min(span.end or span.start, room.end or room.start))
