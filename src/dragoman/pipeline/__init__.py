"""Recording -> transcript: the main flow.

Probe and hash; decode once, streaming; find speech; in chunks, encode once and decode twice while speakers are
distinguished; give words their speaker; make segments; put each word of the translation into one. Nothing is shown,
and no view is written.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.engines import find_engine
from dragoman.engines.base import Diarizer
from dragoman.errors import EngineError, MediaError
from dragoman.media.probe import probe
from dragoman.pipeline.assemble import assemble, assemble_rows
from dragoman.pipeline.captions import assemble_captions
from dragoman.pipeline.gaps import TranscribedChunk
from dragoman.pipeline.malloc import trim_heap
from dragoman.pipeline.options import Drafted, DraftOptions, Report, silent
from dragoman.pipeline.setup import Prepared, find_speech_chunks, open_sound, set_up
from dragoman.pipeline.transcription_stage import transcribe_all
from dragoman.problems import Problem
from dragoman.transcript.document import Copy, Recording
from dragoman.transcript.span import Span, format_clock

__all__ = ["DraftOptions", "Drafted", "Prepared", "draft"]

_NOTHING = Prepared()


def draft(
    path: Path,
    options: DraftOptions,
    *,
    work: Path | None = None,
    address: str | None = None,
    report: Report = silent,
    prepared: Prepared = _NOTHING,
) -> Drafted:
    """A draft of a recording: who says what, when, in the language spoken and in English.

    :param work: the folder in which finished chunks are kept, so that a stopped draft goes on
    :param address: how the document is to name the recording; its file name unless given
    :param prepared: what need not be looked at or loaded again
    :raises MediaError: where there is no recording to be read
    :raises EngineError: where an engine is missing or cannot do what is asked
    """
    try:
        return _draft(path, options, prepared, work, address or path.name, report)
    finally:
        # The model is gone by now; the program goes on.
        trim_heap()


def _draft(
    path: Path, options: DraftOptions, prepared: Prepared, work: Path | None, address: str, report: Report
) -> Drafted:
    facts = prepared.facts or probe(path)
    start, length = _extent(options.covers, facts.duration)
    report("reading", 0, length)
    setup = set_up(path, options, msgspec.structs.replace(prepared, facts=facts), work)
    diarizer, problems = _find_diarizer(options)
    sound = open_sound(path, options)
    chunks = find_speech_chunks(sound, options, setup.chunking)
    transcribed: list[TranscribedChunk] = []
    report("listening", 0, length)
    for chunk, result in transcribe_all(chunks, setup.transcriber, diarizer, setup.asked, setup.store):
        transcribed.append(TranscribedChunk(chunk.span, chunk.channel, chunk.speech, result))
        report("listening", (chunk.span.end or start) - start, length)
    if not sound.duration:
        raise _without_sound(path, start)
    report("speakers", 0, None)
    voices = diarizer.finish(options.speakers) if diarizer is not None else ()
    recording = Recording(
        media_type=facts.media_type,
        duration=facts.duration or sound.duration,
        copies=(Copy(address=address, sha256=setup.sha256),),
    )
    make = assemble_captions if options.captions else assemble if options.words else assemble_rows
    made = make(transcribed, voices, recording, options, setup.transcriber.identity)
    return Drafted(made.transcript, (*problems, *sound.problems, *made.problems))


def _extent(covers: Span | None, duration: int | None) -> tuple[int, int | None]:
    """Where what is to be drafted begins, and how long it is, in ms."""
    start = covers.start if covers else 0
    end = min(filter(None, (covers.end if covers else None, duration)), default=None)
    return start, None if end is None else max(0, end - start)


def _without_sound(path: Path, start: int) -> MediaError:
    if start:
        return MediaError(path, f"has no sound from {format_clock(start)} on", "look at the range")
    return MediaError(path, "holds no sound that can be decoded", "play it to see whether it is whole")


def _find_diarizer(options: DraftOptions) -> tuple[Diarizer | None, tuple[Problem, ...]]:
    """The diarizer that is wanted, or why there is none."""
    if options.speakers == 0 or options.channels_are_speakers:
        return None, ()
    try:
        diarizer: Diarizer = find_engine(options.diarizer)()
    except EngineError as error:
        if options.speakers is not None:
            raise
        message = "speakers are not distinguished: {error}"
        said = f"{error.engine} {error.fault}"
        return None, (Problem.of("no-speakers", "warning", message, error=said).suggesting(*error.fixes),)
    return diarizer, ()
