from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.export import for_export
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.transcript.document import Copy, Engine, Recording, Segment, Transcript, Word
from interviews import arabic_english, english_persian, hostile, spanish_english
from mutations import mutated
from strategies import transcripts

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "export-1.json"
INTERVIEWS = [spanish_english(), arabic_english(), english_persian(), Transcript(), hostile("a <b> \x00 &c;")]


def written(transcript: Transcript) -> bytes:
    return write(transcript, "json", WriteOptions()).content


def loaded(content: bytes) -> Transcript:
    return read(content, "json", ReadOptions(path="talk.json")).transcript


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_an_interview_comes_back_as_it_left(interview: Transcript) -> None:
    assert loaded(written(interview)) == for_export(interview)


@given(transcripts())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back_as_it_left(transcript: Transcript) -> None:
    assert loaded(written(transcript)) == for_export(transcript)


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_an_export_follows_the_published_schema(interview: Transcript) -> None:
    schema = msgspec.json.decode(SCHEMA.read_bytes())
    jsonschema.Draft202012Validator(schema).validate(msgspec.json.decode(written(interview)))


def test_it_says_first_what_it_is() -> None:
    assert written(Transcript()).startswith(b'{\n  "format": "dragoman-export",\n  "version": 1,\n  "heard": null')


def test_it_names_the_engines_of_the_draft_which_are_ignored_when_it_is_read() -> None:
    options = WriteOptions(drafted_by=(Engine(name="whisper", model="base"),))
    content = write(spanish_english(), "json", options).content
    assert msgspec.json.decode(content)["drafted_by"] == [{"by": "engine", "name": "whisper", "model": "base"}]
    assert loaded(content) == for_export(spanish_english())


def test_words_as_heard_stay_behind_and_that_is_said() -> None:
    segment = Segment(id="s00000001", source=("a",), words=(Word(text="a"),))
    result = write(Transcript(segments=(segment,)), "json", WriteOptions())
    assert b'"words"' not in result.content
    assert "words with their times" in result.problems[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"talk\.json: is not a readable export"),
        (b'{"format": "dragoman-export",\n "version": 1, }', r"talk\.json:2:16: is not a readable export"),
        (b'{"format": "dragoman-export", "version": 2}', "newer Dragoman .* update"),
        (b'{"format": "dragoman-export", "version": 0}', "version 0, which does not exist"),
        (b'{"format": "other", "version": 1}', "calls itself other"),
        (b'{"format": "dragoman-export", "version": 1, "transcript": {"segments": [{"id": 7}]}}', "Expected `str`"),
        (b"[" * 100_000, "is not a Dragoman transcript"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loaded(content)


def test_a_path_in_an_export_leads_to_no_file_of_ours() -> None:
    recording = {"duration": 5, "copies": [{"address": "../../tape.wav"}, {"address": "https://a.example/tape.wav"}]}
    export = {"format": "dragoman-export", "version": 1, "transcript": {"recording": recording}}
    found = loaded(msgspec.json.encode(export)).recording
    assert found == Recording(duration=5, copies=(Copy(address="https://a.example/tape.wav"),))


def test_an_id_that_stands_twice_is_refused() -> None:
    twice = {"format": "dragoman-export", "version": 1, "transcript": {"segments": [{"id": "a"}, {"id": "a"}]}}
    with pytest.raises(FormatError, match="segment id a is used twice"):
        loaded(msgspec.json.encode(twice))


@given(mutated(written(spanish_english())))
@settings(max_examples=100)
def test_a_broken_export_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        assert isinstance(loaded(content), Transcript)
