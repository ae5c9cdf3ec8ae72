"""The expensive stage: transcribe chunks in parallel, return them in order, and save each as it is finished."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice

import msgspec

from dragoman.engines import find_engine
from dragoman.engines.base import Chunk, Diarizer, TranscribeOptions, Transcriber, Transcription, find_named
from dragoman.pipeline.guards import Watch
from dragoman.pipeline.malloc import trim_heap
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.store import Store
from dragoman.pipeline.transcribe import cut_chunk, transcribe_chunk

__all__ = ["SAMPLE", "find_likely", "load_transcriber", "transcribe_all", "transcribe_chunks"]

_BETWEEN_TRIMS = 16
"""Chunks after which free memory is returned. The next chunk needs as much again, and after every chunk the system took
a tenth of a draft's processor time to give it back."""
_ALL = Watch()
Result = tuple[Chunk, Transcription]
SAMPLE = 4
"""How many chunks at the beginning determine the likely languages."""


def load_transcriber(options: DraftOptions) -> Transcriber:
    """Load the model of a draft; an empty one if none is used.

    :raises EngineError: if the model is not installed
    :raises SettingsError: if the engine's or the model's name is unknown
    """
    name = options.transcriber if options.uses_model else "none"
    transcriber: Transcriber = find_engine(name)(options.model, options.device)
    return transcriber


def transcribe_all(
    chunks: Iterable[Chunk],
    transcriber: Transcriber,
    diarizer: Diarizer | None,
    options: TranscribeOptions,
    store: Store,
    watch: Watch = _ALL,
) -> Iterator[Result]:
    """Yield each chunk, without its samples, and its transcription; give the diarizer each chunk meanwhile.

    A chunk whose language changes, and one that loops as a whole, is yielded in parts. Faint speech without any sure
    word is neither yielded nor given to the diarizer. Never holds more than a few chunks of sound.

    :raises EngineError: if the model fails
    :raises FolderError: if a finished chunk cannot be saved
    """
    chunks = (chunk for chunk in chunks if watch.faint or not chunk.faint)
    if options.language is None and not options.likely:
        sample = list(islice(chunks, SAMPLE))
        options = msgspec.structs.replace(options, likely=find_likely(sample, transcriber))
        chunks = chain(sample, chunks)
    yield from transcribe_chunks(chunks, transcriber, diarizer, options, store, watch)


def transcribe_chunks(
    chunks: Iterable[Chunk],
    transcriber: Transcriber,
    diarizer: Diarizer | None,
    options: TranscribeOptions,
    store: Store,
    watch: Watch = _ALL,
) -> Iterator[Result]:
    """The same for chunks that may be only some of a recording's: the options already contain the likely languages.

    :raises EngineError: if the model fails
    :raises FolderError: if a finished chunk cannot be saved
    """
    waiting: deque[Future[tuple[Result, ...]]] = deque()
    with ThreadPoolExecutor(transcriber.chunks) as pool:
        try:
            for number, chunk in enumerate(chunks, 1):
                waiting.append(pool.submit(_transcribe, chunk, transcriber, options, store, watch))
                if diarizer is not None and (not chunk.faint or waiting[-1].result()):
                    diarizer.add(chunk)
                if number % _BETWEEN_TRIMS == 0:
                    trim_heap()
                while len(waiting) > transcriber.chunks + transcriber.workers or (waiting and waiting[0].done()):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BaseException:
            # An interruption waits for the chunks in progress, which are saved, and for no others.
            pool.shutdown(cancel_futures=True)
            raise


def _transcribe(
    chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, store: Store, watch: Watch
) -> tuple[Result, ...]:
    transcription = store.load(chunk)
    if transcription is None:
        transcription = transcribe_chunk(chunk, transcriber, options, watch)
        store.save(chunk, transcription)
    if chunk.faint and not transcription.words and not transcription.parts:
        return ()
    if not transcription.parts:
        return ((_without_samples(chunk), transcription),)
    # A part alone shows its language better than the whole: its language is detected again, and it may have parts too.
    near = msgspec.structs.replace(options, likely=tuple(dict.fromkeys(part.language for part in transcription.parts)))
    named = find_named(options)
    results: list[Result] = []
    for part in transcription.parts:
        unnamed = part.language if named and part.language not in named else None
        asked = msgspec.structs.replace(near, unnamed=unnamed)
        kept = store.apart(unnamed) if unnamed else store
        results += _transcribe(cut_chunk(chunk, part.span, margin=0), transcriber, asked, kept, watch)
    return tuple(results)


def _without_samples(chunk: Chunk) -> Chunk:
    return msgspec.structs.replace(chunk, samples=chunk.samples[:0].copy())


def find_likely(sample: Iterable[Chunk], transcriber: Transcriber) -> tuple[str, ...]:
    """The languages that the first chunks may be in, the most likely first."""
    sums: dict[str, float] = {}
    for chunk in (chunk for chunk in sample if not chunk.faint):
        for tag, chance in transcriber.find_language(chunk).items():
            sums[tag] = sums.get(tag, 0.0) + chance
    total = sum(sums.values()) or 1.0
    return tuple(tag for tag in sorted(sums, key=lambda tag: (-sums[tag], tag)) if sums[tag] / total >= 0.1)
