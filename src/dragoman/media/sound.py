"""The sound of a recording as a stream of blocks: 16 kHz, float, a row a channel; never the whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.language.plural import counted
from dragoman.media.container import open_container
from dragoman.problems import Place, Problem
from dragoman.transcript.span import Span, format_clock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BLOCK", "RATE", "Sound", "read_sound"]

RATE = 16_000
"""Samples a second."""
BLOCK = 10 * RATE
"""Samples in a block, but for the last."""
# A jump of the clock by less is rounding, or what the resampler holds back.
_JUMP = RATE // 5
_SLACK = 10 * RATE
# Silence is put in up to here at most, whatever the recording says of its length.
_LONGEST = 48 * 3600 * RATE


class Sound:
    """The sound of a recording, to be iterated once.

    Iterating gives blocks of shape ``(channels, samples)``, float32 in -1..1. When it is through, ``duration`` is
    the ms that were there and ``problems`` says what was wrong with them. The first sample is that of the range's
    start; silence stands where the recording's own clock skips.
    """

    def __init__(self, path: Path, covers: Span | None = None, *, channels: int = 1) -> None:
        self.path = path
        self.covers = covers or Span(0)
        self.channels = channels
        self.duration = 0
        self.problems: tuple[Problem, ...] = ()
        self._broken = 0
        self._reached = 0

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        import numpy as np

        held: list[NDArray[np.float32]] = []
        count = 0
        for piece in self._pieces():
            held.append(piece)
            count += piece.shape[1]
            self.duration += piece.shape[1]
            while count >= BLOCK:
                whole = np.concatenate(held, axis=1)
                yield whole[:, :BLOCK]
                held, count = [whole[:, BLOCK:]], count - BLOCK
        if count:
            yield np.concatenate(held, axis=1)
        self.duration = self.duration * 1000 // RATE

    def _pieces(self) -> Iterator[NDArray[np.float32]]:
        """Samples in order, cut to the range, with silence where the clock skips."""
        start = self.covers.start * RATE // 1000
        end = None if self.covers.end is None else self.covers.end * RATE // 1000
        with open_container(self.path) as container:
            promised = _promised(container, self.path)
            last = min(filter(None, (end, promised and promised + _SLACK, _LONGEST)))
            now = start
            for place, samples in self._decoded(container, start):
                piece, at = _after(samples, place, now)
                if piece.shape[1] == 0:
                    continue
                if now < at <= last:
                    yield from _silence(self.channels, at - now)
                    now = at
                if end is not None and now + piece.shape[1] >= end:
                    yield piece[:, : end - now]
                    now = end
                    break
                yield piece
                now += piece.shape[1]
            self._reached = max(self._reached, now)
        self.problems = tuple(self._faults(now, min(filter(None, (end, promised)), default=None)))

    def _faults(self, reached: int, promised: int | None) -> Iterator[Problem]:
        # A picture that goes on after the sound has ended is no fault.
        if promised is not None and promised - max(reached, self._reached) > RATE:
            yield Problem.of(
                "truncated",
                "warning",
                "the recording says it is {clock} long and ends after {clock_2}; it was drafted to its end",
                Place(start=reached * 1000 // RATE),
                clock=_clock(promised),
                clock_2=_clock(reached),
            )
        if self._broken:
            packets = counted(self._broken, "packet")
            yield Problem.of(
                "damaged", "warning", "{packets} of the recording's sound could not be decoded", packets=packets
            )

    def _decoded(self, container: Any, start: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Pairs of the first sample's place on the recording's clock and the samples, from about ``start`` on."""
        import av
        import numpy as np

        origin = (container.start_time or 0) / 1_000_000
        if start > _SLACK:
            container.seek(round((start / RATE - 2 + origin) * 1_000_000), backward=True)
        # 16-bit samples: FFmpeg mixes channels without going beyond -1..1 only for whole numbers.
        resampler = av.AudioResampler("s16p", "stereo" if self.channels == 2 else "mono", RATE)
        now: int | None = None
        behind = 0
        for frame in self._frames(container, origin):
            place = None if frame is None or frame.time is None else round((frame.time - origin) * RATE)
            if now is None:
                now = place or 0
            elif place is not None:
                now, behind = _on_clock(place, now, behind)
            for out in self._resampled(resampler, frame):
                samples = out.to_ndarray().astype(np.float32) / 32768
                yield now, samples
                now += samples.shape[1]

    def _frames(self, container: Any, origin: float) -> Iterator[Any]:
        """The frames of the first sound track, and at last ``None`` to empty the resampler."""
        import av

        stream = container.streams.audio[0]
        stream.thread_type = "AUTO"
        for packet in self._packets(container, stream):
            if packet.pts is not None and packet.time_base is not None:
                self._reached = max(self._reached, round((float(packet.pts * packet.time_base) - origin) * RATE))
            try:
                frames = packet.decode() if packet.stream.index == stream.index else ()
            except av.error.EOFError:
                break
            except (av.error.FFmpegError, ValueError):
                self._broken += 1
                continue
            yield from frames
        yield None

    def _packets(self, container: Any, stream: Any) -> Iterator[Any]:
        """The packets of the sound and of pictures; a fault between two of them does not end them."""
        import av

        failed = False
        while True:
            try:
                for packet in container.demux(stream, *container.streams.video):
                    failed = False
                    yield packet
                return
            except IndexError:
                # A packet of a track that was not there at the beginning; PyAV does not know it.
                continue
            except (av.error.FFmpegError, ValueError):
                self._broken += 1
                if failed:
                    return
                failed = True

    def _resampled(self, resampler: Any, frame: Any) -> list[Any]:
        import av

        if frame is not None:
            frame.pts = None
        try:
            resampled: list[Any] = resampler.resample(frame)
        except (av.error.FFmpegError, ValueError):
            # A frame in another layout or rate than the first: hostile or broken.
            self._broken += 1
            return []
        return resampled


