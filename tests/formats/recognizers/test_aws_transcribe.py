import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "aws-transcribe", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def word(text: str, start: str, end: str, **more: str) -> dict[str, Any]:
    choice = {"confidence": "0.9", "content": text}
    return {"start_time": start, "end_time": end, "alternatives": [choice], "type": "pronunciation", **more}


def mark(text: str) -> dict[str, Any]:
    return {"alternatives": [{"confidence": "0.0", "content": text}], "type": "punctuation"}


ITEMS = [word("Hi", "0.5", "0.9"), mark("."), word("Yes", "2.1", "2.4"), mark(","), word("1979", "2.9", "3.0")]


def test_words_have_times_and_the_speakers_of_the_list_beside_them() -> None:
    labels = [
        {"start_time": start, "end_time": end, "speaker_label": label}
        for start, end, label in [("0.5", "0.9", "spk_0"), ("2.1", "2.4", "spk_1"), ("2.9", "3.0", "spk_1")]
    ]
    imported = load({"results": {"items": ITEMS, "speaker_labels": {"segments": [{"items": labels}]}}})
    assert said(imported) == [("spk_0", Span(500, 900), "Hi."), ("spk_1", Span(2100, 3000), "Yes, 1979")]
    assert imported.transcript.segments[1].words[0] == Word(text="Yes,", span=Span(2100, 2400), confidence=0.9)


def test_speakers_may_stand_in_the_words_and_the_language_beside_them() -> None:
    items = [word("Hola", "0.5", "0.9", speaker_label="spk_0"), word("Sí", "1.0", "1.2", speaker_label="spk_1")]
    imported = load({"results": {"language_code": "es-US", "items": items}})
    assert [row[0] for row in said(imported)] == ["spk_0", "spk_1"]
    assert imported.transcript.source_language == "es-US"


def test_channels_are_speakers_where_those_are_told_apart() -> None:
    channels = [{"channel_label": "ch_0", "items": ITEMS[:1]}, {"channel_label": "ch_1", "items": ITEMS[2:3]}]
    imported = load({"results": {"items": ITEMS[:3], "channel_labels": {"channels": channels}}})
    assert [row[0] for row in said(imported)] == ["ch_0", "ch_1"]


def test_text_without_words_is_kept() -> None:
    assert said(load({"results": {"transcripts": [{"transcript": "Hi there."}]}})) == [(None, None, "Hi there.")]


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: is not JSON of"):
        load({"a": 1})
