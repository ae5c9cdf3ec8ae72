import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span


def json3(*events: dict[str, Any]) -> tuple[Segment, ...]:
    return read(json.dumps({"events": events}).encode(), "youtube", ReadOptions()).transcript.segments


def event(start: int, duration: int, *pieces: tuple[str, int] | str, **more: int) -> dict[str, Any]:
    segs = [{"utf8": p} if isinstance(p, str) else {"utf8": p[0], "tOffsetMs": p[1]} for p in pieces]
    return {"tStartMs": start, "dDurationMs": duration, "segs": segs, **more}


def test_made_captions_have_a_time_for_every_word_and_end_where_the_next_begins() -> None:
    first, second = json3(
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        event(80, 3910, "What", (" if", 240), (" so", 900)),
        event(2070, 1920, "\n", aAppend=1),
        event(2080, 4390, "to", (" master", 160)),
    )
    assert (first.source, first.span) == (("What if so",), Span(80, 2080))
    assert first.words == tuple(Word(text=t, span=Span(at)) for t, at in [("What", 80), ("if", 320), ("so", 980)])
    assert (second.source, second.span) == (("to master",), Span(2080, 6470))


def test_typed_captions_keep_their_lines_and_times() -> None:
    one, two = json3(event(1000, 2000, "Hello\nthere"), event(4000, 500, "[Music]"))
    assert (one.source, one.span, one.words) == (("Hello there",), Span(1000, 3000), ())
    assert two.span == Span(4000, 4500)


def test_times_that_are_none_are_not_known() -> None:
    [segment] = json3({"tStartMs": "x", "dDurationMs": 1e300, "segs": [{"utf8": "Hello"}, {"utf8": 7}, {}]})
    assert (segment.source, segment.span) == (("Hello",), None)


def test_other_json_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk:1:2: is JSON of another shape"):
        read(b'{"events": 3}', "youtube", ReadOptions(path="talk"))
