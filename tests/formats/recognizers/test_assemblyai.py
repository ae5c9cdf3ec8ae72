import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "assemblyai", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def word(text: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"text": text, "start": start, "end": end, "confidence": 0.9, **more}


def test_utterances_are_cut_into_sentences_by_their_words() -> None:
    words = [word("Good", 100, 400), word("day.", 400, 1000), word("Sit.", 1100, 1500)]
    utterance = {"speaker": "A", "start": 100, "end": 1500, "text": "Good day. Sit.", "words": words}
    imported = load({"text": "Good day. Sit.", "language_code": "en_us", "utterances": [utterance], "words": words})
    assert said(imported) == [("A", Span(100, 1000), "Good day."), ("A", Span(1100, 1500), "Sit.")]
    assert imported.transcript.source_language == "en-US"


def test_an_utterance_without_words_stays_whole() -> None:
    utterance = {"speaker": "B", "start": 2000, "end": 2600, "text": "Thank you. Bye.", "words": []}
    assert said(load({"words": [], "utterances": [utterance]})) == [("B", Span(2000, 2600), "Thank you. Bye.")]


def test_without_utterances_the_words_are_passages() -> None:
    assert said(load({"words": [word("Hi.", 100, 400, speaker="A")]})) == [("A", Span(100, 400), "Hi.")]


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of"):
        load({"a": 1})
