"""Prepare a transcription: the recording, the model, its options, and the saved chunks."""

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
    """What a caller has already: the facts of the recording, and the loaded model of the options."""

    facts: Probe | None = None
    transcriber: Transcriber | None = None


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a transcription uses.

    ``facts`` and ``sha256`` describe the recording, ``asked`` is what the model is asked for, and ``store`` has the
    finished chunks.
    """

    facts: Probe
    sha256: str
    transcriber: Transcriber
    chunking: ChunkOptions
    asked: TranscribeOptions
    store: Store


def set_up(path: Path, options: DraftOptions, prepared: Prepared, work: Path | None) -> Setup:
    """Probe the recording, load the model, and open the store of finished chunks.

    :param work: the folder for finished chunks
    :raises MediaError: if the file is not a readable recording
    :raises EngineError: if the model is missing or does not support the languages in the options
    :raises SettingsError: if an engine's name is unknown
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
        # If captions are the original, the model's words do not matter.
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
    """The sound of the part to draft, with separate channels if they are speakers.

    :raises MediaError: if the file is not a readable recording
    """
    return read_sound(path, options.covers, channels=2 if options.channels_are_speakers else 1)


def find_speech_chunks(sound: Sound, options: DraftOptions, chunking: ChunkOptions) -> Iterator[Chunk]:
    """Yield the chunks of a sound that contain speech, including faint speech.

    :raises SettingsError: if the speech finder's name is unknown
    """
    finder = find_engine(options.speech_finder)
    finders = [finder() for _ in range(sound.channels)]
    start = options.covers.start if options.covers else 0
    chunks = find_chunks(sound, finders, chunking, start=start, refused=options.uses_model)
    return look_again(chunks, finder, chunking)


def _refuse_languages(options: DraftOptions, transcriber: Transcriber, *, translate: bool) -> None:
    asked = (options.source,) if options.source else options.among
    if unknown := [language for language in asked if not transcriber.knows(language)]:
        meant = " or ".join(f"{tag} ({language_name(tag)})" for tag in suggest_tags(unknown[0]))
        guess = "name no language, so that the model uses a related one"
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
        return "to draft only the original, name the spoken language twice: as the original and as the translation"
    return Fix("draft only the original", options={"target": options.source})
