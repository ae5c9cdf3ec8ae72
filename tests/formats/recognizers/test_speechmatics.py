import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Transcript, Word
from dragoman.transcript.span import Span


def speechmatics(file: dict[str, Any]) -> Transcript:
    return read(json.dumps(file).encode(), "speechmatics", ReadOptions(path="talk.json")).transcript


def result(text: str, start: float, end: float, speaker: str = "S1", **more: Any) -> dict[str, Any]:
    choice = {"content": text, "confidence": 0.9, "speaker": speaker}
    return {"type": "word", "start_time": start, "end_time": end, "alternatives": [choice], **more}


STOP = {"type": "punctuation", "attaches_to": "previous", "is_eos": True}


def test_results_become_sentences_with_words() -> None:
    results = [result("Hello", 0.1, 0.4), result("you", 0.5, 0.8), result(".", 0.8, 0.8) | STOP, result("Bye", 1, 1.2)]
    settings = {"transcription_config": {"language": "en"}}
    transcript = speechmatics({"results": results, "metadata": settings})
    assert [(s.span, s.source) for s in transcript.segments] == [
        (Span(100, 800), ("Hello you.",)),
        (Span(1000, 1200), ("Bye",)),
    ]
    assert transcript.segments[0].words[1] == Word(text="you.", span=Span(500, 800), confidence=0.9)
    assert transcript.source_language == "en"


def test_another_speaker_and_a_long_pause_begin_a_passage() -> None:
    results = [result("One", 0, 1), result("two", 1, 2, "S2"), result("three", 5, 6, "S2"), result("four", 6, 7, "UU")]
    transcript = speechmatics({"results": results})
    assert [(s.speaker, s.source) for s in transcript.segments] == [
        ("S1", ("One",)),
        ("S2", ("two",)),
        ("S2", ("three",)),
        (None, ("four",)),
    ]


def test_the_old_kind_has_numbers_in_strings_and_speakers_apart() -> None:
    words = [
        {"name": "Goals", "time": "0.12", "duration": "0.45", "confidence": "0.990"},
        {"name": ".", "time": "0.60", "duration": "0.10", "confidence": "0.5"},
        {"name": "Yes", "time": "2.00", "duration": "0.30", "confidence": None},
    ]
    voices = [{"name": "M1", "time": "0.12"}, {"name": "F1", "time": "1.9"}]
    transcript = speechmatics({"job": {"lang": "en-US", "duration": 4}, "speakers": voices, "words": words})
    first, second = transcript.segments
    assert first.words == (Word(text="Goals.", span=Span(120, 570), confidence=0.99),)
    assert [speaker.label for speaker in transcript.speakers] == ["M1", "F1"]
    assert second.words[0].confidence is None
    assert transcript.recording is not None
    assert (transcript.recording.languages, transcript.recording.duration) == (("en-US",), 4000)


def test_json_with_neither_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of Speechmatics"):
        speechmatics({"job": {}})
