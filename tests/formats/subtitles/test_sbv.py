import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.problems import Place
from dragoman.transcript.span import Span

OPTIONS = ReadOptions(path="talk.sbv")


def test_times_words_and_names() -> None:
    content = b"0:00:01.000,0:00:04.500\nAnna: Hello[br]there\n\n0:00:05.000,0:00:06.000\nAnna: Bye\n"
    transcript = read(content, "sbv", OPTIONS).transcript
    assert [(s.span, s.source) for s in transcript.segments] == [
        (Span(1000, 4500), ("Hello there",)),
        (Span(5000, 6000), ("Bye",)),
    ]
    assert [speaker.label for speaker in transcript.speakers] == ["Anna"]


def test_a_time_that_is_none_is_named() -> None:
    imported = read(b"0:00:01.000,0:00:02.000\na\n\n0:00:0x.0,0:00:04.000\nb\n", "sbv", OPTIONS)
    assert [(p.code, p.where) for p in imported.problems] == [("time-unreadable", Place(line=4, column=1))]
    assert imported.transcript.segments[1].span is None


def test_what_holds_no_subtitle_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.sbv:1:1: contains no subtitle"):
        read(b"Hello\n", "sbv", OPTIONS)
