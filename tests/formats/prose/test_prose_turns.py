from __future__ import annotations

from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain


def passages(*lines: str) -> list[tuple[str, Span | None]]:
    segments = read("\n\n".join(lines).encode(), "plain-text", ReadOptions()).transcript.segments
    return [(plain(segment.source or ()), segment.span) for segment in segments]


def test_times_behind_the_words_close_them() -> None:
    assert passages("I: Woher? #00:00:05-2#", "B: Aus Köln. #00:00:12-7#", "I: Allein? #00:00:14-1#") == [
        ("Woher?", Span(0, 5_200)),
        ("Aus Köln.", Span(5_200, 12_700)),
        ("Allein?", Span(12_700, 14_100)),
    ]


def test_round_and_square_brackets_close_alike() -> None:
    assert passages("Ana: One. [00:00:05]", "Bea: Two. (00:00:12)", "Ana: Three. (0:14)")[1:] == [
        ("Two.", Span(5_000, 12_000)),
        ("Three.", Span(12_000, 14_000)),
    ]


def test_where_an_excerpt_begins_is_not_known() -> None:
    assert passages("Ana: One. [01:10:05]", "Bea: Two. [01:10:12]")[0] == ("One.", None)


def test_times_before_the_words_of_nobody() -> None:
    assert passages("[00:00:05] Where?", "00:00:12", "Here.") == [("Where?", Span(5_000)), ("Here.", Span(12_000))]


def test_a_time_above_the_first_name_is_its_own() -> None:
    lines = ("00:00:00.680 --> 00:00:12.800\nSpeaker X:\nWhere?", "00:00:12.900 --> 00:00:25.000\nSpeaker Y:\nHere.")
    assert passages(*lines) == [("Where?", Span(680, 12_800)), ("Here.", Span(12_900, 25_000))]
