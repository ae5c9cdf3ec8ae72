from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.notation.times import format_span, parse_span
from dragoman.transcript.span import Span


@pytest.mark.parametrize(
    "text", ["12:34.5-12:40", "12:34,5 --> 12:40", "12:34.5→12:40", "۱۲:۳۴٫۵ — ۱۲:۴۰", "12：34.5-12:40"]
)
def test_times_have_the_digits_and_dashes_of_any_script(text: str) -> None:
    assert parse_span(text) == Span(754_500, 760_000)


@pytest.mark.parametrize("text", ["", "2:00-1:00", "1:60", "a-b", "1:00-", "²:00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(("span", "text"), [(Span(3_730_000), "1:02:10"), (Span(0, 60_250), "0:00-1:00.25")])
def test_a_span_is_written_as_it_is_read(span: Span, text: str) -> None:
    assert (format_span(span), parse_span(text)) == (text, span)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("0:00", Span(0)),
        ("٠:٠١", Span(1_000)),
        ("१:०२:०३", Span(3_723_000)),
        ("0:01.5", Span(1_500)),
        ("0:01٫5", Span(1_500)),
        ("59:59-1:00:00", Span(3_599_000, 3_600_000)),
        ("90:00", Span(5_400_000)),
    ],
)
def test_a_clock_counts_in_any_script(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["-0:10", "0:10-", "1:2:3:4", "0:10-0:20-0:30", "12.34.56", "سلام", "0:1a"])
def test_half_a_time_is_none(text: str) -> None:
    assert parse_span(text) is None


@given(st.integers(0, 10**8), st.none() | st.integers(1, 10**6))
def test_every_span_comes_back(start: int, length: int | None) -> None:
    span = Span(start, None if length is None else start + length)

    assert parse_span(format_span(span)) == span


@given(st.text(max_size=20))
def test_no_text_makes_it_raise(text: str) -> None:
    parse_span(text)
