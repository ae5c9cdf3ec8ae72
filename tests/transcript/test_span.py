from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.transcript.span import (
    LATEST,
    Span,
    as_time,
    format_clock,
    format_duration,
    format_seconds,
    format_timestamp,
    guess_frame_rate,
    parse_clock,
    parse_duration,
    parse_time,
    parse_timestamp,
    to_ms,
)


def test_a_span_knows_its_length() -> None:
    assert Span(1200, 3000).duration == 1800


def test_a_span_without_an_end_has_no_length() -> None:
    assert Span(1200).duration is None


def test_a_span_cannot_start_before_the_recording() -> None:
    with pytest.raises(ValueError, match="cannot start at -1 ms"):
        Span(-1, 5)


def test_a_span_cannot_end_before_its_start() -> None:
    with pytest.raises(ValueError, match="before its start at 10 ms"):
        Span(10, 9)


@pytest.mark.parametrize(
    ("first", "second", "ms"),
    [
        (Span(0, 10), Span(5, 20), 5),
        (Span(0, 10), Span(10, 20), 0),
        (Span(0, 30), Span(10, 20), 10),
        (Span(0), Span(5, 20), 0),
    ],
)
def test_overlap(first: Span, second: Span, ms: int) -> None:
    assert first.overlap(second) == second.overlap(first) == ms


@pytest.mark.parametrize(
    ("first", "second", "ms"),
    [
        (Span(0, 10), Span(25, 30), 15),
        (Span(0, 10), Span(10, 20), 0),
        (Span(0, 30), Span(10, 20), 0),
        (Span(5), Span(10, 20), 5),
        (Span(40), Span(10, 20), 20),
    ],
)
def test_distance(first: Span, second: Span, ms: int) -> None:
    assert first.distance(second) == second.distance(first) == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:02:10.5", 3730500),
        ("12:34", 754000),
        ("754", 754000),
        ("754,25", 754250),
        ("0:00.001", 1),
        (" 0:07 ", 7000),
        ("1.23456789", 1234),
        ("100:05", 6005000),
        ("105:23.5", 6323500),
    ],
)
def test_parse_clock_reads_what_people_type(text: str, ms: int) -> None:
    assert parse_clock(text) == ms


@pytest.mark.parametrize(
    "text", ["", "1:2:3:4", "000:00", "1:100:00", "12:60", "1:60:00", "-3", "1:", "abc", "١٢:٣٤", "1.2.3"]
)
def test_parse_clock_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time|more than 59"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("ms", "clock"), [(754500, "12:34.5"), (3730000, "1:02:10"), (0, "0:00"), (1, "0:00.001"), (61230, "1:01.23")]
)
def test_format_clock_writes_no_more_than_is_needed(ms: int, clock: str) -> None:
    assert format_clock(ms) == clock


def test_format_clock_for_a_page_cuts_to_whole_seconds() -> None:
    assert format_clock(754999, exact=False) == "12:34"


@pytest.mark.parametrize(
    ("ms", "duration"), [(754500, "PT12M34.5S"), (3600000, "PT1H0S"), (0, "PT0S"), (3000, "PT3S"), (90, "PT0.09S")]
)
def test_format_duration_is_iso_8601(ms: int, duration: str) -> None:
    assert format_duration(ms) == duration


@given(st.integers(0, 9_999 * 3_600_000))
def test_a_clock_is_read_back_as_it_was_written(ms: int) -> None:
    assert parse_clock(format_clock(ms)) == ms


@given(st.text(max_size=30))
def test_parse_clock_raises_nothing_but_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_clock(text) >= 0


@pytest.mark.parametrize(("ms", "seconds"), [(12_480, "12.48"), (0, "0"), (754_000, "754"), (5, "0.005")])
def test_format_seconds_writes_no_more_than_is_needed(ms: int, seconds: str) -> None:
    assert format_seconds(ms) == seconds


