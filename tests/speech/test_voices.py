"""Three people who read in turn, twice over: as many speakers as there are, or as are asked for."""

from __future__ import annotations

import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dragoman.transcript.document import Transcript

pytestmark = pytest.mark.speech

Draft = Callable[..., Transcript]
READINGS = ("fleurs-en-000.ogg", "fleurs-en-006.ogg", "fleurs-en-008.ogg")


@pytest.fixture(scope="module")
def readings(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[float]]:
    """The recording, and the middle of each reading in ms."""
    from faster_whisper import decode_audio

    read = [decode_audio(str(data / "audio" / "en" / name)) for name in READINGS]
    path = tmp_path_factory.mktemp("readings") / "readings.wav"
    parts = [part for sound in (*read, *read) for part in (sound, np.zeros(16_000, np.float32))]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((np.concatenate(parts) * 32767).astype("<i2").tobytes())
    bounds = np.cumsum([0, *(len(part) for part in parts)])
    return path, [(first + behind) / 32 for first, behind in list(pairwise(bounds.tolist()))[::2]]


def who(transcript: Transcript, at: float) -> str | None:
    spans = [(row.span, row.speaker) for row in transcript.segments if row.span]
    return next((speaker for span, speaker in spans if span.start <= at <= (span.end or 0)), None)


@pytest.mark.parametrize("asked", ["auto", "3"])
def test_each_reader_is_one_speaker_both_times(readings: tuple[Path, list[float]], draft: Draft, asked: str) -> None:
    path, middles = readings
    more = () if asked == "auto" else ("--speakers", asked)
    told = draft(path, "--from", "en", "--words", "none", *more)
    assert [who(told, at) for at in middles] == ["S1", "S2", "S3", "S1", "S2", "S3"]
    assert len(told.speakers) == 3


def test_so_many_speakers_as_are_asked_for(readings: tuple[Path, list[float]], draft: Draft) -> None:
    told = draft(readings[0], "--from", "en", "--words", "none", "--speakers", "2")
    assert len(told.speakers) == 2
