import json

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.transcript.span import Span
from interviews import spanish_english


def test_segments_are_passages() -> None:
    segments = [{"speaker": "Luke", "startTime": 2.75, "endTime": 3, "body": "Nooooo"}, {"body": "later"}]
    transcript = read(json.dumps({"segments": segments}).encode(), "podcast-json", ReadOptions()).transcript
    assert [(s.span, s.source) for s in transcript.segments] == [(Span(2750, 3000), ("Nooooo",)), (None, ("later",))]
    assert [speaker.label for speaker in transcript.speakers] == ["Luke"]


def test_other_json_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError, match=r"talk:2:2: is JSON of another shape"):
        read(b'{\n "segments": 1}', "podcast-json", ReadOptions(path="talk"))


def test_what_is_written_has_the_keys_of_the_namespace_alone() -> None:
    written = write(spanish_english(), "podcast-json", WriteOptions(side="target"))
    content = json.loads(written.content)
    assert content["version"] == "1.0.0"
    assert content["segments"][1] == {
        "speaker": "The host",
        "startTime": 6.2,
        "endTime": 9.0,
        "body": "How did it all begin?",
    }
    assert {problem.code for problem in written.problems} == {"cue-without-text", "marks-typed", "left-out"}


def test_nothing_of_the_desk_and_nothing_withdrawn_is_written() -> None:
    content = write(spanish_english(), "podcast-json", WriteOptions(side="target")).content.decode()
    assert "producer" not in content
    assert len(json.loads(content)["segments"]) == 9
