"""Voices too faint for the first look: found where the sound is made louder, and only there."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.engines.base import Chunk
from dragoman.engines.fake import LoudnessVad
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.quiet_speech import find_gain, look_again
from dragoman.transcript.span import Span

RATE = 16_000
OPTIONS = ChunkOptions()


def tone(seconds: float, decibels: float) -> NDArray[np.float32]:
    """As loud as the decibels of full scale say."""
    time = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(np.sqrt(2) * 10 ** (decibels / 20) * np.sin(2 * np.pi * 250 * time), dtype=np.float32)


def look(*pieces: NDArray[np.float32]) -> list[tuple[int, int | None, bool]]:
    sound = np.concatenate(pieces)[None]
    chunks = find_chunks([sound], [LoudnessVad()], OPTIONS, refused=True)
    return [(chunk.span.start, chunk.span.end, chunk.faint) for chunk in look_again(chunks, LoudnessVad, OPTIONS)]


@pytest.mark.parametrize(("decibels", "wanted"), [(-40, 10), (-50, 31.6), (-75, 100)])
def test_faint_sound_is_made_as_loud_as_speech(decibels: float, wanted: float) -> None:
    assert find_gain(tone(2, decibels)) == pytest.approx(wanted, rel=0.01)


@pytest.mark.parametrize("decibels", [-20, -29, -90])
def test_loud_sound_and_silence_are_not_looked_at_again(decibels: float) -> None:
    assert find_gain(tone(2, decibels)) is None


def test_digital_silence_and_a_moment_are_not_looked_at_again() -> None:
    assert find_gain(np.zeros(2 * RATE, np.float32)) is None
    assert find_gain(tone(0.9, -40)) is None
    assert find_gain(np.zeros(0, np.float32)) is None


def test_a_faint_voice_beside_a_loud_one_is_found() -> None:
    found = look(tone(3, -20), tone(5, -90), tone(3, -50), tone(5, -90))
    assert [faint for _, _, faint in found] == [False, True]
    start, end, _ = found[1]
    assert (start, end) == pytest.approx((7600, 11_400), abs=40)


def test_faint_speech_that_is_too_short_is_not_worth_a_hearing() -> None:
    assert [faint for _, _, faint in look(tone(3, -20), tone(5, -90), tone(0.8, -50), tone(5, -90))] == [False]


def test_what_was_found_at_first_stays_as_it_is() -> None:
    sound = np.concatenate([tone(3, -20), tone(5, -90), tone(3, -50)])[None]
    plain = list(find_chunks([sound], [LoudnessVad()], OPTIONS))
    again = look_again(find_chunks([sound], [LoudnessVad()], OPTIONS, refused=True), LoudnessVad, OPTIONS)
    assert [chunk.span for chunk in again if not chunk.faint] == [chunk.span for chunk in plain]


def test_the_channel_is_kept() -> None:
    refused = Chunk(samples=tone(4, -50), span=Span(1024, 5024), speech=(), channel=1)
    (found,) = look_again([refused], LoudnessVad, OPTIONS)
    assert (found.channel, found.faint, found.span) == (1, True, Span(1024, 5024))
