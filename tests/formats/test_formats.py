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
    with pytest.raises(SettingsError, match="format tap: is not known; use one of noscribe-vtt, vtt, srt, json, "):
        read(b"", "tap", ReadOptions())


def test_a_format_that_is_only_read_says_so() -> None:
    with pytest.raises(SettingsError, match="format rttm: can only be read; use one of vtt, srt, page, json"):
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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_file_is_known_by_what_is_in_it_in_any_unicode(name: str, encoding: str) -> None:
    text = SAMPLES[name].decode()
    content = text.encode(encoding) if encoding == "utf-8-sig" else f"\ufeff{text}".encode(encoding)
    assert find_format(f"talk{FORMATS[name].suffixes[-1]}", content) == name


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
    with pytest.raises(FormatError, match=r"talk.unknown: is in no format that can be read"):
        read(path)


@pytest.mark.parametrize("name", ["vtt", "srt", "sbv", "ass"])
def test_subtitles_that_are_saved_as_text_are_subtitles(name: str) -> None:
    assert find_format("talk.txt", SAMPLES[name]) == name
    assert find_format("talk.txt", b"Ana: Hello.\n\n00:00:01,000 --> 00:00:02,000\n") == "plain-text"


@pytest.mark.parametrize("name", ["whisper", "aws-transcribe", "json-list", "ttml", "noscribe", "textgrid"])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_json_and_xml_that_are_saved_as_text_are_what_they_hold(name: str, suffix: str) -> None:
    assert find_format(f"talk{suffix}", SAMPLES[name]) == name


@pytest.mark.parametrize("suffix", [".txt", ".md", ".json", ".jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_json_lines_are_refused_by_name(suffix: str, encoding: str) -> None:
    content = '{"t0": 1, "said": "Hello (you)"}\n{"t0": 2, "said": "Yes."}\n'.encode(encoding)
    with pytest.raises(FormatError, match="looks like JSON, one object a line; no format of ours; write them as one"):
        read(content, options=ReadOptions(path=f"talk{suffix}"))


def test_json_lines_like_a_known_format_are_refused_by_name() -> None:
    line = b'{"text": "Hi", "words": [{"word": "Hi", "start": 1}]}\n'
    with pytest.raises(FormatError, match="looks like JSON, one object a line"):
        read(2 * line, options=ReadOptions(path="talk.json"))


def test_json_of_nobody_is_no_text() -> None:
    with pytest.raises(
        FormatError, match="is not a Dragoman transcript, but JSON that does not say what it is; name the form"
    ):
        read(b'{\n"a": {"b": "Hello"}}', options=ReadOptions(path="talk.txt"))


def test_prose_below_facts_in_json_is_prose() -> None:
    assert find_format("talk.md", b'{\n"title": "A talk"\n}\n\n**Ana:** Hello.\n') == "markdown"


def test_json_lines_that_are_cut_off_are_refused() -> None:
    with pytest.raises(FormatError, match="looks like JSON, one object a line"):
        read(b'{"said": "Hello"}\n{"said": "Yes."}\n{"sai', options=ReadOptions(path="talk.txt"))


def test_braces_that_begin_a_text_are_no_json() -> None:
    assert find_format("talk.txt", b"{The door opens.}\n\nAna: Hello.\n") == "plain-text"
