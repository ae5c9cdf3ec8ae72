from pathlib import Path

import pytest

from dragoman.errors import FormatError, InputError, SettingsError
from dragoman.formats import FORMATS, find_format, find_readable, find_writable, read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.transcript.document import Transcript
from samples import SAMPLES


def test_a_suffix_stands_for_a_format() -> None:
    assert find_format("talks/Talk.RTTM") == "rttm"
    assert find_format("talk.mp4") is None


def test_an_unknown_name_is_refused_with_those_known() -> None:
    with pytest.raises(SettingsError, match="format tap: is not known; use one of noscribe-vtt, vtt, srt, page, "):
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


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_file_is_known_by_what_is_in_it(name: str) -> None:
    suffix = FORMATS[name].suffixes[-1]
    assert find_format(f"talk{suffix}", SAMPLES[name]) == name


@pytest.mark.parametrize("name", ["vtt", "srt", "sbv", "ass"])
def test_content_is_believed_where_the_suffix_says_nothing_or_something_else(name: str) -> None:
    assert find_format("talk.unknown", SAMPLES[name]) == name
    assert find_format("talk.ttml", SAMPLES[name]) == name
    assert find_format("talk.ttml", SAMPLES[name].decode().encode("utf-16")) == name


def test_a_file_like_none_is_what_its_suffix_says() -> None:
    assert find_format("talk.srt", b"nothing") == "srt"
    assert find_format("talk.unknown", b"nothing") is None


def test_a_suffix_alone_stands_for_what_can_be_written() -> None:
    written = {suffix: find_format(f"talk{suffix}") for suffix in (".vtt", ".json", ".xml", ".csv", ".podcast.json")}
    assert written == {".vtt": "vtt", ".json": "json", ".xml": "ttml", ".csv": "csv", ".podcast.json": "podcast-json"}
    assert {"vtt", "srt", "ass", "ttml", "otr", "podcast-json", "podcast-html", "csv", "tsv"} <= set(find_writable())


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(SAMPLES["srt"])
    assert len(read(path).transcript.segments) == 4
    with pytest.raises(InputError, match=r"talk.vtt: cannot be read \(No such file or directory\)"):
        read(tmp_path / "talk.vtt")


def test_a_file_in_no_known_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.unknown"
    path.write_bytes(b"nothing")
    with pytest.raises(FormatError, match=r"talk.unknown:1:1: is not in a format that can be read"):
        read(path)


@pytest.mark.parametrize("name", ["vtt", "srt", "sbv", "ass"])
def test_subtitles_that_are_saved_as_text_are_subtitles(name: str) -> None:
    assert find_format("talk.txt", SAMPLES[name]) == name
    assert find_format("talk.txt", b"Ana: Hello.\n\n00:00:01,000 --> 00:00:02,000\n") == "plain-text"
