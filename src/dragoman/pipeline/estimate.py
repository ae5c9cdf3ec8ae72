"""Estimate how long a draft takes on this machine, from the first minute of the recording."""

from __future__ import annotations

import time
from pathlib import Path

from dragoman.engines import find_engine
from dragoman.engines.base import Chunk, TranscribeOptions, Transcriber
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.options import DraftOptions, Report, silent
from dragoman.pipeline.transcription_stage import load_transcriber
from dragoman.transcript.span import Span

__all__ = ["find_length", "time_first_minute"]

_MINUTE = 60_000
_ENOUGH = 5_000
"""The least speech, in ms, for a reliable measurement."""
_PATIENCE = 15.0
"""No further stretch is timed after this many seconds."""


def time_first_minute(
    path: Path, options: DraftOptions, report: Report = silent, *, transcriber: Transcriber | None = None
) -> float | None:
    """The seconds that the model takes per second of speech; ``None`` if there is hardly any speech.

    Transcribes the first minute of the part to draft, each stretch once and in the language that the model detects: a
    model that cannot write the requested language repeats itself, which would distort the measurement. The fastest
    stretch counts. Loading the model does not.

    :param transcriber: the model, if it is loaded already
    :raises EngineError: if the model is not installed, or fails
    :raises MediaError: if the file is not a readable recording
    :raises SettingsError: if an engine's name is unknown
    """
    start = options.covers.start if options.covers else 0
    ends = [end for end in (options.covers.end if options.covers else None, start + _MINUTE) if end is not None]
    transcriber = transcriber or load_transcriber(options)
    sound = read_sound(path, Span(start, min(ends)), channels=1)
    finder = find_engine(options.speech_finder)()
    asked = TranscribeOptions(translate=options.target not in (None, options.source), anyway=True, beam=options.beam)
    rates: list[float] = []
    began = time.monotonic()
    for chunk in find_chunks(sound, [finder], ChunkOptions(), start=start):
        report("estimating", (chunk.span.end or start) - start, min(ends) - start)
        spoken = _speech(chunk)
        if spoken >= _ENOUGH:
            before = time.monotonic()
            transcriber.transcribe(chunk, asked)
            rates.append((time.monotonic() - before) * 1000 / spoken)
        if time.monotonic() - began > _PATIENCE:
            break
    return min(rates) / transcriber.workers if rates else None


def find_length(covers: Span | None, duration: int | None) -> int | None:
    """The length, in ms, of the part to draft; ``None`` if unknown."""
    ends = [end for end in (covers.end if covers else None, duration) if end is not None]
    return max(0, min(ends) - (covers.start if covers else 0)) if ends else None


def _speech(chunk: Chunk) -> int:
    return sum(span.duration or 0 for span in chunk.speech)
