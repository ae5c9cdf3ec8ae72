from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats.nist.stm import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.span import Span

OPTIONS = ReadOptions(path="talk.stm", language="en")


def test_stretches_become_segments_with_originals() -> None:
    transcript = read("talk 1 Diane 6.68 7.16 Hello?\ntalk 1 Zoë 7.634 8.155 Oh, hello.\n".encode(), OPTIONS).transcript
    assert [(segment.speaker, segment.span, segment.source) for segment in transcript.segments] == [
        ("Diane", Span(6680, 7160), ("Hello?",)),
        ("Zoë", Span(7634, 8155), ("Oh, hello.",)),
    ]
    assert transcript.source_language == "en"


def test_labels_are_no_words() -> None:
    transcript = read(b"talk 1 a 0 1 <o,f0,female> good morning\n", OPTIONS).transcript
    assert transcript.segments[0].source == ("good morning",)


def test_a_stretch_without_words_has_no_original() -> None:
    assert read(b"talk 1 a 0 1\n", OPTIONS).transcript.segments[0].source is None


def test_what_scoring_ignores_is_left_out_and_noted() -> None:
    imported = read(b"talk 1 inter_segment_gap 0 1 <o,,> IGNORE_TIME_SEGMENT_IN_SCORING\n", OPTIONS)
    assert imported.transcript.segments == ()
    assert [(problem.code, problem.where.line) for problem in imported.problems] == [("stm-ignored", 1)]


def test_segments_of_the_same_words_have_their_own_ids() -> None:
    transcript = read(b"talk 1 a 0 1 yes\ntalk 1 a 0 1 yes\n", OPTIONS).transcript
    assert len({segment.id for segment in transcript.segments}) == 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"talk 1 a 0\n", "talk.stm:1: has 4 fields"),
        (b"talk 1 a 2 1 hello\n", "talk.stm:1: ends at 1, before its start at 2"),
        (b";; ok\ntalk 1 a zero 1 hello\n", "talk.stm:2: zero is not a time in seconds"),
    ],
)
def test_a_fault_names_its_line(content: bytes, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        read(content, OPTIONS)


@given(st.binary(max_size=300) | st.text(alphabet="talk 1a029.<>\n", max_size=300).map(str.encode))
def test_any_content_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        read(content, OPTIONS)
