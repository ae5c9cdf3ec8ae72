"""The stage that costs: chunks heard, as many at a time as the engine likes, in order, kept as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice

import msgspec

from dragoman.engines.base import Chunk, Diarizer, Heard, HearOptions, Transcriber
from dragoman.pipeline.listen import listen
from dragoman.pipeline.store import Store

__all__ = ["hear_all"]

_SAMPLE = 4
"""Chunks at the beginning from which the likely languages are told."""


def hear_all(
    chunks: Iterable[Chunk], transcriber: Transcriber, diarizer: Diarizer | None, options: HearOptions, store: Store
) -> Iterator[tuple[Chunk, Heard]]:
    """Each chunk, without its samples, and what was heard in it. The diarizer hears them too, meanwhile.

    Never holds more than a few chunks of sound.
    """
    chunks = iter(chunks)
    if options.language is None:
        sample = list(islice(chunks, _SAMPLE))
        options = msgspec.structs.replace(options, likely=_find_likely(sample, transcriber))
        chunks = chain(sample, chunks)
    waiting: deque[tuple[Chunk, Future[Heard]]] = deque()
    with ThreadPoolExecutor(transcriber.workers) as pool:
        try:
            for chunk in chunks:
                waiting.append((_without_samples(chunk), pool.submit(_hear, chunk, transcriber, options, store)))
                if diarizer is not None:
                    diarizer.listen(chunk)
                while len(waiting) > 2 * transcriber.workers or (waiting and waiting[0][1].done()):
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        except BaseException:
            # An interruption waits for the chunks in hand, which are kept, and for no others.
            pool.shutdown(cancel_futures=True)
            raise


def _next(waiting: deque[tuple[Chunk, Future[Heard]]]) -> tuple[Chunk, Heard]:
    chunk, future = waiting.popleft()
    return chunk, future.result()


def _hear(chunk: Chunk, transcriber: Transcriber, options: HearOptions, store: Store) -> Heard:
    heard = store.load(chunk)
    if heard is None:
        heard = listen(chunk, transcriber, options)
        store.save(chunk, heard)
    return heard


def _without_samples(chunk: Chunk) -> Chunk:
    return msgspec.structs.replace(chunk, samples=chunk.samples[:0].copy())


def _find_likely(sample: Iterable[Chunk], transcriber: Transcriber) -> tuple[str, ...]:
    """The languages that the first chunks may be in, the likeliest first."""
    sums: dict[str, float] = {}
    for chunk in sample:
        for tag, chance in transcriber.find_language(chunk).items():
            sums[tag] = sums.get(tag, 0.0) + chance
    total = sum(sums.values()) or 1.0
    return tuple(tag for tag in sorted(sums, key=lambda tag: (-sums[tag], tag)) if sums[tag] / total >= 0.1)
