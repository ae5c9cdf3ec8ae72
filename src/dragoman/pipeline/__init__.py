"""Make a draft: from a recording to a transcript.

The steps: probe and hash the file; decode it once, as a stream; find the speech; encode each chunk once and decode it
twice while the diarizer listens; assign a speaker to each word; cut the words into segments; assign each word of the
translation to a segment. This package displays nothing and writes no views.
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
    """Transcribe and translate a recording; return the transcript and the problems found.

    :param work: the folder for finished chunks; a stopped draft continues from them
    :param address: the recording's address in the document; by default its file name
    :param prepared: what the caller has probed or loaded already
    :raises MediaError: if the file is not a readable recording, or has no sound in the range
    :raises EngineError: if an engine is missing, fails, or does not support what the options ask for
    :raises SettingsError: if an engine's name is unknown
    :raises FolderError: if a finished chunk cannot be saved
    """
    try:
        return _draft(path, options, prepared, work, address or path.name, report)
    finally:
        # The model is freed by now; the program keeps running.
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
    """The start and the length, in ms, of the part to draft."""
    start = covers.start if covers else 0
    end = min(filter(None, (covers.end if covers else None, duration)), default=None)
    return start, None if end is None else max(0, end - start)


def _without_sound(path: Path, start: int) -> MediaError:
    if start:
        return MediaError(path, f"has no sound from {format_clock(start)} on", "check the range")
    return MediaError(path, "contains no sound that can be decoded", "play it to see whether it is complete")


def _find_diarizer(options: DraftOptions) -> tuple[Diarizer | None, tuple[Problem, ...]]:
    """The diarizer to use; or ``None``, with the problem that says why."""
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
