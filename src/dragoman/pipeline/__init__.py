"""Recording -> transcript: the main flow.

Probe and hash; decode once, streaming; find speech; in chunks, encode once and decode twice while speakers are told
apart; give words their speaker; make segments; put each word of the translation into one. Nothing is shown, and no
view is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.engines import find_engine
from dragoman.engines.base import Chunk, Diarizer, TranscribeOptions, Transcriber
from dragoman.errors import EngineError, Fix, MediaError
from dragoman.language.folding import primary
from dragoman.media.probe import Probe, find_sha256, probe
from dragoman.media.sound import Sound, read_sound
from dragoman.pipeline.assemble import assemble, assemble_rows
from dragoman.pipeline.captions import assemble_captions
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.gaps import Hearing
from dragoman.pipeline.malloc import trim_heap
from dragoman.pipeline.options import Drafted, DraftOptions, Report, silent
from dragoman.pipeline.quiet_speech import look_again
from dragoman.pipeline.store import Store
from dragoman.pipeline.transcription_stage import load_transcriber, transcribe_all
from dragoman.problems import Problem
from dragoman.transcript.document import Copy, Recording
from dragoman.transcript.span import Span, format_clock
from dragoman.transcript.tags import language_name, suggest_tags

__all__ = ["DraftOptions", "Drafted", "Prepared", "draft"]


class Prepared(msgspec.Struct, frozen=True):
    """What a caller has already: what the recording is, and the model of the options, loaded."""

    facts: Probe | None = None
    transcriber: Transcriber | None = None


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
    sha256 = find_sha256(path)
    transcriber = prepared.transcriber or load_transcriber(options)
    translate = options.words and options.target is not None and options.target != options.source
    _refuse_languages(options, transcriber, translate=translate)
    diarizer, problems = _find_diarizer(options)
    sound = read_sound(path, options.covers, channels=2 if options.channels_are_speakers else 1)
    chunking = ChunkOptions()
    hearing = TranscribeOptions(
        language=options.source,
        among=options.among,
        translate=translate,
        # Where captions are the original, the words decide nothing.
        anyway=options.anyway or options.captions is not None,
        beam=options.beam,
        names=options.names,
    )
    store = Store(work, sha256, options.covers, options.channels_are_speakers, chunking, transcriber.identity, hearing)
    heard: list[Hearing] = []
    report("listening", 0, length)
    for chunk, result in transcribe_all(_chunks(sound, options, chunking), transcriber, diarizer, hearing, store):
        heard.append(Hearing(chunk.span, chunk.channel, chunk.speech, result))
        report("listening", (chunk.span.end or start) - start, length)
    if not sound.duration:
        raise _without_sound(path, start)
    report("speakers", 0, None)
    voices = diarizer.finish(options.speakers) if diarizer is not None else ()
    recording = Recording(
        media_type=facts.media_type,
        duration=facts.duration or sound.duration,
        copies=(Copy(address=address, sha256=sha256),),
    )
    make = assemble_captions if options.captions else assemble if options.words else assemble_rows
    made = make(heard, voices, recording, options, transcriber.identity)
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


def _refuse_languages(options: DraftOptions, transcriber: Transcriber, *, translate: bool) -> None:
    asked = (options.source,) if options.source else options.among
    if unknown := [language for language in asked if not transcriber.knows(language)]:
        meant = " or ".join(f"{tag} ({language_name(tag)})" for tag in suggest_tags(unknown[0]))
        guess = "name no language, so that the model guesses one near to it"
        other = Fix("name another model", options={"model": None})
        raise EngineError(
            f"model {options.model}",
            f"was not trained on {language_name(unknown[0])} ({unknown[0]})",
            (f"did you mean {meant}? Else {guess}" if meant else guess, other),
        )
    if translate and primary(options.target or "") != "en":
        raise EngineError(
            f"engine {options.transcriber}",
            f"translates into English only, not into {language_name(options.target or '')}",
            (Fix("translate into English", options={"target": "en"}), _original_alone(options)),
        )


def _original_alone(options: DraftOptions) -> str | Fix:
    if options.source is None:
        return "name the language that is spoken, and the same one to translate into, for the original alone"
    return Fix("draft the original alone", options={"target": options.source})


def _find_diarizer(options: DraftOptions) -> tuple[Diarizer | None, tuple[Problem, ...]]:
    """The diarizer that is wanted, or why there is none."""
    if options.speakers == 0 or options.channels_are_speakers:
        return None, ()
    try:
        diarizer: Diarizer = find_engine(options.diarizer)()
    except EngineError as error:
        if options.speakers is not None:
            raise
        message = "speakers are not told apart: {error}"
        said = f"{error.engine} {error.fault}"
        return None, (Problem.of("no-speakers", "warning", message, error=said).suggesting(*error.fixes),)
    return diarizer, ()


def _chunks(sound: Sound, options: DraftOptions, chunking: ChunkOptions) -> Iterator[Chunk]:
    finder = find_engine(options.speech_finder)
    finders = [finder() for _ in range(sound.channels)]
    start = options.covers.start if options.covers else 0
    chunks = find_chunks(sound, finders, chunking, start=start, refused=options.words)
    return look_again(chunks, finder, chunking)
