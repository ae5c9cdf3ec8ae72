from __future__ import annotations

import pytest

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
