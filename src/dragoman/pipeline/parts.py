"""A long recording in parts, for several workers: where it is cut, and what is said in one part.

The plan is made once: every chunk of the recording, found as a draft finds it. A worker then reads the sound from its
beginning, for a stream that is entered in the middle gives other samples, takes the chunks of its part and keeps what
is said in them. An ordinary draft afterwards finds all of them done, and makes of them what it would have made alone.
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
    """Where a recording is cut into chunks; found once and kept with the finished chunks.

    :raises MediaError: where there is no recording to be read
    :raises EngineError: where the model is missing or cannot do what is asked
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
    """So many stretches of chunks, or fewer, with about as much speech each: the first chunk, and the one behind."""
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
    """Have the chunks of a part of the plan transcribed and kept; after each, how many ms of the recording are through.

    A chunk whose sound is not what the plan was made of, as another decoder may give it, is left to the draft.

    :raises MediaError: where there is no recording to be read
    :raises EngineError: where the model is missing or cannot do what is asked
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
    """The chunks with their samples, as the plan has them, in the order of their ends.

    :param start: ms in the whole recording at which the sound begins
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
            # The last chunk ends with its last frame, in silence behind the sound.
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
