"""Other people's subtitles, captions, recognizers' JSON and tables: what is to be found in each, written out."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

from dragoman.errors import FormatError
from dragoman.formats import find_format, read
from dragoman.formats.options import ReadOptions
from dragoman.problems import Place
from dragoman.transcript.document import Transcript, Word, find_turns
from dragoman.transcript.span import Span
from dragoman.transcript.text import Overlap, Pause, find_marks, plain
from references import needs_data


class Given(NamedTuple):
    """What is in a file. Times in ms; ``problems`` are codes and how often."""

    path: str
    format: str
    language: str | None
    speakers: list[str]
    passages: int
    turns: int
    start: int | None
    end: int | None
    first: str
    last: str
    marks: dict[str, int] = {}
    problems: dict[str, int] = {}
    recording: str | None = None


# fmt: off
GIVEN = [
    Given("fuzz/ableplayer/deadline_captions_ar.vtt", "vtt", "ar", ["المشروع", "الولد"], 16, 12, 14140, 54803,
          "أتريد الانتهاء مني؟", "صوتية هادئة ]", {}, {"brackets-as-typed": 1, "comment-left-out": 1}),
    Given("fuzz/ableplayer/deadline_captions_en.vtt", "vtt", None, ["Project", "Boy"], 15, 12, 14140, 54803,
          "Wanna finish me?", "acoustic music ]", {"Vocal": 1}, {"brackets-as-typed": 1}),
    Given("fuzz/ableplayer/wwa_captions_en.vtt", "vtt", "en", ["Narrator", "Terrill"], 15, 5, 429, 52000,
          "You want these", "everybody else sees.", {"Incident": 1}, {"comment-left-out": 1, "styling-left-out": 1}),
    Given("fuzz/ableplayer/wwa_captions_en_test.vtt", "vtt", "en", ["Narrator"], 15, 3, 429, 52000,
          "You want these", "everybody else sees.", {"Incident": 1},
          {"brackets-as-typed": 1, "comment-left-out": 1, "passage-without-words": 1, "styling-left-out": 1}),
    Given("fuzz/ableplayer/wwa_captions_fr.vtt", "vtt", "fr", ["Narrateur", "Terrill"], 15, 5, 429, 52000,
          "Vous voulez ces", "le monde voit.", {"Incident": 1},
          {"comment-left-out": 1, "styling-left-out": 1}),
    Given("fuzz/meeteval/ref.rttm", "rttm", None, ["Alice", "Bob"], 4, 3, 0, 6000, "", "", recording="recordingA"),
    Given("fuzz/meeteval/ref.stm", "stm", None, ["Alice", "Bob"], 5, 3, 1000, 6000,
          "Effort made was a", "land the plane", recording="recordingA"),
    Given("fuzz/pysubs2/ttml_example.ass", "ass", None, [], 11, 1, 760, 58700,
          "It seems a", "How truly delightful!"),
    Given("fuzz/pysubs2/ttml_example.ttml", "ttml", None, [], 11, 1, 760, 58700,
          "It seems a", "How truly delightful!", {}, {"id-left-out": 1}),
    Given("fuzz/pysubs2/ttml_example2.ass", "ass", None, [], 11, 1, 1380, 50040,
          "TOP SAMPLE TEXT", "the Pacific Ocean."),
    Given("fuzz/pysubs2/ttml_example2.ttml", "ttml", "en", [], 11, 1, 1375, 50041,
          "TOP SAMPLE TEXT", "the Pacific Ocean.", {}, {"id-left-out": 1}),
    Given("fuzz/subtitleedit/auto_detect_Danish.srt", "srt", None, [], 379, 1, 0, 2555000,
          "Danske underteksster FBI", "Cremesovs! Tillykke Peter."),
    Given("fuzz/subtitleedit/auto_detect_windows-1250.srt", "srt", None, [], 1371, 1, 74233, 7374032,
          "www.titlovi.com Đino! Đino,", "Preuzeto sa www.titlovi.com", {},
          {"encoding-guessed": 1, "styling-left-out": 1}),
    Given("fuzz/subtitleedit/test.ass", "ass", None, [], 3, 1, 1000, 13000,
          "Hello, World! This", "SeConv subtitle converter."),
    Given("fuzz/subtitleedit/test.srt", "srt", None, [], 3, 1, 1000, 13000,
          "Hello, World! This", "SeConv subtitle converter."),
    Given("fuzz/webvtt-py/captions_with_bom.vtt", "vtt", None, [], 4, 1, 500, 21580,
          "Caption text #1", "Caption text #4"),
    Given("fuzz/webvtt-py/cue_tags.vtt", "vtt", None, [], 3, 1, 16500, 21500,
          "When the moon", "pie That's amore", {}, {"styling-left-out": 1}),
    # Without its first line it is no WebVTT, and what is left of it is SubRip.
    Given("fuzz/webvtt-py/invalid.vtt", "srt", None, [], 7, 1, 500, 30280, "Caption text #1", "Caption text #7"),
    Given("fuzz/webvtt-py/invalid_timeframe.sbv", "sbv", None, [], 5, 1, 378, None,
          "Caption text #1", "Caption text #5", {}, {"time-unreadable": 1, "time-reversed": 1}),
    Given("fuzz/webvtt-py/invalid_timeframe.vtt", "vtt", None, [], 7, 1, 500, 30280,
          "Caption text #1", "Caption text #7", {}, {"time-unreadable": 1}),
    Given("fuzz/webvtt-py/metadata_headers.vtt", "vtt", "en", [], 2, 1, 500, 11890,
          "Caption text #1", "Caption text #2"),
    Given("fuzz/webvtt-py/missing_caption_text.sbv", "sbv", None, [], 4, 1, 378, None,
          "Caption text #1", "Caption text #5", {}, {"passage-without-words": 1, "time-reversed": 1}),
    Given("fuzz/webvtt-py/missing_caption_text.vtt", "vtt", None, [], 4, 1, 500, 23880,
          "Caption text #1", "Caption text #5", {}, {"passage-without-words": 1}),
    Given("fuzz/webvtt-py/missing_timeframe.srt", "srt", None, [], 5, 1, 500, 23880,
          "Caption text #1", "Caption text #5", {}, {"words-without-time": 1}),
    Given("fuzz/webvtt-py/netflix_chicas_del_cable.vtt", "vtt", None, [], 942, 1, 7960, 3148600,
          "[Alba] En 1928,", "para olvidarte... Alba.", {"Gap": 1, "Incident": 2, "Vocal": 7},
          {"brackets-as-typed": 1, "comment-left-out": 2, "styling-left-out": 1}),
    Given("fuzz/webvtt-py/one_caption.srt", "srt", None, [], 1, 1, 500, 7000, "Caption text #1", "Caption text #1"),
    Given("fuzz/webvtt-py/sample.sbv", "sbv", None, [], 5, 1, 378, None,
          "Caption text #1", "Caption text #5", {}, {"brackets-as-typed": 1, "time-reversed": 1}),
    Given("fuzz/webvtt-py/sample.vtt", "vtt", None, [], 16, 1, 500, 64300, "Caption text #1", "Caption text #16"),
    Given("fuzz/webvtt-py/styles_with_comments.vtt", "vtt", None, [], 1, 1, 0, 10000,
          "- Hello world.", "- Hello world.", {}, {"comment-left-out": 3, "styling-left-out": 1}),
    Given("fuzz/webvtt-py/using_identifiers.vtt", "vtt", None, [], 6, 1, 500, 27280,
          "Caption text #1", "Caption text #6", {}, {"id-left-out": 1}),
    Given("fuzz/wpt/timings-too-long.vtt", "vtt", None, [], 15, 1, 0, 1000,
          "text1 invalid invalid", "invalid invalid text2", {}, {"time-unreadable": 13}),
    Given("transcripts/autoedit_speechmatics.json", "speechmatics", "en-US", [], 39, 1, 120, 227460,
          "Goals and hopes.", "Facebook campus in.", {}, {"recording-named": 1}),
    Given("transcripts/exmaralda_Beckhams.xml", "tei", "en", ["PAR", "VIC", "DAV"], 118, 68, 0, 262175,
          "And what it comes", "Yeah Eh eh eh", {"Pause": 49, "Incident": 27}, {"recording-named": 1}),
    # It says that it is English, as noScribe was told.
    Given("transcripts/noscribe_interview.html", "noscribe", "en", ["S01", "S02", "S00"], 239, 97, 0, None,
          "Guten Tag, ich", "abschalten, abschalten. Ja.", {"Pause": 11, "Overlap": 25},
          {"recording-named": 1, "time-reversed": 1}),
    Given("transcripts/noscribe_interview.vtt", "noscribe-vtt", "en", ["S01", "S02", "S00"], 99, 97, 0, None,
          "Guten Tag, ich", "abschalten, abschalten. Ja.", {"Pause": 11, "Overlap": 23},
          {"recording-named": 1, "time-reversed": 1}),
    Given("transcripts/ohd_transcript_de.csv", "csv", None, ["INT", "AB"], 18, 3, 5000, None,
          "Heute ist Montag", "Text ohne Sprecherkürzel.", {}, {"brackets-as-typed": 1}),
    Given("transcripts/ohd_transcript_de.vtt", "vtt", None, ["INT", "AB"], 14, 4, 5495, 247401,
          "Victor, kannst Du", "so Aktien verteilt?"),
    Given("transcripts/podcastns_example.json", "podcast-json", None, ["Darth Vader", "Luke"], 5, 2, 500, 3000,
          "I am your", "your father. Nooooo"),
    Given("transcripts/podcastns_example.srt", "srt", None, ["Travis", "Sarah", "Gilon"], 222, 10, 179, 754769,
          "When you first", "batch your episodes."),
    Given("transcripts/youtube_rolling.vtt", "vtt", "en", [], 113, 1, 80, 226959,
          "What if experts", "of these combined.", {}, {"captions-folded": 1, "styling-left-out": 1}),
]
# fmt: on

# Published pages, whose expectations are written out in test_given_pages.
PAGES = (
    "transcripts/wh_2023-01-18_briefing.md",
    "transcripts/wh_2022-05-21_biden_yoon.md",
    "transcripts/ohad_mohammad.txt",
)

REFUSED = {
    "fuzz/webvtt-py/invalid_format1.srt": "invalid_format1.srt:1:1: contains no subtitle",
    "fuzz/webvtt-py/invalid_format3.srt": "invalid_format3.srt:1:1: contains no subtitle",
}


# Read by the tests of their formats.
ANNOTATED = {
    "transcripts/exmaralda_Beckhams.exb",
    "transcripts/exmaralda_HardTalk.exb",
    "transcripts/rerooted_HaigArekianAndHaigSiserian.TextGrid",
    "transcripts/ohms_vtt_small.xml",
}


def given(path: str, name: str | None = None) -> Transcript:
    file = needs_data(path)
    return read(file.read_bytes(), name, ReadOptions(path=file.name)).transcript


@pytest.mark.parametrize("expected", GIVEN, ids=lambda row: row.path.rpartition("/")[2])
def test_a_file_holds_what_is_written_here(expected: Given) -> None:
    file = needs_data(expected.path)
    assert find_format(file.name, file.read_bytes()) == expected.format
    imported = read(file, options=ReadOptions(recording=expected.recording))
    transcript = imported.transcript
    spans = [segment.span for segment in transcript.segments]
    words = " ".join(plain(segment.source or ()) for segment in transcript.segments).split()
    marks = Counter(type(mark).__name__ for s in transcript.segments for mark in find_marks(s.source or ()))
    found = Given(
        expected.path,
        expected.format,
        transcript.source_language,
        [str(speaker.label) for speaker in transcript.speakers],
        len(transcript.segments),
        len(list(find_turns(transcript))),
        spans[0].start if spans[0] else None,
        spans[-1].end if spans[-1] else None,
        " ".join(words[: len(expected.first.split())]),
        " ".join(words[-len(expected.last.split()) :]),
        dict(marks),
        dict(Counter(problem.code for problem in imported.problems)),
        expected.recording,
    )
    assert found == expected


def test_what_is_to_be_found_is_written_out_for_every_file() -> None:
    folders = [needs_data("transcripts"), needs_data("fuzz")]
    there = {path.relative_to(folder.parent).as_posix() for folder in folders for path in folder.rglob("*.*")}
    assert there - {row.path for row in GIVEN} - {*PAGES, *REFUSED, *ANNOTATED} == set()


@pytest.mark.parametrize("name", ["ref.rttm", "ref.stm"])
def test_of_several_recordings_one_has_to_be_named(name: str) -> None:
    with pytest.raises(FormatError, match=r"contains several recordings \(recordingA, recordingB\); name one"):
        given(f"fuzz/meeteval/{name}")


@pytest.mark.parametrize(("path", "fault"), REFUSED.items())
def test_a_file_that_is_none_is_refused_with_its_place(path: str, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        given(path)


def test_webvtt_without_its_first_line_is_refused_as_webvtt() -> None:
    with pytest.raises(FormatError, match=r"invalid.vtt:1:1: does not begin with WEBVTT"):
        given("fuzz/webvtt-py/invalid.vtt", "vtt")


def test_a_time_that_is_none_is_named_with_line_and_column() -> None:
    file = needs_data("fuzz/webvtt-py/invalid_timeframe.vtt")
    [problem] = read(file).problems
    assert (problem.where, read(file).transcript.segments[1].span) == (Place(line=6, column=18), Span(7000))


def test_browsers_and_we_agree_which_times_are_times() -> None:
    segments = given("fuzz/wpt/timings-too-long.vtt").segments
    timed = [segment.source for segment in segments if segment.span and segment.span.end is not None]
    assert timed == [("text1",), ("text2",)]


def test_a_rolling_caption_keeps_the_time_of_each_word() -> None:
    first, second = given("transcripts/youtube_rolling.vtt").segments[:2]
    assert first.source == ("What if experts use a specific technique",)
    assert first.words[:3] == tuple(
        Word(text=t, span=Span(at)) for t, at in [("What", 80), ("if", 320), ("experts", 480)]
    )
    assert (second.source, second.words[0]) == (
        ("to master skills faster than everyone",),
        Word(text="to", span=Span(2080)),
    )


def test_a_voice_that_falls_in_is_a_passage_of_its_own() -> None:
    segments = given("transcripts/noscribe_interview.html").segments[:6]
    assert [(s.speaker, s.span) for s in segments[2:5]] == [
        ("S01", Span(24360, 30010)),
        ("S02", Span(30090, 30910)),
        ("S01", Span(31870, 33510)),
    ]
    assert (segments[3].source, segments[0].source) == ((Overlap(), "Ist das herrlich."), (Pause(12140),))
    assert segments[1].source is not None
    assert segments[1].source[-1] == Pause(1560)


def test_doubtful_words_between_angles_stay_words() -> None:
    source = given("transcripts/ohd_transcript_de.vtt").segments[0].source
    assert source is not None
    assert plain(source).endswith("warum die Aktiengesellschaften <[?]> .")


def test_the_same_captions_in_two_formats_are_the_same_passages() -> None:
    ttml, ass = (given(f"fuzz/pysubs2/ttml_example.{suffix}") for suffix in ("ttml", "ass"))
    assert [(s.span, s.source) for s in ttml.segments] == [(s.span, s.source) for s in ass.segments]


def test_captions_in_two_languages_begin_together() -> None:
    arabic, english = (given(f"fuzz/ableplayer/deadline_captions_{tag}.vtt") for tag in ("ar", "en"))
    starts = [{s.span.start for s in document.segments if s.span} for document in (arabic, english)]
    assert len(starts[0] & starts[1]) >= 10
