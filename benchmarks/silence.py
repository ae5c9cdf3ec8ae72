"""Words where nobody speaks: a far microphone in an all but empty room, silence, noise, hum, music."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks import peers
from benchmarks.corpus import conversations
from benchmarks.frame import Measured, Options, Report, Table
from benchmarks.sounds import QUIET, make_quiet
from dragoman.language.folding import words as fold
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["run"]

TITLE = "Silence: words where nobody speaks"

_LANGUAGE = "en"
# All but seven tenths of a second of it are nobody's.
_ROOM = "diar/ami_trn02"
# A word so near to speech may be part of it.
_MARGIN = 500


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one system wrote where nobody speaks."""

    sound: str
    system: str
    words: int
    text: str


def run(options: Options) -> Report:
    systems = ([peers.OURS] if options.ours else []) + [peers.PLAIN, peers.VOICED, peers.BATCHED]
    sounds = list(_sounds())[: options.most]
    found = [_listen(name, path, spoken, system, options) for name, path, spoken in sounds for system in systems]
    return Report(
        tables=(
            Table(
                title="Words where nobody speaks",
                columns=("sound", "system", "words", "what"),
                rows=tuple((one.sound, one.system, str(one.words), one.text[:200]) for one in found),
            ),
        ),
        figures=tuple(
            Measured(system=one.system, language=_LANGUAGE, name=f"words in {one.sound}", value=one.words, unit="words")
            for one in found
        ),
        notes=(
            f"{_ROOM}: words that lie more than {_MARGIN} ms away from its one short turn.",
            "The made sounds last a minute each.",
        ),
    )


def _sounds() -> Iterator[tuple[str, Path, tuple[Span, ...]]]:
    for clip in conversations():
        if clip.name == _ROOM:
            yield clip.name, clip.path, tuple(segment.span for segment in clip.truth.segments if segment.span)
    for kind in QUIET:
        yield kind, make_quiet(kind), ()


def _listen(name: str, path: Path, spoken: tuple[Span, ...], system: str, options: Options) -> Outcome:
    heard = peers.transcribe(system, path, _LANGUAGE, options)
    astray = [text for text, span in _timed(heard) if not any(_meet(span, turn) for turn in spoken)]
    return Outcome(
        sound=name, system=system, words=sum(len(fold(text, _LANGUAGE)) for text in astray), text=" ".join(astray)
    )


def _timed(document: Transcript) -> Iterator[tuple[str, Span | None]]:
    for segment in document.segments:
        if segment.source is not None:
            yield from _timed_words(segment, plain(segment.source))


def _timed_words(segment: Segment, text: str) -> list[tuple[str, Span | None]]:
    """Word by word where the words are those of the text, else as a whole."""
    heard = " ".join(word.text for word in segment.words)
    if fold(heard, _LANGUAGE) == fold(text, _LANGUAGE):
        return [(word.text, word.span) for word in segment.words]
    return [(text, segment.span)]


def _meet(span: Span | None, turn: Span) -> bool:
    if span is None or span.end is None or turn.end is None:
        return False
    return span.start <= turn.end + _MARGIN and span.end >= turn.start - _MARGIN
