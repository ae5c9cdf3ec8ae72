import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "google-speech", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def word(text: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"word": text, "startTime": start, "endTime": end, **more}


def result(*words: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"alternatives": [{"transcript": " ".join(w["word"] for w in words), "words": list(words)}], **more}


def test_words_are_passages_with_their_times() -> None:
    file = {
        "results": [result(word("Hello", "0.100s", "0.400s"), word("there.", "0.400s", "1s"), languageCode="en-us")]
    }
    imported = load(file)
    assert said(imported) == [(None, Span(100, 1000), "Hello there.")]
    assert imported.transcript.source_language == "en-US"


def test_the_last_result_that_repeats_all_words_with_speakers_is_kept_alone() -> None:
    first, second = word("Hello.", "0.1s", "0.4s"), word("Yes.", "1s", "1.2s")
    told = [first | {"speakerTag": 1}, second | {"speakerTag": 2}]
    imported = load({"response": {"results": [result(first), result(second), result(*told)]}})
    assert said(imported) == [("Speaker 1", Span(100, 400), "Hello."), ("Speaker 2", Span(1000, 1200), "Yes.")]
    assert [problem.code for problem in imported.problems] == ["captions-folded"]


def test_version_2_and_times_as_objects() -> None:
    one = {"word": "Hello.", "startOffset": "1.500s", "endOffset": "2s", "speakerLabel": "1"}
    other = {"word": "Yes.", "start_time": {"seconds": "3", "nanos": 500000000}, "end_time": {"seconds": 4}}
    assert said(load({"results": [result(one), result(other)]})) == [
        ("Speaker 1", Span(1500, 2000), "Hello."),
        (None, Span(3500, 4000), "Yes."),
    ]


def test_text_without_words_is_kept() -> None:
    assert said(load({"results": [{"alternatives": [{"transcript": " Hi there."}]}]})) == [(None, None, "Hi there.")]


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of"):
        load({"a": 1})
