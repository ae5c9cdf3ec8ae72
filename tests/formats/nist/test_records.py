import pytest

from dragoman.errors import FormatError
from dragoman.formats.nist.records import Record, assemble, find_lines, parse_span
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span

OPTIONS = ReadOptions(path="talk.stm")


def test_lines_keep_their_numbers() -> None:
    lines = find_lines(b"\xef\xbb\xbfone two\n\n;; three\nfour  five six\n", OPTIONS, most=2)
    assert list(lines) == [Record(1, ("one", "two")), Record(4, ("four", "five six"))]


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(FormatError, match="is larger than 16 MiB"):
        list(find_lines(b"x" * (16 * 1024 * 1024 + 1), OPTIONS, most=2))


def test_times_are_cut_and_never_rounded_up() -> None:
    assert parse_span(OPTIONS, Record(1, ()), "0.9999", length="1.0001") == Span(999, 1999)


def test_segments_that_were_given_one_id_get_two() -> None:
    segments = [Segment(id="s00000001", span=Span(5)), Segment(id="s00000001", span=Span(2))]
    found = assemble(OPTIONS, segments).segments
    assert found[0].id == "s00000001"
    assert len({segment.id for segment in found}) == 2


def test_a_document_knows_its_language_only_if_told() -> None:
    assert assemble(OPTIONS, []).recording is None
    assert assemble(ReadOptions(language="fa"), []).source_language == "fa"