def read_sound(path: Path, covers: Span | None = None, *, channels: int = 1) -> Sound:
    """The sound of a recording, or of a range of it, mixed to one channel or kept as so many."""
    return Sound(path, covers, channels=channels)


def _promised(container: Any, path: Path) -> int | None:
    """Samples that the file's own header promises, ``None`` if it says nothing."""
    if container.duration is None or container.duration <= 0:
        return None
    promised: int = container.duration * RATE // 1_000_000
    if container.format.name == "wav":
        # FFmpeg trusts the size of the file; the header knows how long it was to be.
        with path.open("rb") as file:
            head = file.read(8)
        size, there = int.from_bytes(head[4:8], "little"), path.stat().st_size
        if there < size < 0xFFFFFFF0 and there > 44:
            promised = promised * size // there
    return promised


def _clock(samples: int) -> str:
    return format_clock(round(samples / RATE) * 1000)


def _on_clock(place: int, now: int, behind: int) -> tuple[int, int]:
    """Where the next sample lies by a clock that may jump, and by how much the clock has been set back so far.

    Where it jumps forward, sound is missing. Where it is set back, as in two recordings put together, the sound
    goes on behind what was there.
    """
    for back in (0, behind):
        if abs(place + back - now) <= _JUMP:
            return now, back
    return (place + behind, behind) if place + behind > now else (now, now - place)


def _after(samples: NDArray[np.float32], at: int, now: int) -> tuple[NDArray[np.float32], int]:
    """The part of the samples that lies behind ``now``, and where it begins."""
    cut = min(max(0, now - at), samples.shape[1])
    return samples[:, cut:], at + cut


def _silence(channels: int, count: int) -> Iterator[NDArray[np.float32]]:
    import numpy as np

    for start in range(0, count, BLOCK):
        yield np.zeros((channels, min(BLOCK, count - start)), dtype=np.float32)
