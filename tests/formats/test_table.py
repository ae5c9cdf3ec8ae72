import pytest

from dragoman.errors import SettingsError
from dragoman.formats import find_format, find_readable, read, write
from dragoman.formats.base import ReadOptions, WriteOptions
from dragoman.transcript.document import Transcript


def test_a_suffix_stands_for_a_format() -> None:
    assert find_format("talks/Talk.RTTM") == "rttm"
    assert find_format("talk.mp4") is None


def test_an_unknown_name_is_refused_with_those_known() -> None:
    with pytest.raises(SettingsError, match="format tap: is not known; use one of vtt, srt, page, "):
        read(b"", "tap", ReadOptions())


def test_a_format_that_is_only_read_says_so() -> None:
    with pytest.raises(SettingsError, match="format rttm: can only be read"):
        write(Transcript(), "rttm", WriteOptions())


def test_the_formats_that_can_be_read_are_known() -> None:
    assert {"rttm", "stm", "ctm"} <= set(find_readable())
    assert "page" not in find_readable()


def test_a_row_leads_to_its_reader() -> None:
    imported = read(b"talk 1 a 0 1 hello\n", "stm", ReadOptions(language="en"))
    assert imported.transcript.segments[0].source == ("hello",)
