"""Sounds made on purpose: noise of a known strength, and sounds in which nobody speaks. Always the same."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.frame import BUILD, data_folder
from dragoman.transcript.span import Span

__all__ = [
    "NOISES",
    "QUIET",
    "RATE",
    "join",
    "make_faint",
    "make_quiet",
    "make_radio",
    "mix",
    "write_long",
    "write_packed",
    "write_readings",
]

RATE = 16_000
_SEED = 7
_SECONDS = 60
_NEAR = -14
Samples = np.ndarray[Any, np.dtype[np.float64]]


def mix(path: Path, name: str, spans: tuple[Span, ...], *, kind: str, decibels: int) -> Path:
    """A recording with noise, as a new file. The speech is so many decibels stronger than the noise.

    :param spans: where somebody speaks; the strength of speech is that of these stretches
    """
    from faster_whisper import decode_audio

    speech = decode_audio(str(path), sampling_rate=RATE).astype(np.float64)
    spoken = np.concatenate([speech[_place(span.start) : _place(span.end or span.start)] for span in spans])
    noise = NOISES[kind](len(speech), np.random.default_rng(_SEED))
    noise *= np.sqrt(np.mean(spoken**2) / np.mean(noise**2) / 10 ** (decibels / 10))
    return _write(f"{name}-{kind}-{decibels}dB", _within(speech + noise))


def make_quiet(kind: str) -> Path:
    """A minute of a sound without any speech, as a file."""
    sound = QUIET[kind](_SECONDS * RATE, np.random.default_rng(_SEED))
    return _write(f"no-speech-{kind}", sound)


def join(name: str, paths: Sequence[Path], pauses: Sequence[float] | None = None) -> tuple[Path, tuple[Span, ...]]:
    """Recordings one after another, equally loud, as a file; and where each lies.

    :param pauses: seconds of silence behind each; half a second unless given
    """
    from faster_whisper import decode_audio

    parts = [decode_audio(str(path), sampling_rate=RATE).astype(np.float64) for path in paths]
    silent = [np.zeros(round(RATE * seconds)) for seconds in pauses or [0.5] * len(parts)]
    starts = [
        sum(len(part) + len(pause) for part, pause in zip(parts[:place], silent, strict=False))
        for place in range(len(parts))
    ]
    spans = [
        Span(start * 1000 // RATE, (start + len(part)) * 1000 // RATE)
        for start, part in zip(starts, parts, strict=True)
    ]
    pairs = zip(parts, silent, strict=True)
    sound = np.concatenate([piece for part, pause in pairs for piece in (part * (0.05 / np.std(part)), pause)])
    return _write(name, _within(sound)), tuple(spans)


def make_faint(name: str, paths: Sequence[Path], *, decibels: int, noise: int) -> Path:
    """Recordings in turn, four seconds apart, every second one faint, in a room with a little pink noise.

    :param decibels: of full scale, how loud the faint ones are; the others are at -14
    :param noise: of full scale, how loud the room is
    """
    from faster_whisper import decode_audio

    pieces: list[Samples] = []
    for place, path in enumerate(paths):
        speech = decode_audio(str(path), sampling_rate=RATE).astype(np.float64)
        loudness = decibels if place % 2 else _NEAR
        pieces += [speech * 10 ** (loudness / 20) / np.sqrt(np.mean(speech**2)), np.zeros(4 * RATE)]
    sound = np.concatenate(pieces)
    room = _pink(len(sound), np.random.default_rng(_SEED))
    return _write(name, _within(sound + room * 10 ** (noise / 20) / np.std(room)))


def make_radio(name: str, paths: Sequence[Path], *, times: int, decibels: int) -> Path:
    """Recordings over and over as a weak station sends them: the band of a telephone, under pink noise."""
    from faster_whisper import decode_audio

    path, spans = join(f"{name}-clean", [*paths] * times)
    speech = decode_audio(str(path), sampling_rate=RATE).astype(np.float64)
    spectrum = np.fft.rfft(speech)
    pitches = np.fft.rfftfreq(len(speech), 1 / RATE)
    spectrum[(pitches < 300) | (pitches > 3400)] = 0
    narrow = _write(name, _within(np.fft.irfft(spectrum, len(speech))))
    return mix(narrow, name, spans, kind="pink", decibels=decibels)


def write_long(minutes: int) -> Path:
    """A long recording in Spanish, over and over the same, as a file."""
    length = minutes * 60 * RATE
    path = BUILD / "sounds" / f"long-{minutes}.wav"
    if path.exists() and path.stat().st_size == 44 + 2 * length:
        return path
    with _opened(path) as file:
        for part in _rounds(length):
            file.writeframes(_bytes(part))
    return path


def write_packed(minutes: int) -> Path:
    """The same as :func:`write_long`, packed as recordings of hours are: 15 MB an hour instead of 115."""
    import av

    path = BUILD / "sounds" / f"long-{minutes}.ogg"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"unfinished-{path.name}")
    with av.open(str(unfinished), "w") as file:
        stream = file.add_stream("libopus", rate=48_000, layout="mono")
        stream.bit_rate = 32_000
        for part in _rounds(minutes * 60 * RATE):
            frame = av.AudioFrame.from_ndarray(np.frombuffer(_bytes(part), "<i2")[None], format="s16", layout="mono")
            frame.sample_rate = RATE
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return unfinished.replace(path)


def write_readings(minutes: int) -> Path:
    """Five English readings in turn, over and over the same, as a file."""
    from faster_whisper import decode_audio

    files = sorted((data_folder() / "audio" / "en").glob("fleurs-*.ogg"))[:5]
    pause = np.zeros(RATE)
    round_ = np.concatenate([part for file in files for part in (decode_audio(str(file)).astype(np.float64), pause)])
    length = minutes * 60 * RATE
    path = BUILD / "sounds" / f"readings-{minutes}.wav"
    with _opened(path) as file:
        for start in range(0, length, len(round_)):
            file.writeframes(_bytes(round_[: length - start]))
    return path


def _rounds(length: int) -> Iterator[Samples]:
    """So many samples of the given conversation, readings and prompts, over and over."""
    from faster_whisper import decode_audio

    folder = data_folder()
    files = [folder / "diar/watson_es-ES_Broadband_sample1.flac", folder / "panel/es.flac"]
    files += sorted((folder / "audio/es").glob("asterisk_*.flac"))
    pause = np.zeros(RATE)
    round_ = np.concatenate([part for file in files for part in (decode_audio(str(file)).astype(np.float64), pause)])
    for start in range(0, length, len(round_)):
        yield round_[: length - start]


def _white(length: int, dice: np.random.Generator) -> Samples:
    return dice.standard_normal(length) * 0.03


def _pink(length: int, dice: np.random.Generator) -> Samples:
    """As loud in every octave, like rooms, traffic and wind."""
    spectrum = np.fft.rfft(dice.standard_normal(length))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0
    noise = np.fft.irfft(spectrum, length)
    return np.asarray(noise * (0.03 / np.std(noise)))


def _silence(length: int, dice: np.random.Generator) -> Samples:
    return np.zeros(length)


def _hum(length: int, dice: np.random.Generator) -> Samples:
    """The mains and its overtones, with a little hiss."""
    time = np.arange(length) / RATE
    hum = sum(np.sin(2 * np.pi * 50 * part * time) / part for part in (1, 2, 3, 5, 7))
    return np.asarray(hum) * 0.05 + dice.standard_normal(length) * 0.002


def _music(length: int, dice: np.random.Generator) -> Samples:
    """Four chords again and again, plucked, with a tune above them and a drum below."""
    sound = np.zeros(length)
    beat = RATE // 2
    chords = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))
    tune = dice.choice((12, 14, 16, 19, 21, 24), length // beat + 1)
    for number, start in enumerate(range(0, length, beat)):
        notes = [*(note - 12 for note in chords[number // 4 % 4]), int(tune[number])]
        played = sum(_pluck(220 * 2 ** (note / 12), beat) for note in notes)
        drum = dice.standard_normal(beat) * np.exp(-np.arange(beat) / (0.03 * RATE)) * 0.3
        sound[start : start + beat] += (played + drum)[: length - start]
    return np.asarray(sound * (0.5 / np.max(np.abs(sound))))


def _pluck(frequency: float, length: int) -> Samples:
    time = np.arange(length) / RATE
    tone = sum(np.sin(2 * np.pi * frequency * part * time) / part**2 for part in (1, 2, 3, 4))
    return np.asarray(tone * np.exp(-4 * time) * np.minimum(1, time * 200))


NOISES: dict[str, Callable[[int, np.random.Generator], Samples]] = {"white": _white, "pink": _pink}
QUIET: dict[str, Callable[[int, np.random.Generator], Samples]] = {
    "digital silence": _silence,
    "white noise": _white,
    "pink noise": _pink,
    "hum": _hum,
    "music": _music,
}


def _place(ms: int) -> int:
    return ms * RATE // 1000


def _within(sound: Samples) -> Samples:
    return sound * min(1.0, 0.98 / max(float(np.max(np.abs(sound))), 1e-9))


def _write(name: str, sound: Samples) -> Path:
    path = BUILD / "sounds" / f"{name.replace('/', '-').replace(' ', '-')}.wav"
    with _opened(path) as file:
        file.writeframes(_bytes(sound))
    return path


def _opened(path: Path) -> wave.Wave_write:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = wave.open(str(path), "wb")  # noqa: SIM115 (the caller closes it)
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(RATE)
    return file


def _bytes(sound: Samples) -> bytes:
    return (sound * 32767).round().astype("<i2").tobytes()
