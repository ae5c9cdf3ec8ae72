"""Timed rows without words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.rows import find_rows
from dragoman.transcript.span import Span
from heard import voices


def spans(*seconds: tuple[float, float]) -> list[Span]:
    return [Span(round(start * 1000), round(end * 1000)) for start, end in seconds]


def rows(
    *speech: tuple[float, float], told: tuple[tuple[float, float, int], ...] = ()
) -> list[tuple[Span, int | None]]:
    return list(find_rows(spans(*speech), voices(*told)))


def test_a_stretch_of_one_voice_is_a_row() -> None:
    assert rows((1, 5), told=((0, 9, 0),)) == [(Span(1000, 5000), 0)]


def test_a_short_breath_stays_inside_a_row() -> None:
    assert rows((1, 3), (3.5, 6)) == [(Span(1000, 6000), None)]


def test_a_pause_parts_two_rows() -> None:
    assert rows((1, 3), (4, 6)) == [(Span(1000, 3000), None), (Span(4000, 6000), None)]


def test_a_change_of_voice_parts_two_rows() -> None:
    assert rows((0, 6), told=((0, 3, 0), (3, 6, 1))) == [(Span(0, 3000), 0), (Span(3000, 6000), 1)]


def test_no_speech_is_no_rows() -> None:
    assert rows() == []


@given(st.lists(st.tuples(st.integers(100, 5000), st.integers(100, 40_000)), max_size=8))
def test_rows_are_short_and_hold_all_speech(drawn: list[tuple[int, int]]) -> None:
    at, speech = 0, []
    for gap, length in drawn:
        speech.append(Span(at + gap, at + gap + length))
        at += gap + length
    found = [span for span, _ in find_rows(speech, ())]
    assert all((span.duration or 0) <= 15_000 for span in found)
    assert sum(row.overlap(span) for row in found for span in speech) == sum(span.duration or 0 for span in speech)
