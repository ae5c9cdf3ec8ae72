"""Features of sound: how many frames, which filter, and what does not matter to them."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.engines.voices.fbank import find_features

RNG = np.random.default_rng(3)


def tone(hertz: float) -> np.ndarray:
    """A second of sound, of which the second half is a tone."""
    at = np.arange(16_000) / 16_000
    return (0.5 * (at > 0.5) * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def noise(loudness: float, samples: int = 24_000) -> np.ndarray:
    return RNG.normal(0, loudness, samples).astype(np.float32)


@pytest.mark.parametrize(("samples", "frames"), [(0, 1), (1, 1), (400, 1), (559, 1), (560, 2), (24_000, 148)])
def test_a_frame_begins_every_ten_ms_while_it_is_whole(samples: int, frames: int) -> None:
    assert find_features(np.zeros(samples, np.float32)).shape == (frames, 80)


def test_silence_has_no_features() -> None:
    assert find_features(np.zeros(24_000, np.float32)) == pytest.approx(np.zeros((148, 80)), abs=1e-5)


@pytest.mark.parametrize(("hertz", "place"), [(300, 10), (1000, 27), (4000, 60)])
def test_a_tone_is_where_its_filter_is(hertz: float, place: int) -> None:
    """Filters are equally wide in mel: 1000 Hz is 1000 mel, 35 mel to each, the first at 32."""
    features = find_features(tone(hertz) + noise(0.01, 16_000))
    assert abs(int(np.argmax(features[-1])) - place) <= 1


def test_loudness_and_an_offset_do_not_matter() -> None:
    sound = noise(0.1)
    assert find_features((sound * 0.5 + 0.2).astype(np.float32)) == pytest.approx(find_features(sound), abs=1e-4)


def test_the_mean_of_each_filter_is_none() -> None:
    assert find_features(noise(0.1)).mean(axis=0) == pytest.approx(np.zeros(80), abs=1e-5)
