import subprocess
from pathlib import Path

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.transcript.document import find_speaker
from dragoman.transcript.span import Span
from interviews import arabic_english, hostile, spanish_english
from programs import needs_package, needs_program


def podcast(page: str) -> Imported:
    return read(page.encode(), "podcast-html", ReadOptions(path="talk.html"))


def test_a_speaker_holds_until_the_next_and_a_time_for_one_paragraph() -> None:
    transcript = podcast(
        "<cite>Anna:</cite><time>1:02</time><p>Hello &amp; <b>welcome</b></p><p>all</p><cite>Ben</cite><p>Hi</p>"
    ).transcript
    speakers = [find_speaker(transcript, segment.speaker) for segment in transcript.segments]
    assert [speaker.label for speaker in speakers if speaker] == ["Anna", "Anna", "Ben"]
    assert [(s.span, s.source) for s in transcript.segments] == [
        (Span(62000), ("Hello & welcome",)),
        (None, ("all",)),
        (None, ("Hi",)),
    ]


def test_an_exact_time_is_taken_where_there_is_one() -> None:
    assert podcast('<time datetime="PT1M2.5S">1:02</time><p>a</p>').transcript.segments[0].span == Span(62500)


def test_a_time_that_is_none_is_told() -> None:
    assert [p.code for p in podcast("<cite>A</cite><time>soon</time><p>a</p>").problems] == ["time-unreadable"]


@pytest.mark.parametrize("page", ["", "Hello", "<p>Hello</p>"])
def test_a_page_without_speakers_and_times_is_refused(page: str) -> None:
    with pytest.raises(FormatError, match=r"talk.html:1:1: contains no"):
        podcast(page)


@pytest.mark.external
@pytest.mark.parametrize("document", [spanish_english(), arabic_english(), hostile("<b> \x00 &c; \"'")])
def test_the_nu_checker_finds_nothing(document: object, tmp_path: Path) -> None:
    java, checker = needs_program("java"), needs_package("vnu-jar/build/dist/vnu.jar")
    path = tmp_path / "talk.html"
    path.write_bytes(write(document, "podcast-html", WriteOptions(side="target")).content)  # type: ignore[arg-type]
    command = [java, "-jar", str(checker), "--errors-only", str(path)]
    found = subprocess.run(command, capture_output=True, check=False, text=True)
    assert found.stderr == ""
