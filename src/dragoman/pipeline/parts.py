"""A long recording in parts, for several workers: the plan, and the transcription of one part.

The plan is made once: every chunk of the recording, found as a draft finds it. A worker then reads the sound from its
beginning, because a stream that is entered in the middle gives other samples. It transcribes the chunks of its part and
saves the results. An ordinary draft afterwards finds all of them done, and produces exactly what it would have produced
alone.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.engines.base import Chunk
from dragoman.media.sound import RATE, Sound
from dragoman.pipeline.malloc import trim_heap
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.setup import Prepared, find_speech_chunks, open_sound, set_up
from dragoman.pipeline.store import ChunkPlan, PlannedChunk
from dragoman.pipeline.transcription_stage import SAMPLE, find_likely, transcribe_chunks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["cut_parts", "plan_chunks", "read_chunks", "transcribe_part"]

_NOTHING = Prepared()
_MS = RATE // 1000


def plan_chunks(path: Path, options: DraftOptions, work: Path, prepared: Prepared = _NOTHING) -> ChunkPlan:
    """How a recording is cut into chunks; computed once and saved with the finished chunks.

    :raises MediaError: if the file is not a readable recording
    :raises EngineError: if the model is missing or does not support what the options ask for
    :raises SettingsError: if an engine's name is unknown
    :raises FolderError: if the plan cannot be saved
    """
    setup = set_up(path, options, prepared, work)
    plan = setup.store.load_plan()
    if plan is not None:
        return plan
    sample: list[Chunk] = []
    planned: list[PlannedChunk] = []
    for chunk in find_speech_chunks(open_sound(path, options), options, setup.chunking):
        if len(sample) < SAMPLE:
            sample.append(chunk)
        if not chunk.faint:
            planned.append(_planned(chunk))
    likely = find_likely(sample, setup.transcriber) if setup.asked.language is None else ()
    plan = ChunkPlan(tuple(planned), likely)
    setup.store.save_plan(plan)
    trim_heap()
    return plan


def cut_parts(plan: ChunkPlan, parts: int) -> tuple[tuple[int, int], ...]:
    """At most so many ranges of chunks with about equal speech: the first index, and the index after the last."""
    weights = [chunk.samples for chunk in plan.chunks]
    share = sum(weights) / max(1, parts)
    cuts, reached = [0], 0
    for place, weight in enumerate(weights):
        reached += weight
        if reached >= share * len(cuts) and place + 1 < len(weights):
            cuts.append(place + 1)
    cuts.append(len(weights))
    return tuple(itertools.pairwise(cuts)) if weights else ()


def transcribe_part(
    path: Path, options: DraftOptions, work: Path, part: tuple[int, int], prepared: Prepared = _NOTHING
) -> Iterator[int]:
    """Transcribe and save the chunks of a part of the plan; after each, yield the ms of the recording that are done.

    Skips chunks whose sound differs from the plan's, for example because of another decoder: the draft does those.
    Yields nothing if there is no plan.

    :raises MediaError: if the file is not a readable recording
    :raises EngineError: if the model is missing, fails, or does not support what the options ask for
    :raises SettingsError: if an engine's name is unknown
    :raises FolderError: if a finished chunk cannot be saved
    """
    setup = set_up(path, options, prepared, work)
    plan = setup.store.load_plan()
    if plan is None:
        return
    chunks = read_chunks(
        open_sound(path, options), plan.chunks[slice(*part)], options.covers.start if options.covers else 0
    )
    for chunk, _ in transcribe_chunks(chunks, setup.transcriber, None, setup.asked, setup.store):
        yield chunk.span.end or chunk.span.start


def read_chunks(sound: Sound, planned: Sequence[PlannedChunk], start: int) -> Iterator[Chunk]:
    """Yield the planned chunks with their samples, in order of their ends.

    :param start: the time in the whole recording at which the sound begins, in ms
    """
    import numpy as np

    waiting = sorted(planned, key=lambda chunk: (chunk.span.start * _MS + chunk.samples, chunk.channel or 0))
    held: NDArray[np.float32] | None = None
    first = start * _MS
    for block in sound:
        if not waiting:
            return
        held = block if held is None else np.concatenate([held, block], axis=1)
        while waiting and _end(waiting[0]) <= first + held.shape[1]:
            yield from _cut(held, first, waiting.pop(0))
        needed = min((chunk.span.start * _MS for chunk in waiting), default=first)
        drop = max(0, min(needed - first, held.shape[1]))
        held, first = held[:, drop:], first + drop
    for chunk in waiting:
        if held is not None:
            # The last chunk ends with its last frame, in silence after the sound.
            behind = max(0, _end(chunk) - first - held.shape[1])
            yield from _cut(np.pad(held, ((0, 0), (0, behind))), first, chunk)


def _end(chunk: PlannedChunk) -> int:
    return chunk.span.start * _MS + chunk.samples


def _cut(held: NDArray[np.float32], first: int, chunk: PlannedChunk) -> Iterator[Chunk]:
    at = chunk.span.start * _MS - first
    samples = held[chunk.channel or 0, max(0, at) : at + chunk.samples].copy()
    if len(samples) == chunk.samples and zlib.crc32(samples.tobytes()) == chunk.check:
        yield Chunk(samples=samples, span=chunk.span, speech=chunk.speech, channel=chunk.channel)


def _planned(chunk: Chunk) -> PlannedChunk:
    return PlannedChunk(
        span=chunk.span,
        speech=chunk.speech,
        channel=chunk.channel,
        samples=len(chunk.samples),
        check=zlib.crc32(chunk.samples.tobytes()),
    )
