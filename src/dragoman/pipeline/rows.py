"""Speech and voices -> timed rows without words, ready for typing, for languages that no model writes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.engines.base import SpeakerSpan
from dragoman.pipeline.attribute import attribute
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["find_rows"]

_BREATH = 700
_LONGEST = 15_000


def find_rows(
    speech: Sequence[Span], voices: Sequence[SpeakerSpan], *, breath: int = _BREATH
) -> tuple[tuple[Span, int | None], ...]:
    """The rows in order, each with its voice: stretches of one voice between breaths, at most 15 s.

    :param breath: the silence that ends a row, in ms
    """
    pieces = [piece for span in speech for piece in _pieces(span)]
    speaking = attribute([Word(text="", span=piece) for piece in pieces], voices)
    rows: list[tuple[Span, int | None]] = []
    for piece, voice in zip(pieces, speaking, strict=True):
        if rows and rows[-1][1] == voice and _joins(rows[-1][0], piece, breath):
            rows[-1] = (Span(rows[-1][0].start, piece.end), voice)
        else:
            rows.append((piece, voice))
    return tuple(rows)


def _pieces(span: Span) -> list[Span]:
    """A stretch of speech in pieces of one second, so that a change of voice inside it is found."""
    end = span.end or span.start
    starts = range(span.start, max(end, span.start + 1), 1000)
    return [Span(start, min(start + 1000, end)) for start in starts]


def _joins(row: Span, piece: Span, breath: int) -> bool:
    return piece.start - (row.end or 0) < breath and (piece.end or 0) - row.start <= _LONGEST
