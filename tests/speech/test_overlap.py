"""Where two speak at once, in recordings of people."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.voices.overlap import OverlapFinder
from dragoman.media.sound import read_sound
from dragoman.transcript.span import Span

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def finder() -> OverlapFinder:
    return OverlapFinder()


@pytest.mark.parametrize("seconds", [0.1, 0.7, 9.99, 10, 10.5, 25])
def test_any_length_of_silence_has_none(finder: OverlapFinder, seconds: float) -> None:
    assert finder.find(np.zeros(int(seconds * 16_000), np.float32)) == ()


def heard(path: Path, covers: Span) -> np.ndarray:
    return np.concatenate([block[0] for block in read_sound(path, covers, channels=1)])


def test_two_readings_at_once_are_found_and_one_is_not(finder: OverlapFinder, data: Path) -> None:
    first, second = (heard(data / "panel" / name, Span(0, 12_000)) for name in ("es.flac", "pt.flac"))
    assert finder.find(first) == ()
    both = sum(span.duration or 0 for span in finder.find(first + second))
    assert both > 6_000


def test_what_is_found_in_a_meeting_is_there(finder: OverlapFinder, data: Path) -> None:
    found = finder.find(heard(data / "diar" / "ami_dev00.flac", Span(0, 29_000)))
    assert found == ()
    found = finder.find(heard(data / "diar" / "ami_tst00.flac", Span(0, 29_000)))
    # By the truth three people speak between 3.5 and 5.6 s.
    assert any(span.overlap(Span(3_500, 5_600)) > 1_000 for span in found)
