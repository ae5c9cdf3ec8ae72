import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "deepgram", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def word(text: str, start: float, end: float, **more: Any) -> dict[str, Any]:
    return {"word": text.lower().strip("."), "punctuated_word": text, "start": start, "end": end, **more}


def channels(*words: list[dict[str, Any]]) -> dict[str, Any]:
    return {"results": {"channels": [{"alternatives": [{"transcript": "x", "words": each}]} for each in words]}}


def test_words_are_passages_by_speaker_and_sentence() -> None:
    words = [word("Good", 0.1, 0.4, speaker=0), word("day.", 0.4, 1, speaker=0), word("Thanks.", 2, 2.5, speaker=1)]
    assert said(load(channels(words))) == [
        ("Speaker 0", Span(100, 1000), "Good day."),
        ("Speaker 1", Span(2000, 2500), "Thanks."),
    ]


def test_channels_are_put_in_the_order_of_time() -> None:
    imported = load(channels([word("One.", 0, 1), word("Three.", 4, 5)], [word("Two.", 2, 3)]))
    assert [row[0] for row in said(imported)] == ["Channel 0", "Channel 1", "Channel 0"]


def test_text_without_words_is_kept() -> None:
    assert said(load(channels([]))) == [(None, None, "x")]


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of"):
        load({"a": 1})


def test_utterances_are_read_where_there_are_no_words() -> None:
    file = channels([])
    file["results"]["utterances"] = [{"start": 0.1, "end": 1.2, "transcript": "Hola.", "speaker": 0}]
    assert said(load(file)) == [("Speaker 0", Span(100, 1200), "Hola.")]
