"""What stands before anything is transcribed: the recording, the model, the options of the model, the kept chunks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.engines import find_engine
from dragoman.engines.base import Chunk, TranscribeOptions, Transcriber
from dragoman.errors import EngineError, Fix
from dragoman.language.folding import primary
from dragoman.media.probe import Probe, find_sha256, probe
from dragoman.media.sound import Sound, read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.quiet_speech import look_again
from dragoman.pipeline.store import Store
from dragoman.pipeline.transcription_stage import load_transcriber
from dragoman.transcript.tags import language_name, suggest_tags

__all__ = ["Prepared", "Setup", "find_speech_chunks", "open_sound", "set_up"]


class Prepared(msgspec.Struct, frozen=True):
    """What a caller has already: what the recording is, and the model of the options, loaded."""

    facts: Probe | None = None
    transcriber: Transcriber | None = None


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """``facts`` and ``sha256`` of the recording; the model and what it is asked for; what it made of chunks before."""

    facts: Probe
    sha256: str
    transcriber: Transcriber
    chunking: ChunkOptions
    asked: TranscribeOptions
    store: Store


def set_up(path: Path, options: DraftOptions, prepared: Prepared, work: Path | None) -> Setup:
    """What a draft of a recording works with.

    :param work: the folder in which finished chunks are kept
    :raises MediaError: where there is no recording to be read
    :raises EngineError: where the model is missing or cannot do what is asked
    """
    facts = prepared.facts or probe(path)
    sha256 = find_sha256(path)
    transcriber = prepared.transcriber or load_transcriber(options)
    translate = options.words and options.target is not None and options.target != options.source
    _refuse_languages(options, transcriber, translate=translate)
    chunking = ChunkOptions()
    asked = TranscribeOptions(
        language=options.source,
        among=options.among,
        translate=translate,
        # Where captions are the original, the words decide nothing.
        anyway=options.anyway or options.captions is not None,
        beam=options.beam,
        names=options.names,
    )
    store = Store(work, sha256, options.covers, options.channels_are_speakers, chunking, transcriber.identity, asked)
    plan = store.load_plan()
    if plan is not None:
        asked = msgspec.structs.replace(asked, likely=plan.likely)
    return Setup(facts=facts, sha256=sha256, transcriber=transcriber, chunking=chunking, asked=asked, store=store)


def open_sound(path: Path, options: DraftOptions) -> Sound:
    """The sound of what is drafted, with the channels that are kept apart."""
    return read_sound(path, options.covers, channels=2 if options.channels_are_speakers else 1)


def find_speech_chunks(sound: Sound, options: DraftOptions, chunking: ChunkOptions) -> Iterator[Chunk]:
    """The chunks of a sound in which somebody speaks, the faint ones included."""
    finder = find_engine(options.speech_finder)
    finders = [finder() for _ in range(sound.channels)]
    start = options.covers.start if options.covers else 0
    chunks = find_chunks(sound, finders, chunking, start=start, refused=options.words)
    return look_again(chunks, finder, chunking)


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
