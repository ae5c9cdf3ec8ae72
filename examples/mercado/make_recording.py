"""Makes the example interview: speaks the lines below with espeak-ng and mixes them into one recording.

Writes ``mercado.flac`` and, from the places where the mixer laid each line, ``mercado.truth.txt`` and the truth of
its opening. Only needed to change the example: the files are in the repository. Run from anywhere:
``python examples/mercado/make_recording.py``
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import format_clock

HERE = Path(__file__).parent
RATE = 22_050  # espeak-ng's own
SILENCE = 600  # ms before the first line and after the last
OPENING = 5  # lines of the short truth, for quick trials of a whole draft
HOST, GUEST = "The host", "The guest"

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Voice:
    """An espeak-ng voice. ``stretch`` above 1 plays it faster and higher: a smaller throat."""

    name: str
    speed: int
    pitch: int
    word_gap: int
    stretch: float


@dataclass(frozen=True)
class Line:
    """A line as it is spoken, and as the truth writes it where that differs.

    ``pause`` is the silence before it in ms, negative where it begins before the other speaker is done.
    """

    speaker: str
    pause: int
    spoken: str
    translation: str
    written: str | None = None
    laugh: bool = False
    broken_off: bool = False


VOICES = {
    HOST: Voice("es-419+m7", speed=165, pitch=20, word_gap=2, stretch=1.0),
    GUEST: Voice("es-419+klatt3", speed=157, pitch=80, word_gap=4, stretch=1.04),
}

LINES = (
    Line(
        HOST,
        0,
        "Buenos días. Hoy estamos en el mercado central de Valencia, con Carmen Romero.",
        "Good morning. Today we are in the central market of Valencia, with Carmen Romero.",
    ),
    Line(HOST, 300, "Carmen, ¿cuándo empezó usted a vender pan?", "Carmen, when did you start selling bread?"),
    Line(
        GUEST,
        400,
        "Empecé el catorce de marzo de mil novecientos noventa y cuatro, con mi hermano Tomás.",
        "I started on the fourteenth of March 1994, with my brother Tomás.",
    ),
    Line(
        GUEST,
        400,
        "El primer día vendimos veinte panes.",
        "On the first day we sold twenty loaves.",
    ),
    Line(HOST, 350, "¿Veinte panes? ¿Y ahora?", "Twenty loaves? And now?"),
    Line(
        GUEST,
        300,
        "Ahora vendemos cuarenta y tres mil al año. En dos mil diecinueve fueron muchos más.",
        "[laughs] Now we sell forty-three thousand (loaves) a year. In 2019 it was many more.",
        written="[laughs] Ahora vendemos cuarenta y tres mil al año. En dos mil diecinueve fueron muchos más.",
        laugh=True,
    ),
    Line(
        HOST,
        450,
        "¿Y cuánto cuesta el pan? Porque mucha gente dice que es muy caro, y además",
        "And how much does the bread cost? Because many people say that it is very expensive, and besides —",
        written="¿Y cuánto cuesta el pan? Porque mucha gente dice que es muy caro, y además —",
        broken_off=True,
    ),
    Line(
        GUEST,
        -250,
        "No, caro no. Cuesta dos euros con cincuenta, y es bueno toda la semana.",
        "// No, (it is) not expensive. It costs two euros fifty, and it is good all week.",
        written="// No, caro no. Cuesta dos euros con cincuenta, y es bueno toda la semana.",
    ),
    Line(HOST, 400, "De acuerdo. ¿Cuál es el secreto?", "All right. What is the secret?"),
    Line(
        GUEST,
        350,
        "No hay secreto. Uso agua, sal, y una masa madre que tiene más años que yo.",
        "There is no secret. I use water, salt, and a *masa madre* [= sourdough starter] that is older than I am.",
    ),
    Line(
        GUEST,
        400,
        "Mi abuela decía: el pan no tiene prisa.",
        'My grandmother used to say: "Bread is in no hurry."',
        written="Mi abuela decía: «El pan no tiene prisa».",
    ),
    Line(HOST, 450, "¿Qué pasó con el horno viejo?", "What happened to the old oven?"),
    Line(
        GUEST,
        350,
        "Está en un museo de Sevilla. Mi abuelo lo hizo con sus manos.",
        "It is in a museum in Seville. My grandfather made it with his (own) hands.",
    ),
    Line(HOST, 400, "¿Y quién va a continuar con su trabajo?", "And who is going to carry on your work?"),
    Line(
        GUEST,
        350,
        "Mi hija Lucía. Ella trabaja aquí los sábados.",
        "My daughter Lucía. She works here on Saturdays.",
    ),
    Line(HOST, 400, "Muchas gracias, Carmen.", "Thank you very much, Carmen."),
    Line(GUEST, 300, "A usted. Y llévese un pan.", "(Thank) you. And take a loaf with you."),
)


FACTS = """\
dragoman-notation 1
title: En el mercado
title (translation): At the market
description: A made-up interview in two synthesized voices, the example of this project.
licence: Apache-2.0
original: es
translation: en"""


def main() -> None:
    """Speak, mix, and write the files."""
    sounds = [speak(line) for line in LINES]
    starts = place(sounds)
    mixed = mix(sounds, starts)
    write_flac(HERE / "mercado.flac", mixed)
    (HERE / "mercado.truth.txt").write_text(truth(sounds, starts), encoding="utf-8")
    (HERE / "mercado.opening.truth.txt").write_text(truth(sounds, starts, OPENING), encoding="utf-8")
    print(f"{len(mixed) / RATE:.1f} s, {(HERE / 'mercado.flac').stat().st_size // 1000} kB")


def speak(line: Line) -> Sound:
    """One line in its speaker's voice, the laugh before it, broken off where it is."""
    sound = synthesize(line.spoken, VOICES[line.speaker])
    if line.laugh:
        sound = np.concatenate([laugh(), silence(250), sound])
    if line.broken_off:
        fade = round(0.05 * RATE)
        sound[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return sound


def synthesize(text: str, voice: Voice) -> Sound:
    """What espeak-ng says, without the silence around it, at one loudness."""
    options = ["-v", voice.name, "-s", str(voice.speed), "-p", str(voice.pitch), "-g", str(voice.word_gap)]
    wav = subprocess.run(["espeak-ng", *options, "--stdout", text], capture_output=True, check=True).stdout
    samples = np.frombuffer(wav[44 : len(wav) // 2 * 2], dtype="<i2").astype(np.float32) / 2**15
    heard = np.flatnonzero(np.abs(samples) > 0.003)
    samples = samples[heard[0] : heard[-1] + 1]
    at = np.arange(int(len(samples) / voice.stretch)) * voice.stretch
    samples = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    return level(samples)


def laugh() -> Sound:
    """Five "ha"s of a woman's voice: breath, then a vowel of which each is lower and softer than the one before."""
    noise = np.random.default_rng(7)
    pieces: list[NDArray[np.floating]] = []
    for pitch in (330, 310, 285, 260, 240):
        breath = noise.standard_normal(round(0.05 * RATE)) * np.hanning(round(0.05 * RATE)) * 0.08
        time = np.arange(round(0.10 * RATE)) / RATE
        pieces += [breath, vowel(pitch * (1 - time), time) * np.hanning(len(time)) * (pitch / 330) ** 2, silence(25)]
    return level(np.concatenate(pieces).astype(np.float32)) * np.float32(0.7)


def vowel(pitch: NDArray[np.float64], time: NDArray[np.float64]) -> NDArray[np.float64]:
    """An open "a": harmonics of the pitch (Hz at each moment), loud near its three formants."""
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    wave = np.zeros_like(time)
    for harmonic in range(1, 25):
        frequency = harmonic * float(pitch.mean())
        loud = sum(
            weight / (1 + ((frequency - formant) / 120) ** 2)
            for formant, weight in ((850, 1.0), (1400, 0.6), (2800, 0.2))
        )
        wave += loud * np.sin(harmonic * phase)
    return wave


def level(samples: Sound) -> Sound:
    """The same sound at the loudness of all lines."""
    return samples * np.float32(0.06 / np.sqrt(np.mean(samples**2)))


def silence(ms: int) -> Sound:
    """So many ms of nothing."""
    return np.zeros(ms * RATE // 1000, dtype=np.float32)


def place(sounds: list[Sound]) -> list[int]:
    """At which sample each line begins."""
    starts, end = [], len(silence(SILENCE))
    for line, sound in zip(LINES, sounds, strict=True):
        starts.append(end + line.pause * RATE // 1000)
        end = starts[-1] + len(sound)
    return starts


def mix(sounds: list[Sound], starts: list[int]) -> Sound:
    """All lines laid where they begin, in one recording."""
    whole = np.zeros(starts[-1] + len(sounds[-1]) + len(silence(SILENCE)), dtype=np.float32)
    for start, sound in zip(starts, sounds, strict=True):
        whole[start : start + len(sound)] += sound
    return np.clip(whole, -0.98, 0.98)


def write_flac(path: Path, samples: Sound) -> None:
    """Mono, 16 kHz, 16 bit."""
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=16_000, layout="mono", options={"compression_level": "12"})
        frame = av.AudioFrame.from_ndarray((samples * 2**15).astype("<i2")[None], format="s16", layout="mono")
        frame.sample_rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


def truth(sounds: list[Sound], starts: list[int], lines: int | None = None) -> str:
    """The lines, or the first of them, in Dragoman's notation, with the times where they were laid."""
    spans = [
        (round(start * 1000 / RATE), round((start + len(sound)) * 1000 / RATE))
        for sound, start in zip(sounds, starts, strict=True)
    ]
    page = [FACTS, f"duration: {format_clock(spans[-1][1] + SILENCE)}"]
    page += [f"covers: 0:00-{format_clock(spans[lines - 1][1])}"] if lines else []
    page += [f"speaker S1: {HOST}", f"speaker S2: {GUEST} | Carmen Romero"]
    for line, (start, end) in list(zip(LINES, spans, strict=True))[:lines]:
        times = f"[{format_clock(start)}-{format_clock(end)}]"
        page += ["", f"{mint_id('mercado', start, end)} {times} {line.speaker}: {line.written or line.spoken}"]
        page.append(f"= {line.translation}")
    return "\n".join(page) + "\n"


if __name__ == "__main__":
    main()
