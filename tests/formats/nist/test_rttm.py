from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats.nist.rttm import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.span import Span

OPTIONS = ReadOptions(path="talk.rttm")


def test_turns_become_segments_without_text() -> None:
    content = b"SPEAKER talk 1 6.690 0.430 <NA> <NA> anna <NA> <NA>\nSPEAKER talk 1 7.55 1 <NA> <NA> bob <NA> <NA>\n"
    transcript = read(content, OPTIONS).transcript
    assert [(segment.speaker, segment.span, segment.source) for segment in transcript.segments] == [
        ("anna", Span(6690, 7120), None),
        ("bob", Span(7550, 8550), None),
    ]
    assert [speaker.id for speaker in transcript.speakers] == ["anna", "bob"]


def test_turns_come_in_order_of_time() -> None:
    content = b"SPEAKER talk 1 5 1 <NA> <NA> b <NA> <NA>\nSPEAKER talk 1 2 1 <NA> <NA> a <NA> <NA>\n"
    assert [segment.speaker for segment in read(content, OPTIONS).transcript.segments] == ["a", "b"]


def test_comments_and_other_records_are_passed_over() -> None:
    content = (
        b";; made by hand\n\nSPKR-INFO talk 1 <NA> <NA> <NA> unknown a <NA>\nSPEAKER talk 1 2 1 <NA> <NA> a <NA> <NA>\n"
    )
    assert len(read(content, OPTIONS).transcript.segments) == 1


def test_times_with_many_digits_are_cut_to_milliseconds() -> None:
    content = b"SPEAKER talk 1 12.340000000000002 1.0 <NA> <NA> a <NA> <NA>\n"
    assert read(content, OPTIONS).transcript.segments[0].span == Span(12340, 13340)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\nhello there\n", "talk.rttm:2: is not an RTTM record; each begins with its kind, such as SPEAKER"),
        (b"SPEAKER talk 1 2 1\n", "talk.rttm:1: has 5 fields; a SPEAKER record has nine or ten"),
        (b"SPEAKER talk 1 nan 1 <NA> <NA> a\n", "talk.rttm:1: nan is not a time in seconds; write it like 12.34"),
        (b"SPEAKER talk 1 1 -2 <NA> <NA> a\n", "talk.rttm:1: -2 is not a time in seconds; write it like 12.34"),
        (b"SPEAKER talk 1 99999999 1 <NA> <NA> a\n", "is not a time in seconds"),
        (b"SPEAKER t\xff 1 1 1 <NA> <NA> a\n", "talk.rttm:1: is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_fault_names_its_line(content: bytes, fault: str) -> None:
    with pytest.raises(FormatError, match=fault.replace(".", r"\.").replace("?", r"\?")):
        read(content, OPTIONS)


def test_several_recordings_need_a_choice() -> None:
    content = b"SPEAKER one 1 0 1 <NA> <NA> a <NA> <NA>\nSPEAKER two 1 0 1 <NA> <NA> b <NA> <NA>\n"
    with pytest.raises(FormatError, match="contains several recordings \\(one, two\\); name one"):
        read(content, OPTIONS)
    chosen = read(content, ReadOptions(recording="two")).transcript
    assert [segment.speaker for segment in chosen.segments] == ["b"]


def test_a_recording_that_is_not_there_is_said_so() -> None:
    content = b"SPEAKER one 1 0 1 <NA> <NA> a <NA> <NA>\n"
    with pytest.raises(FormatError, match="contains no recording two; it has one"):
        read(content, ReadOptions(recording="two"))


def test_an_empty_file_has_no_turns() -> None:
    assert read(b"", OPTIONS).transcript.segments == ()


@given(st.binary(max_size=300) | st.text(alphabet="SPEAKER 019.<NA>-e;\n", max_size=300).map(str.encode))
def test_any_content_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        read(content, OPTIONS)
