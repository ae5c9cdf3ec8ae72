"""Where two speak at once: what the model says of frames, as spans."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.engines.overlap import OverlapFinder, find_regions
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


def test_without_its_weights_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engines.overlap.find_spec", lambda name: None)
    assert OverlapFinder.found() is None
