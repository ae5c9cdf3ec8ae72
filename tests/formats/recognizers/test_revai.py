import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "revai", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def text(value: str, start: float, end: float) -> dict[str, Any]:
    return {"type": "text", "value": value, "ts": start, "end_ts": end, "confidence": 0.9}


def mark(value: str) -> dict[str, Any]:
    return {"type": "punct", "value": value}


def test_monologues_are_passages_of_their_speakers() -> None:
    first = [
        text("Good", 0.1, 0.4),
        mark(" "),
        text("day", 0.4, 1),
        mark("."),
        mark(" "),
        text("Sit", 1.2, 1.5),
        mark("."),
    ]
    monologues = [{"speaker": 0, "elements": first}, {"speaker": 1, "elements": [text("Thanks", 2, 2.3), mark(".")]}]
    assert said(load({"monologues": monologues})) == [
        ("Speaker 0", Span(100, 1000), "Good day."),
        ("Speaker 0", Span(1200, 1500), "Sit."),
        ("Speaker 1", Span(2000, 2300), "Thanks."),
    ]


def test_speakers_that_have_names_are_called_by_them() -> None:
    file = {"speakers": [{"id": 0, "name": "Ana Ruiz"}], "monologues": [{"speaker": 0, "elements": [text("Hi", 0, 1)]}]}
    assert said(load(file)) == [("Ana Ruiz", Span(0, 1000), "Hi")]


def test_a_dash_inside_a_word_is_followed_by_no_space() -> None:
    elements = [text("twenty", 0, 1), mark("-"), text("five", 1, 2), mark(" "), text("men", 2, 3)]
    assert said(load({"monologues": [{"speaker": 0, "elements": elements}]}))[0][2] == "twenty-five men"


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of"):
        load({"a": 1})
