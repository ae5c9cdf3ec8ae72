"""A copy of a recording's audio for the web: Opus in WebM, mono, with silence in spans that must not be heard.

Opus is free, suited to speech, and played by Chromium, Firefox and Safari; AAC needs a browser with a licence for it.
WebM has an index of times, so that a browser can request only the part that it needs. The copy is encoded from samples:
it contains no tags, dates or places of the recording, and the same recording always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import MediaError
from dragoman.media.sound import RATE, read_sound
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MEDIA_TYPE", "SUFFIX", "write_web_copy"]

SUFFIX, MEDIA_TYPE = ".webm", "audio/webm"

_BIT_RATE = 32_000
_FRAME = RATE // 50
# A codec spreads an edge over a frame or two, so the silence is wider than the span by this margin.
_MARGIN = RATE * 60 // 1000


def write_web_copy(path: Path, copy: Path, covers: Span | None, silent: Iterable[Span]) -> None:
    """Write the audio of a range of a recording to ``copy``, with silence in some spans.

    :param covers: the range, in ms of the recording; ``None`` is the whole
    :param silent: spans in ms of the recording; one without an end continues to the end
    :raises MediaError: if the recording cannot be read, or has no audio in the range
    """
    import av

    start = covers.start if covers else 0
    muted = [_samples(span, start) for span in silent]
    options = {"fflags": "+bitexact", "cluster_time_limit": "5000"}
    with av.open(str(copy), "w", format="webm", options=options) as container:
        container.metadata.clear()
        encoder: Any = {"application": "voip", "vbr": "on", "flags": "+bitexact"}
        stream: Any = container.add_stream("libopus", rate=RATE, layout="mono", options=encoder)
        stream.bit_rate = _BIT_RATE
        stream.codec_context.thread_count = 1
        written = 0
        for number, frame in enumerate(_frames(_muted(read_sound(path, covers), muted))):
            written += frame.shape[1]
            container.mux(stream.encode(_sound_frame(frame, number)))
        if not written:
            raise MediaError(path, "has no sound there", "check the range that the interview covers")
        container.mux(stream.encode(None))


def _samples(span: Span, start: int) -> tuple[int, int | None]:
    """The first silent sample of the copy, and the first sample after the silence (``None``: it lasts to the end)."""
    first = (span.start - start) * RATE // 1000 - _MARGIN
    return max(0, first), None if span.end is None else (span.end - start) * RATE // 1000 + _MARGIN


def _muted(
    blocks: Iterable[NDArray[np.float32]], muted: Sequence[tuple[int, int | None]]
) -> Iterator[NDArray[np.float32]]:
    at = 0
    for block in blocks:
        quiet = block.copy()
        for first, last in muted:
            end = quiet.shape[1] if last is None else max(0, last - at)
            quiet[:, max(0, first - at) : end] = 0
        yield quiet
        at += block.shape[1]


def _frames(blocks: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
    """The samples in frames of 20 ms, shape (1, samples); the last frame is padded with silence."""
    import numpy as np

    held = np.zeros((1, 0), dtype=np.float32)
    for block in blocks:
        held = np.concatenate((held, block), axis=1)
        whole = held.shape[1] - held.shape[1] % _FRAME
        yield from (held[:, at : at + _FRAME] for at in range(0, whole, _FRAME))
        held = held[:, whole:]
    if held.shape[1]:
        yield np.pad(held, ((0, 0), (0, _FRAME - held.shape[1])))


def _sound_frame(samples: NDArray[np.float32], number: int) -> Any:
    import av
    import numpy as np

    frame: Any = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "flt", "mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, number * _FRAME, Fraction(1, RATE)
    return frame
