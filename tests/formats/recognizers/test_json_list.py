import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span


def load(file: Any) -> Imported:
    return read(json.dumps(file).encode(), "json-list", ReadOptions(path="talk.json"))


def said(imported: Imported) -> list[tuple[object, ...]]:
    """Label, span and words of each passage."""
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def test_the_list_of_youtube_transcript_api() -> None:
    file = [{"text": "Good day.", "start": 0.5, "duration": 2.5}, {"text": "In 1979.", "start": 3.1, "duration": 2}]
    assert said(load(file)) == [(None, Span(500, 3000), "Good day."), (None, Span(3100, 5100), "In 1979.")]


def test_the_list_of_wscribe_has_clocks_and_words() -> None:
    word = {"text": "Where", "score": 0.7, "start": "00:00:02.921", "end": "00:00:03.022"}
    imported = load([{"text": " Where?", "start": "00:00:02.500", "end": "00:00:07.620", "words": [word]}])
    assert said(imported) == [(None, Span(2500, 7620), "Where?")]
    assert imported.transcript.segments[0].words == (Word(text="Where", span=Span(2921, 3022), confidence=0.7),)


@pytest.mark.parametrize(
    "one",
    [
        {"text": "Hi", "start": "1.5", "end": "2", "speaker": "Ana"},
        {"text": "Hi", "start_ms": 1500, "end_ms": 2000, "speaker": "Ana"},
        {"content": "Hi", "startTime": 1.5, "endTime": 2.0, "speakerName": "Ana"},
        {"sentence": "Hi", "begin": "0:01.5", "stop": "0:02", "speaker_name": "Ana"},
    ],
)
def test_the_usual_keys_are_known(one: dict[str, Any]) -> None:
    assert said(load([one])) == [("Ana", Span(1500, 2000), "Hi")]


def test_an_object_with_a_list_says_its_language() -> None:
    imported = load({"language_code": "es", "snippets": [{"text": "Hola", "start": 0, "duration": 1}]})
    assert (imported.transcript.source_language, said(imported)) == ("es", [(None, Span(0, 1000), "Hola")])


def test_captions_that_last_until_the_next_but_one_end_where_the_next_begins() -> None:
    file = [{"text": f"w{n}", "start": n, "duration": 2.5} for n in range(3)]
    assert [row[1] for row in said(load(file))] == [Span(0, 1000), Span(1000, 2000), Span(2000, 4500)]


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.json:1:1: contains no list of objects"):
        load({"a": 1})


@pytest.mark.parametrize(
    "content",
    [
        b'{"transcripts":[{"speaker":"Mira","start":"00:00:01","text":"Hello."}]}',
        b'[{"start":"0:00:01","speaker":"Mira","words":"Hello."}]',
        b'{"file":{"utterances":[{"speaker":"Mira","start":1,"text":"Hello."}]}}',
        b'{"result":[{"word":"Hello.","start":1,"end":2,"speaker":"Mira"}]}',
    ],
)
def test_lists_are_found_under_other_keys(content: bytes) -> None:
    transcript = read(content, None, ReadOptions(path="talk.json")).transcript
    assert [(s.source, s.span and s.span.start) for s in transcript.segments] == [(("Hello.",), 1000)]
    assert [speaker.label for speaker in transcript.speakers] == ["Mira"]
