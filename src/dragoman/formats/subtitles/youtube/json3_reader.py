"""Read YouTube's captions as JSON (``.json3``): automatic ones with the time of every word, or typed ones.

Automatic captions roll up: events that only repeat or break a line have no content, and each lasts on the screen until
the next but one. An event therefore ends at the start of the next one at the latest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.json_file import as_text, parse_json
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.formats.subtitles.roll_up import fold
from dragoman.formats.subtitles.youtube.json3_writer import GENERATOR
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import LATEST, Span

__all__ = ["CaptionText", "make_passage", "read", "without_overlap"]


class CaptionText(msgspec.Struct, frozen=True):
    """Words that appear together, and when (ms)."""

    text: str
    start: int | None = None


class _Piece(msgspec.Struct, frozen=True):
    utf8: Any = None
    offset: Any = msgspec.field(name="tOffsetMs", default=None)


class _Event(msgspec.Struct, frozen=True):
    start: Any = msgspec.field(name="tStartMs", default=None)
    duration: Any = msgspec.field(name="dDurationMs", default=None)
    pieces: list[_Piece] = msgspec.field(name="segs", default_factory=list)


class _File(msgspec.Struct, frozen=True):
    events: list[_Event]
    generator: Any = None


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the events with words as passages. Nothing is folded in a file that this program wrote.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    passages = [passage for event in file.events if (passage := _passage(event)) is not None]
    if file.generator != GENERATOR:
        passages = fold(without_overlap(passages), log)
    return make_subtitles(passages, options, log)


def _passage(event: _Event) -> ImportedCue | None:
    start = _ms(event.start)
    duration = _ms(event.duration)
    pieces = [
        CaptionText(as_text(piece.utf8), None if start is None else start + (_ms(piece.offset) or 0))
        for piece in event.pieces
    ]
    return make_passage(pieces, start, None if start is None or duration is None else start + duration)


def _ms(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LATEST:
        return None
    return int(value)


def make_passage(pieces: Sequence[CaptionText], start: int | None, end: int | None) -> ImportedCue | None:
    """A passage of pieces that appear one after another; ``None`` if they only break a line."""
    text = "".join(piece.text for piece in pieces)
    if not text.strip():
        return None
    words = tuple(_find_words(pieces)) if len(pieces) > 1 else ()
    return ImportedCue(start=start, end=end, text=text.strip(), words=words)


def _find_words(pieces: Sequence[CaptionText]) -> Iterator[Word]:
    """The words; of those that appear together, only the first one has a known start."""
    for piece in pieces:
        for place, word in enumerate(piece.text.split()):
            known = place == 0 and piece.start is not None
            yield Word(text=word, span=Span(piece.start) if known and piece.start is not None else None)


def without_overlap(passages: Sequence[ImportedCue]) -> list[ImportedCue]:
    """The passages, each ending at the start of the next one at the latest.

    Only if most of them overlap: typed captions may overlap on purpose.
    """
    late = sum(_overlaps(a, b) for a, b in pairwise(passages))
    if late * 2 < len(passages):
        return list(passages)
    return [
        msgspec.structs.replace(a, end=b.start) if _overlaps(a, b) else a
        for a, b in pairwise([*passages, ImportedCue()])
    ]


def _overlaps(first: ImportedCue, second: ImportedCue) -> bool:
    if first.end is None or first.start is None or second.start is None:
        return False
    return first.start <= second.start < first.end
