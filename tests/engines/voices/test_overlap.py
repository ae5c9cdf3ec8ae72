"""Where two speak at once: what the model says of frames, as spans."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.engines.voices import overlap
from dragoman.engines.voices.overlap import OverlapFinder, find_regions
from dragoman.transcript.span import Span


def frames(*likely: tuple[int, int]) -> np.ndarray:
    """A hundred frames of 17 ms, likely from one to before another."""
    found = np.zeros(100, dtype=bool)
    for first, behind in likely:
        found[first:behind] = True
    return found


def test_frames_become_spans_between_their_middles() -> None:
    assert find_regions(frames((10, 40))) == (Span(200, 706),)


def test_a_breath_does_not_part_them() -> None:
    assert find_regions(frames((10, 40), (44, 60))) == (Span(200, 1043),)


def test_a_moment_is_left_out() -> None:
    assert find_regions(frames((10, 20), (60, 90))) == (Span(1043, 1550),)


def test_the_last_window_lies_over_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds in the middle of 15 are found by the second window alone."""
    given: list[tuple[int, ...]] = []

    def run(windows: np.ndarray) -> np.ndarray:
        given.append(windows.shape)
        found = np.zeros((2, 589, 7), np.float32)
        found[1, 100:220, 4] = 1
        return found

    monkeypatch.setattr(overlap, "open_network", lambda *_: run)
    assert OverlapFinder().find(np.zeros(15 * 16_000, np.float32)) == (Span(6713, 8738),)
    assert given == [(2, 160_000)]
