import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "azure-speech", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def test_phrases_of_batch_transcription_are_passages() -> None:
    best = {"display": "Hello there.", "words": [{"word": "hello", "offset": "PT0.1S", "duration": "PT0.3S"}]}
    phrase = {"offset": "PT0.1S", "duration": "PT1.5S", "speaker": 1, "nBest": [best], "locale": "en-US"}
    imported = load({"source": "https://a.example/b.wav", "duration": "PT9S", "recognizedPhrases": [phrase]})
    assert said(imported) == [("Speaker 1", Span(100, 1600), "Hello there.")]
    assert imported.transcript.segments[0].words[0].span == Span(100, 400)
    assert imported.transcript.recording is not None
    assert (imported.transcript.source_language, imported.transcript.recording.duration) == ("en-US", 9000)


def test_times_in_ticks_and_channels_in_the_order_of_time() -> None:
    def phrase(channel: int, ticks: float, text: str) -> dict[str, Any]:
        return {"channel": channel, "offsetInTicks": ticks, "durationInTicks": 1e7, "nBest": [{"display": text}]}

    imported = load({"recognizedPhrases": [phrase(0, 1e7, "One."), phrase(0, 5e7, "Three."), phrase(1, 3e7, "Two.")]})
    assert said(imported) == [
        ("Channel 0", Span(1000, 2000), "One."),
        ("Channel 1", Span(3000, 4000), "Two."),
        ("Channel 0", Span(5000, 6000), "Three."),
    ]


def test_phrases_of_fast_transcription_count_ms() -> None:
    word = {"text": "Hello.", "offsetMilliseconds": 100, "durationMilliseconds": 400}
    phrase = {"offsetMilliseconds": 100, "durationMilliseconds": 500, "text": "Hello.", "words": [word], "speaker": 0}
    imported = load({"durationMilliseconds": 9000, "combinedPhrases": [{"text": "Hello."}], "phrases": [phrase]})
    assert said(imported) == [("Speaker 0", Span(100, 600), "Hello.")]
    assert imported.transcript.segments[0].words[0].span == Span(100, 500)


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of"):
        load({"a": 1})
