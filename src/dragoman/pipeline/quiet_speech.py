"""Find voices that were too faint for the speech finder in the sound that it refused.

The finder also depends on loudness: a voice far from the microphone gets a lower probability than mains hum does, so a
lower threshold does not help. Amplified to the loudness of speech, the voice is found reliably.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from dragoman.engines.base import Chunk, SpeechFinder
from dragoman.pipeline.chunks import ChunkOptions, find_chunks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["find_gain", "look_again"]

_WANTED = -20.0
"""The usual level of the louder frames of speech, in dB relative to full scale."""
_LOUD, _SILENT = -30.0, -80.0
"""Above the first the finder heard it well the first time; below the second there is no speech."""
_MOST = 40.0
_LOUDER = 0.95
"""The quantile of frames whose loudness counts."""
_ONSET, _OFFSET = 0.5, 0.35
_LEAST = 1_000
"""The shortest faint speech that is transcribed, in ms."""
_FRAME = 512


def look_again(
    chunks: Iterable[Chunk], make_finder: Callable[[], SpeechFinder], options: ChunkOptions
) -> Iterator[Chunk]:
    """The chunks with speech unchanged; each chunk without speech is replaced by the faint speech found in it.

    :param chunks: including the refused sound between them, as from :func:`find_chunks` with ``refused``
    """
    for chunk in chunks:
        if chunk.speech:
            yield chunk
        elif (gain := find_gain(chunk.samples)) is not None:
            yield from _find_faint(chunk, gain, make_finder(), options)


def find_gain(samples: NDArray[np.float32]) -> float | None:
    """The factor that makes sound as loud as speech; ``None`` if it is loud already, almost silent, or too short."""
    import numpy as np

    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    if len(samples) * 1000 // 16_000 < _LEAST:
        return None
    power = float(np.quantile(np.mean(frames.astype(np.float64) ** 2, axis=1), _LOUDER))
    loudness = 10 * np.log10(max(power, 1e-30))
    if not _SILENT <= loudness <= _LOUD:
        return None
    return float(10 ** (min(_WANTED - loudness, _MOST) / 20))


def _find_faint(chunk: Chunk, gain: float, finder: SpeechFinder, options: ChunkOptions) -> Iterator[Chunk]:
    louder = (chunk.samples * gain).clip(-1, 1)
    strict = msgspec.structs.replace(options, onset=_ONSET, offset=_OFFSET)
    for found in find_chunks([louder[None]], [finder], strict, start=chunk.span.start):
        if sum(span.duration or 0 for span in found.speech) >= _LEAST:
            yield msgspec.structs.replace(found, channel=chunk.channel, faint=True)
