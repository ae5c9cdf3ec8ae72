"""Speech of a recording that has no words after all -> marked gaps, rows and problems. Pure.

Gaps are found over a whole channel, when all its words are known, so that speech which a chunk ends in is seen whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.engines.base import SpeakerSpan, Transcription
from dragoman.pipeline.omissions import count_speech, find_uncovered
from dragoman.pipeline.rows import find_rows
from dragoman.transcript.span import Span

__all__ = ["Hearing", "Lost", "find_lost", "find_lost_rows"]

_GAP_BREATH = 3_000
"""Ms of silence that part two rows for speech without words: longer than a breath, for there is nothing to read."""


class Hearing(msgspec.Struct, frozen=True):
    """What was heard in a chunk, where the chunk lies, and where in it somebody speaks."""

    span: Span
    channel: int | None
    speech: tuple[Span, ...]
    heard: Transcription


class Lost(msgspec.Struct, frozen=True):
    """Speech without words: where, how many ms of speech, and in the hearing of which chunk it begins.

    ``rejected`` says whether that chunk was.
    """

    span: Span
    spoken: int
    hearing: Hearing
    rejected: bool


def find_lost(hearings: Sequence[Hearing]) -> list[Lost]:
    """All speech of one channel that has no words, in order.

    :param hearings: those of the channel, in order
    """
    rejected = [each for each in hearings if _is_rejected(each)]
    written = [each for each in hearings if not _is_rejected(each)]
    lost = [Lost(each.span, count_speech(each.span, each.speech), each, rejected=True) for each in rejected]
    return sorted([*lost, *_find_uncovered(written)], key=lambda each: each.span.start)


def _is_rejected(hearing: Hearing) -> bool:
    return hearing.heard.rejected is not None and not hearing.heard.words


def _find_uncovered(hearings: Sequence[Hearing]) -> Iterator[Lost]:
    words = [word for each in hearings for word in each.heard.words]
    speech = [span for each in hearings for span in each.speech]
    for span in find_uncovered(words, speech):
        behind = [each for each in hearings if each.span.start <= span.start]
        yield Lost(span, count_speech(span, speech), behind[-1] if behind else hearings[0], rejected=False)


def find_lost_rows(
    lost: Lost, hearings: Sequence[Hearing], voices: Sequence[SpeakerSpan]
) -> list[tuple[Span, int | None]]:
    """The rows that stand for speech without words, each with its voice."""
    channel = lost.hearing.channel
    near = [each for each in hearings if each.channel == channel and each.span.overlap(lost.span)]
    speech = [_within(span, lost.span) for each in near for span in each.speech if span.overlap(lost.span)]
    rows = find_rows(speech or [lost.span], voices if channel is None else (), breath=_GAP_BREATH)
    return list(rows) if channel is None else [(span, channel) for span, _ in rows]


def _within(span: Span, room: Span) -> Span:
    return Span(max(span.start, room.start), min(span.end or span.start, room.end or room.start))
