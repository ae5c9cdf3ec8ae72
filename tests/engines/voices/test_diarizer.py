"""Which windows of speech the voice model is given, and what becomes of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines import voices
from dragoman.engines.base import Chunk, SpeakerSpan
from dragoman.engines.voices import Voices, overlap
from dragoman.engines.voices.network import Network
from dragoman.engines.voices.weights import CAMPPLUS
from dragoman.transcript.span import Span


def chunk(*speech: tuple[int, int]) -> Chunk:
    return Chunk(samples=np.zeros(0, np.float32), span=Span(0, 30_000), speech=tuple(Span(*each) for each in speech))


def spans(*typed: tuple[int, int]) -> list[Span]:
    return [Span(start, end) for start, end in typed]


def test_speech_is_heard_with_a_margin_inside_its_chunk() -> None:
    assert voices._stretches(chunk((0, 2000), (29_000, 30_000))) == spans((0, 2100), (28_900, 30_000))


def test_a_short_silence_is_heard_over() -> None:
    assert voices._stretches(chunk((1000, 2000), (2400, 3000))) == spans((900, 3100))


def test_what_is_too_short_to_tell_is_left_out() -> None:
    assert voices._stretches(chunk((0, 100), (5000, 7000))) == spans((4900, 7100))


def test_windows_give_way_to_each_other_half_way() -> None:
    windows = spans((0, 1500), (600, 2100), (1200, 2700))
    assert voices._span_voices(windows, [0, 0, 1]) == (
        SpeakerSpan(Span(0, 1650), 0),
        SpeakerSpan(Span(1650, 2700), 1),
    )


def test_a_pause_parts_the_same_voice() -> None:
    windows = spans((0, 1500), (2500, 4000))
    assert voices._span_voices(windows, [0, 0]) == (SpeakerSpan(Span(0, 1500), 0), SpeakerSpan(Span(2500, 4000), 0))


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(250, 1500), st.integers(0, 2)), max_size=20))
def test_spans_of_voices_never_overlap(drawn: list[tuple[int, int, int]]) -> None:
    at, windows = 0, list[Span]()
    for step, length, _ in drawn:
        at += max(step, 100)
        windows.append(Span(at, max(at + length, (windows[-1].end or 0) if windows else 0)))
    told = voices._span_voices(windows, [voice for *_, voice in drawn])
    assert all((first.span.end or 0) <= second.span.start for first, second in itertools.pairwise(told))


FIRST, THEN = SpeakerSpan(Span(0, 9800), 0), SpeakerSpan(Span(9800, 15_000), 1)


def test_where_two_speak_at_once_the_next_voice_is_the_second() -> None:
    second = SpeakerSpan(Span(9000, 10_000), 1, second=True)
    assert voices._with_second([FIRST, THEN], spans((9000, 10_000))) == (FIRST, second, THEN)


def test_whoever_spoke_before_goes_on_into_the_next_turn() -> None:
    second = SpeakerSpan(Span(9700, 10_500), 0, second=True)
    assert voices._with_second([FIRST, THEN], spans((9700, 10_500))) == (FIRST, second, THEN)


def test_with_nobody_else_near_there_is_no_second_voice() -> None:
    assert voices._with_second([FIRST, THEN], spans((2000, 3000))) == (FIRST, THEN)


@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 9000)), max_size=5))
def test_a_second_voice_takes_nothing_from_the_others(drawn: list[tuple[int, int]]) -> None:
    told = voices._with_second([FIRST, THEN], [Span(start, start + length) for start, length in drawn])
    assert {FIRST, THEN} <= set(told)
    assert len(told) <= 2 + len(drawn)


def test_windows_are_six_tenths_of_a_second_apart_and_the_last_reaches_to_the_end() -> None:
    cut = voices._cut(Span(1000, 4000), Span(0, 30_000))
    assert list(cut) == spans((1000, 2500), (1600, 3100), (2200, 3700), (2500, 4000))


def test_a_short_stretch_is_one_window_that_begins_before_it() -> None:
    assert list(voices._cut(Span(5000, 5700), Span(0, 30_000))) == spans((4200, 5700))


def test_no_window_begins_before_its_chunk() -> None:
    assert list(voices._cut(Span(200, 700), Span(100, 30_000))) == spans((100, 700))


class Networks:
    """Stand in for both models: whoever is loud is one voice, whoever is not another; no two speak at once."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def open(self, weights: object, make: object, table: str | None, threads: int) -> Network:
        return self.embed if weights is CAMPPLUS else self.segment

    def embed(self, features: np.ndarray) -> np.ndarray:
        self.batches.append(len(features))
        return np.array([[1.0, 0.0] if each.max() > 1 else [0.0, 1.0] for each in features], np.float32)

    def segment(self, windows: np.ndarray) -> np.ndarray:
        return np.zeros((len(windows), 589, 7), np.float32)


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Networks:
    networks = Networks()
    monkeypatch.setattr(voices, "open_network", networks.open)
    monkeypatch.setattr(overlap, "open_network", networks.open)
    return networks


def spoken(start: int, seconds: int, *, loud: bool = False) -> Chunk:
    """A chunk of digital silence, or of noise."""
    samples = np.random.default_rng(1).normal(0, 0.1 * loud, seconds * 16_000).astype(np.float32)
    span = Span(start, start + seconds * 1000)
    return Chunk(samples=samples, span=span, speech=(span,))


def test_windows_are_embedded_a_few_at_a_time(networks: Networks) -> None:
    Voices().add(spoken(0, 10))
    assert networks.batches == [8, 8]


def test_windows_of_another_length_are_embedded_apart(networks: Networks) -> None:
    short = Chunk(samples=np.zeros(16_000, np.float32), span=Span(0, 1000), speech=(Span(0, 1000),))
    diarizer = Voices()
    diarizer.add(short)
    diarizer.add(spoken(5000, 2))
    assert networks.batches == [1, 2]


@pytest.mark.usefixtures("networks")
def test_two_voices_are_told_apart_once() -> None:
    diarizer = Voices()
    diarizer.add(spoken(0, 10))
    diarizer.add(spoken(20_000, 10, loud=True))
    assert diarizer.finish(None) == (SpeakerSpan(Span(0, 10_000), 0), SpeakerSpan(Span(20_000, 30_000), 1))
    assert diarizer.finish(None) == ()


@pytest.mark.usefixtures("networks")
def test_the_identity_names_both_models() -> None:
    assert Voices().identity.settings == {"file": "92f29b94e694", "overlap": "pyannote segmentation 3.0"}
