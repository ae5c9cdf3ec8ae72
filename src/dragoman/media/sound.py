"""The audio of a recording as a stream of blocks: 16 kHz, float32, one row for each channel; never all in memory."""

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
"""Samples in a block; the last block may be shorter."""
# A smaller jump of the timestamps is rounding, or samples that the resampler buffers.
_JUMP = RATE // 5
_SLACK = 10 * RATE
# Silence is inserted up to this place at most, whatever length the recording claims.
_LONGEST = 48 * 3600 * RATE


class Sound:
    """The audio of a recording, to be iterated once.

    Iterating yields blocks of shape ``(channels, samples)``, float32 in -1..1, 16 kHz. The first sample is at the start
    of the range; gaps in the recording's own timestamps are filled with silence. After the last block, ``duration`` is
    the length in ms and ``problems`` are the faults found.

    Iterating raises MediaError if the recording cannot be read, and EngineError if PyAV is not installed.

    :param covers: the range of the recording; all of it unless given
    :param channels: 1 to mix all channels into one, 2 to keep two
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
        """The samples in order, cut to the range, with silence in gaps of the timestamps."""
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
        # Video that continues after the audio has ended is not a fault.
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
        """Pairs of a place (in samples, by the timestamps) and the samples there, from about ``start`` on."""
        import av
        import numpy as np

        origin = (container.start_time or 0) / 1_000_000
        if start > _SLACK:
            container.seek(round((start / RATE - 2 + origin) * 1_000_000), backward=True)
        # 16-bit samples: FFmpeg keeps mixed channels inside -1..1 only for integers.
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
        """The frames of the first audio track, and at the end ``None`` to flush the resampler."""
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
        """The packets of the audio and the video; a single fault between two packets does not end them."""
        import av

        failed = False
        while True:
            try:
                for packet in container.demux(stream, *container.streams.video):
                    failed = False
                    yield packet
                return
            except IndexError:
                # A packet of a track that was added after the beginning; PyAV does not know it.
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
            # A frame whose layout or rate differs from the first: hostile or broken.
            self._broken += 1
            return []
        return resampled


def read_sound(path: Path, covers: Span | None = None, *, channels: int = 1) -> Sound:
    """The audio of a recording or of a range of it, as a :class:`Sound` of one channel (mixed) or two."""
    return Sound(path, covers, channels=channels)


def _promised(container: Any, path: Path) -> int | None:
    """The length in samples by the file's own header, ``None`` if it has none."""
    if container.duration is None or container.duration <= 0:
        return None
    promised: int = container.duration * RATE // 1_000_000
    if container.format.name == "wav":
        # FFmpeg takes the length from the file's size; the header has the length that was intended.
        with path.open("rb") as file:
            head = file.read(8)
        size, there = int.from_bytes(head[4:8], "little"), path.stat().st_size
        if there < size < 0xFFFFFFF0 and there > 44:
            promised = promised * size // there
    return promised


def _clock(samples: int) -> str:
    return format_clock(round(samples / RATE) * 1000)


def _on_clock(place: int, now: int, behind: int) -> tuple[int, int]:
    """The place of the next sample by timestamps that may jump, and by how much they have been set back so far.

    If they jump forward, audio is missing. If they are set back, as in two recordings joined into one, the audio
    continues after the earlier audio.

    :param place: the timestamp, in samples
    :param now: the place after the last sample
    :param behind: by how much the timestamps were set back before
    """
    for back in (0, behind):
        if abs(place + back - now) <= _JUMP:
            return now, back
    return (place + behind, behind) if place + behind > now else (now, now - place)


def _after(samples: NDArray[np.float32], at: int, now: int) -> tuple[NDArray[np.float32], int]:
    """The part of the samples from ``now`` on, and the place where it begins."""
    cut = min(max(0, now - at), samples.shape[1])
    return samples[:, cut:], at + cut


def _silence(channels: int, count: int) -> Iterator[NDArray[np.float32]]:
    import numpy as np

    for start in range(0, count, BLOCK):
        yield np.zeros((channels, min(BLOCK, count - start)), dtype=np.float32)