def test_format_timestamp_is_of_one_width() -> None:
    assert format_timestamp(754_500) == "00:12:34.500"
    assert format_timestamp(3_599_999, ",") == "00:59:59,999"


@given(st.integers(0, 9_999 * 3_600_000))
def test_timestamps_and_durations_are_read_back_as_they_were_written(ms: int) -> None:
    assert parse_timestamp(format_timestamp(ms)) == ms
    assert parse_duration(format_duration(ms)) == ms


@pytest.mark.parametrize(
    "text", ["00:00:01", "0:00:01.000", "00:60:00.000", "000:01.000", "00:00:01.0000", "٠٠:٠١.٠٠٠"]
)
def test_a_timestamp_of_another_width_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time such as 00:12:34"):
        parse_timestamp(text)


@pytest.mark.parametrize("text", ["PT", "12", "P1D", "PT1.5M", "PT-1S"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration such as"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("12:34.5", 754_500),
        ("\u200f00:00:01,000", 1000),
        ("\u202a00:00:01,000\u202c", 1000),
        ("\ufeff0:05", 5000),
        ("٠٠:٠١:٠٢,٥٠٠", 62_500),
        ("۰۰:۰۱:۰۲٫۵", 62_500),
        ("00：01：02", 62_000),
        ("00 : 00 : 03 , 250", 3250),
        ("[00:00:05]", 5000),
        ("(1:02:10)", 3_730_000),
        ("#00:00:05-2#", 5200),
        ("#01:00:05-25#", 3_605_250),
        ("00:00:23:482", 23_482),
    ],
)
def test_times_of_other_programs(text: str, ms: int) -> None:
    assert parse_time(text) == ms


def test_frames_without_a_known_rate_are_cut_to_seconds() -> None:
    assert parse_time("00:00:11:10") == 11_000


@pytest.mark.parametrize("text", ["00:00:11:10", "00;00;11;10", "00:00:11;10", "٠٠:٠٠:١١:١٠"])
def test_frames_at_a_known_rate(text: str) -> None:
    assert parse_time(text, 25) == 11_400


@pytest.mark.parametrize("text", ["", "a:05", "00:00:61:00", "00:00:01:25", "12:34-50", "1:2:3:4:5"])
def test_what_is_no_time_of_any_program(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time|more than"):
        parse_time(text, 25)


@pytest.mark.parametrize(
    ("times", "rate"),
    [
        (["0:05", "1:02:10.5"], None),
        (["00:00:01:12", "00:00:02:24"], 25),
        (["00:00:01:12", "00:00:02:25"], 30),
        (["00;00;00;03"], 30),
        (["00:00:01:49"], 50),
        (["00:00:01:99"], None),
        (["00:00:23:482"], None),
    ],
)
def test_the_frame_rate_that_times_need(times: list[str], rate: int | None) -> None:
    assert guess_frame_rate(times) == rate


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_is_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_time(text, 30) >= 0


def test_what_is_no_time_is_none() -> None:
    assert as_time("0:01.5") == 1500
    assert as_time("soon") is None
    assert as_time("00:00:05-2") == 5200


def test_a_time_is_read_as_its_format_says() -> None:
    assert as_time("PT2S", parse_duration) == 2000
    assert as_time("1:02", parse_timestamp) is None


@pytest.mark.parametrize(
    ("seconds", "ms"),
    [(0, 0), (12.3456, 12346), (None, None), (-1, None), (float("nan"), None), (float("inf"), None), (1e12, None)],
)
def test_seconds_are_no_moment_of_any_recording_where_they_cannot_be(seconds: float | None, ms: int | None) -> None:
    assert to_ms(seconds) == ms


def test_the_latest_ms_is_one_that_a_clock_can_show() -> None:
    assert format_clock(LATEST) == "9999:59:59.999"
    assert parse_clock(format_clock(LATEST)) == LATEST
