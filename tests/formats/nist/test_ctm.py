from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats.nist.ctm import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

OPTIONS = ReadOptions(path="talk.ctm")


def test_words_without_a_pause_make_a_segment() -> None:
    transcript = read(b"talk 1 0.5 0.2 good 0.98\ntalk 1 0.8 0.3 morning\ntalk 1 9 0.1 yes\n", OPTIONS).transcript
    first, second = transcript.segments
    assert (first.source, first.span) == (("good morning",), Span(500, 1100))
    assert first.words == (
        Word(text="good", span=Span(500, 700), confidence=0.98),
        Word(text="morning", span=Span(800, 1100)),
    )
    assert second.source == ("yes",)


def test_each_speaker_has_segments_of_his_own() -> None:
    content = b"talk 1 0 1 one 1 lex a\ntalk 1 1 1 two 1 lex b\ntalk 1 2 1 three 1 lex <NA>\n"
    segments = read(content, OPTIONS).transcript.segments
    assert [(segment.speaker, segment.source) for segment in segments] == [
        ("a", ("one",)),
        ("b", ("two",)),
        (None, ("three",)),
    ]


def test_a_confidence_that_is_none_is_unknown() -> None:
    words = read(b"talk 1 0 1 one NA\ntalk 1 1 1 two 17\n", OPTIONS).transcript.segments[0].words
    assert [word.confidence for word in words] == [None, None]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"talk 1 0 1\n", "talk.ctm:1: has 4 fields; a CTM line has at least five"),
        (b"talk 1 * * <ALT_BEGIN>\n", "talk.ctm:1: gives alternatives; keep one of them"),
        (b"talk 1 0 x one\n", "talk.ctm:1: x is not a time in seconds"),
    ],
)
def test_a_fault_names_its_line(content: bytes, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        read(content, OPTIONS)


@given(st.binary(max_size=300) | st.text(alphabet="talk 1029.<>\n", max_size=300).map(str.encode))
def test_any_content_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        read(content, OPTIONS)
