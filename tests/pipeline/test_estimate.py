"""How long a draft will take, by what its first minute takes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.pipeline import DraftOptions
from dragoman.pipeline import estimate as estimates
from dragoman.pipeline.estimate import find_length, time_first_minute
from dragoman.transcript.span import Span
from sounds import beeps, silence, write_wav

FAKE = DraftOptions(transcriber="fake", speech_finder="loudness", diarizer="fake", source="es", target="en")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds pass between any two looks at the clock."""
    moments = iter(range(0, 10_000, 10))
    monkeypatch.setattr(estimates, "time", SimpleNamespace(monotonic=lambda: float(next(moments))))


@pytest.mark.usefixtures("clock")
def test_a_minute_is_timed_by_the_speech_in_it(tmp_path: Path) -> None:
    """Ten seconds go by while 12 seconds of speech are heard."""
    talk = write_wav(tmp_path / "talk.wav", beeps(30, (5, 17)))
    assert time_first_minute(talk, FAKE) == pytest.approx(10 / 12, rel=0.05)


def test_no_more_than_a_minute_is_heard(tmp_path: Path) -> None:
    talk = write_wav(tmp_path / "talk.wav", beeps(150, (5, 25), (65, 145)))
    seen: list[tuple[str, int, int | None]] = []
    time_first_minute(talk, FAKE, lambda stage, done, total: seen.append((stage, done, total)))
    assert {(stage, total) for stage, _, total in seen} == {("estimating", 60_000)}
    assert max(done for _, done, _ in seen) < 60_000


@pytest.mark.usefixtures("clock")
def test_patience_ends_after_a_slow_stretch(tmp_path: Path) -> None:
    """By the clock of this test more than 15 seconds are gone after the first."""
    talk = write_wav(tmp_path / "talk.wav", beeps(60, (1, 11), (21, 31), (41, 51)))
    seen: list[str] = []
    time_first_minute(talk, FAKE, lambda stage, done, total: seen.append(stage))
    assert seen == ["estimating"]


def test_where_hardly_anybody_speaks_nothing_is_told(tmp_path: Path) -> None:
    assert time_first_minute(write_wav(tmp_path / "a.wav", silence(30)), FAKE) is None
    assert time_first_minute(write_wav(tmp_path / "b.wav", beeps(30, (5, 7))), FAKE) is None


@pytest.mark.parametrize(
    ("covers", "duration", "length"),
    [
        (None, 30_000, 30_000),
        (None, None, None),
        (Span(10_000), 30_000, 20_000),
        (Span(10_000, 15_000), 30_000, 5_000),
        (Span(10_000, 90_000), 30_000, 20_000),
        (Span(10_000, 15_000), None, 5_000),
        (Span(40_000), 30_000, 0),
    ],
)
def test_the_length_of_what_is_to_be_drafted(covers: Span | None, duration: int | None, length: int | None) -> None:
    assert find_length(covers, duration) == length
