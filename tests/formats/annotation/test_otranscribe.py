import json

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.transcript.document import find_speaker
from dragoman.transcript.span import Span
from interviews import hostile, spanish_english

TIME = '<span class="timestamp" contenteditable="false" data-timestamp="{0}">0:00</span>'


def otr(text: str, **more: str) -> Imported:
    return read(json.dumps({"text": text, "media-time": 0, **more}).encode(), "otr", ReadOptions(path="talk.otr"))


def said(imported: Imported) -> list[tuple[str | None, Span | None, object]]:
    speakers = [find_speaker(imported.transcript, s.speaker) for s in imported.transcript.segments]
    segments = imported.transcript.segments
    return [(p.label if p else None, s.span, s.source) for p, s in zip(speakers, segments, strict=True)]


def test_a_time_begins_a_passage_whose_end_is_not_known() -> None:
    found = otr(f"<p>{TIME.format(12.5)} Hello<br>there {TIME.format(15)} &amp; bye</p><p>no time</p>")
    assert said(found) == [
        (None, Span(12500), ("Hello there",)),
        (None, Span(15000), ("& bye",)),
        (None, None, ("no time",)),
    ]


def test_names_hold_until_the_next_one() -> None:
    found = otr(
        f"<p>{TIME.format(1)} <b>Anna:</b> One {TIME.format(2)} two</p><p>{TIME.format(3)} Anna: <i>three</i></p>"
    )
    assert [(name, words) for name, _, words in said(found)] == [
        ("Anna", ("One",)),
        ("Anna", ("two",)),
        ("Anna", ("three",)),
    ]
    assert [problem.code for problem in found.problems] == ["styling-left-out"]


def test_an_address_of_the_recording_is_kept_and_a_name_only_told() -> None:
    recording = otr("<p>a</p>", **{"media-source": "https://a.example/talk"}).transcript.recording
    assert recording is not None
    assert recording.copies[0].address == "https://a.example/talk"
    assert [problem.code for problem in otr("<p>a</p>", media="../../secret.mp3").problems] == ["recording-named"]


def test_an_empty_one_is_an_empty_document() -> None:
    assert otr("").transcript.segments == ()


def test_other_json_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.otr:1:1: is JSON of another shape"):
        read(b'{"media": 3}', "otr", ReadOptions(path="talk.otr"))


def test_what_is_written_is_html_in_json_with_the_recording() -> None:
    content = json.loads(write(spanish_english(), "otr", WriteOptions(side="source", media="talk.mp3")).content)
    assert (content["media"], content["media-source"]) == ("talk.mp3", "")
    assert content["text"].startswith(
        '<p><span class="timestamp" contenteditable="false" data-timestamp="0.4">0:00</span> <b>The host:</b> Buenas'
    )


def test_no_text_gets_out_of_its_paragraph() -> None:
    content = json.loads(write(hostile("</p><script>x</script>"), "otr", WriteOptions(side="source")).content)
    assert "<script" not in content["text"]


def test_the_recording_is_the_address_and_not_the_name_of_its_site() -> None:
    content = b'{"text": "<p>a</p>", "media": "https://v.example/1", "media-source": "youtube", "media-time": 3}'
    recording = read(content, "otr", ReadOptions()).transcript.recording
    assert recording is not None
    assert [copy.address for copy in recording.copies] == ["https://v.example/1"]
