"""Embeddings of voices to who is who. A voice is a direction; its windows lie around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.engines.voices.clustering import cluster

Array = NDArray[np.float32]


def windows(order: Sequence[int], *, apart: float = 1.5, spread: float = 0.3) -> Array:
    """A window for each number in the order, around the direction of that voice.

    :param apart: angle between two voices, in radians
    """
    rng = np.random.default_rng(3)
    axes = np.linalg.qr(rng.standard_normal((192, max(order) + 2)))[0].T
    voices = [np.cos(apart / 2) * axes[0] + np.sin(apart / 2) * axis for axis in axes[1:]]
    noise = rng.standard_normal((len(order), 192)) * spread / np.sqrt(192)
    return np.asarray(np.stack([voices[number] for number in order]) + noise, dtype=np.float32)


def turns(count: int, voices: int, length: int = 20) -> list[int]:
    return [place // length % voices for place in range(count)]


def test_two_voices_are_told_apart() -> None:
    order = turns(200, 2)
    assert cluster(windows(order, apart=2.2)) == tuple(order)


def test_voices_are_numbered_as_they_are_heard() -> None:
    order = [2] * 20 + [0] * 20 + [1] * 20
    assert cluster(windows(order, apart=2.2)) == (0,) * 20 + (1,) * 20 + (2,) * 20


def test_one_voice_is_one() -> None:
    assert set(cluster(windows([0] * 100))) == {0}


def test_so_many_are_found_as_are_asked_for() -> None:
    order = turns(200, 2)
    close = windows(order, apart=0.6)
    assert set(cluster(close)) == {0}
    assert cluster(close, 2) == tuple(order)


def test_fewer_are_found_where_fewer_are_asked_for() -> None:
    assert set(cluster(windows(turns(200, 3), apart=2.2), 1)) == {0}


def test_a_handful_of_windows_is_no_speaker_of_its_own() -> None:
    order = [0] * 50 + [1] * 3 + [0] * 50
    assert set(cluster(windows(order, apart=2.2))) == {0}


def test_a_handful_of_windows_is_one_where_it_is_asked_for() -> None:
    order = [0] * 50 + [1] * 3 + [0] * 50
    assert cluster(windows(order, apart=2.2), 2) == tuple(order)


@pytest.mark.parametrize("speakers", [None, 2])
def test_parts_of_a_long_talk_know_each_others_voices(speakers: int | None) -> None:
    order = turns(2500, 2)
    assert cluster(windows(order, apart=2.2), speakers) == tuple(order)


def test_a_voice_that_comes_late_in_a_long_talk_is_found() -> None:
    order = [0] * 1500 + [1] * 600
    assert cluster(windows(order, apart=2.2)) == tuple(order)


def test_close_voices_in_a_long_talk_are_told_apart_where_two_are_asked_for() -> None:
    order = turns(2500, 2)
    assert cluster(windows(order, apart=0.6), 2) == tuple(order)


def test_an_hour_takes_memory_for_ten_minutes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import scipy.spatial.distance

    real, largest = scipy.spatial.distance.pdist, 0

    def measured(rows: Array, *named: object) -> object:
        nonlocal largest
        largest = max(largest, len(rows))
        return real(rows, *named)

    monkeypatch.setattr(scipy.spatial.distance, "pdist", measured)
    order = turns(6000, 2)
    assert cluster(windows(order, apart=2.2)) == tuple(order)
    assert largest == 1000


def test_one_window_is_one_voice() -> None:
    assert cluster(windows([0])) == (0,)
    assert cluster(windows([0]), 3) == (0,)


def test_a_window_without_sound_breaks_nothing() -> None:
    embeddings = windows(turns(40, 2), apart=2.2)
    embeddings[7], embeddings[9] = 0, np.nan
    assert len(cluster(embeddings)) == 40


@pytest.mark.parametrize("speakers", [None, 5])
def test_five_voices_in_turn_for_an_hour_are_five(speakers: int | None) -> None:
    order = turns(6000, 5)
    assert cluster(windows(order, apart=2.2), speakers) == tuple(order)


def test_a_few_seconds_in_an_hour_are_no_speaker() -> None:
    order = [0] * 3000 + [1] * 8 + [0] * 3000
    assert set(cluster(windows(order, apart=2.2))) == {0}


def test_a_question_of_ten_seconds_in_an_hour_has_its_speaker() -> None:
    order = [0] * 3000 + [1] * 16 + [0] * 3000
    assert cluster(windows(order, apart=2.2)) == tuple(order)
