"""Runs of words that are left out, and gaps that mark them; nothing is heard here."""

from __future__ import annotations

import pytest

from benchmarks.left_out import count_silent, find_rooms, find_runs, find_written
from dragoman.transcript.document import Segment, Transcript, Word
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap

DOCUMENT = Transcript(
    segments=(
        Segment(id=mint_id(1), span=Span(0, 1_000), source=("uno",), words=(Word(text="uno", span=Span(0, 1_000)),)),
        Segment(id=mint_id(2), span=Span(2_000, 5_000), source=(Gap("untranscribed"),)),
        Segment(
            id=mint_id(3),
            span=Span(9_000, 10_000),
            source=("dos",),
            words=(Word(text="dos", span=Span(9_000, 10_000)),),
        ),
    )
)
TRUTH = "uno dos tres cuatro cinco seis siete"


@pytest.mark.parametrize(
    ("heard", "gaps", "unmarked", "marked"),
    [
        ("uno dos tres cuatro cinco seis siete", (), (), ()),
        ("uno siete", (), (5,), ()),
        ("uno siete", (1,), (), (5,)),
        ("uno siete", (0,), (5,), ()),
        ("uno dos tres cuatro cinco", (), (), ()),
        ("", (0,), (), (7,)),
    ],
)
def test_runs_of_three_words_are_counted(
    heard: str, gaps: tuple[int, ...], unmarked: tuple[int, ...], marked: tuple[int, ...]
) -> None:
    assert find_runs(TRUTH, heard, gaps, language="es") == (unmarked, marked)


@pytest.mark.parametrize(("gap", "marked"), [(0, True), (2, True), (3, False)])
def test_a_run_of_the_same_words_may_be_left_out_at_any_place_of_it(gap: int, marked: bool) -> None:
    unmarked = find_runs("si si si si si no", "si si no", (gap,), language="es")[0]
    assert unmarked == (() if marked else (3,))


@pytest.mark.parametrize(
    ("heard", "gaps", "unmarked", "marked"),
    [
        ("uno tres cuatro cinco seis siete", (), (1,), ()),
        ("uno tres cuatro cinco seis siete", (1,), (), (1,)),
        ("dos tres cuatro cinco seis", (0,), (1,), (1,)),
    ],
)
def test_single_words_are_counted_if_asked_for(
    heard: str, gaps: tuple[int, ...], unmarked: tuple[int, ...], marked: tuple[int, ...]
) -> None:
    assert find_runs(TRUTH, heard, gaps, language="es", fewest=1) == (unmarked, marked)


def test_words_and_gaps_are_found_in_the_room_of_a_reading() -> None:
    first, second = find_rooms([Span(0, 6_000), Span(8_000, 10_000)])
    assert find_written(DOCUMENT, "es", first) == ("uno", (1,))
    assert find_written(DOCUMENT, "es", second) == ("dos", ())


@pytest.mark.parametrize(
    ("speech", "silent"),
    [
        ((Span(0, 1_000), Span(2_000, 5_000), Span(9_000, 10_000)), 0),
        ((Span(0, 1_000), Span(6_000, 8_000), Span(9_000, 10_000)), 2_000),
        ((Span(0, 1_000), Span(6_000, 6_900), Span(9_000, 10_000)), 0),
    ],
)
def test_speech_with_neither_a_word_nor_a_gap_is_silent(speech: tuple[Span, ...], silent: int) -> None:
    assert count_silent(DOCUMENT, speech) == silent
