"""Small recordings made for tests: tones and silences, written as any media that PyAV can write."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATE = 16_000


def silence(seconds: float, rate: int = RATE) -> Samples:
    """Nothing."""
    return np.zeros(round(seconds * rate))


def tone(seconds: float, rate: int = RATE, hertz: int = 440) -> Samples:
    """A loud tone."""
    return np.asarray(0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate))


def beeps(seconds: float, *spans: tuple[float, float], rate: int = RATE) -> Samples:
    """Silence with a tone in each of the spans."""
    whole = silence(seconds, rate)
    for start, end in spans:
        first = round(start * rate)
        whole[first : first + round((end - start) * rate)] = tone(end - start, rate)
    return whole


def write_wav(path: Path, *channels: Samples, rate: int = RATE) -> Path:
    """A WAV file of 16 bits, a row of samples a channel."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.stack(channels, axis=1) * 32767).astype("<i2").tobytes())
    return path


def write_media(
    path: Path, sound: Samples | None, *, codec: str, rate: int = RATE, starts: float = 0, picture: float = 0
) -> Path:
    """A recording in the container that its name asks for.

    :param starts: seconds at which the sound begins
    :param picture: seconds of black picture beside it
    """
    with av.open(str(path), "w") as container:
        video = container.add_stream("vp8" if path.suffix == ".webm" else "mpeg4", rate=10) if picture else None
        audio = container.add_stream(codec, rate=rate, layout="mono") if sound is not None else None
        packets = [*_pictures(video, picture), *(_sounds(audio, sound, rate, starts) if sound is not None else ())]
        for packet in sorted(packets, key=lambda packet: packet.dts * packet.time_base):
            container.mux(packet)
    return path


def _pictures(stream: Any, seconds: float) -> Iterator[Any]:
    if stream is None:
        return
    stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
    for number in range(round(seconds * 10)):
        frame = av.VideoFrame(32, 32, "yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, 10)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _sounds(stream: Any, sound: Samples, rate: int, starts: float) -> Iterator[Any]:
    resampler = av.AudioResampler(stream.format, "mono", rate, stream.codec_context.frame_size or 1024)
    whole = av.AudioFrame.from_ndarray((sound * 32767).astype(np.int16)[None], "s16", "mono")
    whole.sample_rate, whole.pts, whole.time_base = rate, round(starts * rate), Fraction(1, rate)
    for frame in [*resampler.resample(whole), *resampler.resample(None)]:
        yield from stream.encode(frame)
    yield from stream.encode(None)
