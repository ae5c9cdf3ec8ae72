import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.annotation.noscribe.typing import read_pauses, split_overlaps
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.transcript.span import Span
from dragoman.transcript.text import Overlap, Pause

HEAD = (
    "<html><body><p>A talk</p><p>Transcribed with noScribe vers. 0.7<br />Audio file: ./talk.mp3<br />"
    "(Language: German (de) | Mark pause: 1)</p>"
)


def noscribe(*paragraphs: str) -> Imported:
    content = HEAD + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return read(content.encode(), "noscribe", ReadOptions(path="talk.html"))


def test_each_link_is_a_passage_with_its_own_time() -> None:
    imported = noscribe(
        '<a name="ts_2000_3000_S01" >S01: <span>[00:00:02]</span> Guten Tag.</a><a name="ts_3000_4000_S01" > Ja?</a>'
    )
    transcript = imported.transcript
    assert [(s.speaker, s.span, s.source) for s in transcript.segments] == [
        ("S01", Span(2000, 3000), ("Guten Tag.",)),
        ("S01", Span(3000, 4000), ("Ja?",)),
    ]
    assert (transcript.source_language, transcript.facts.title) == ("de", "A talk")
    assert [problem.code for problem in imported.problems] == ["recording-named"]


def test_a_pause_belongs_to_what_stands_before_it() -> None:
    [segment] = noscribe(
        '<a name="ts_0_1000_S00" >S00: Also</a><a name="ts_1000_2560_S00" > (..)</a>'
    ).transcript.segments
    assert (segment.source, segment.span) == (("Also ", Pause(1560)), Span(0, 2560))


def test_a_pause_of_nobody_stands_alone() -> None:
    [segment] = noscribe('<a name="ts_0_12140_" >(12 seconds pause) </a>').transcript.segments
    assert (segment.speaker, segment.source) == (None, (Pause(12140),))


def test_who_falls_in_has_a_passage_that_overlaps() -> None:
    segments = noscribe(
        '<a name="ts_0_1_S01" >S01: Gut.</a><a name="ts_1_2_//S00" > //S00: Ja.</a><a name="ts_2_3_S01" >// Also.</a>'
    ).transcript.segments
    assert [(s.speaker, s.source) for s in segments] == [
        ("S01", ("Gut.",)),
        ("S00", (Overlap(), "Ja.")),
        ("S01", ("Also.",)),
    ]


def test_a_name_that_somebody_put_for_a_code_is_the_speakers_everywhere() -> None:
    transcript = noscribe(
        '<a name="ts_0_1_S01" >Heike: <span>[00:00:00]</span> Gut.</a>', '<a name="ts_1_2_S01" > Ja: nein.</a>'
    ).transcript
    assert [speaker.label for speaker in transcript.speakers] == ["Heike"]
    assert [s.source for s in transcript.segments] == [("Gut.",), ("Ja: nein.",)]


def test_what_the_editor_cut_at_colours_is_one_passage() -> None:
    link = '<a name="ts_5_9_S01">'
    [segment] = noscribe(
        f"{link}<span>Heike: </span></a>{link}<span>[00:00:00]</span></a>{link}<span> Gut.</span></a>"
    ).transcript.segments
    assert (segment.source, segment.span) == (("Gut.",), Span(5, 9))


def test_what_somebody_typed_between_the_links_is_kept_without_a_time() -> None:
    imported = noscribe('<a name="ts_5_9_S01">S01: Gut.</a>', "I <i>nod</i>.", '<a name="ts_9_12_S01"> Ja.</a>')
    segments = imported.transcript.segments
    assert [(s.source, s.span) for s in segments] == [
        (("Gut.",), Span(5, 9)),
        (("I nod.",), None),
        (("Ja.",), Span(9, 12)),
    ]
    assert [problem.code for problem in imported.problems] == ["recording-named", "words-without-time"]


def test_a_link_inside_paragraphs_that_nobody_closed_is_read_once() -> None:
    nested = "<p><object>" * 30 + "".join(f'<a name="ts_{n}_99_S00">S00: x</a>' for n in range(20))
    assert len(noscribe(nested).transcript.segments) == 20


def test_a_link_in_a_link_is_a_part_of_its_words() -> None:
    [segment] = noscribe(
        '<a name="ts_0_9_S00" >S00: x <object><a name="ts_3_4_S00">y</a></object> z</a>'
    ).transcript.segments
    assert (segment.source, segment.span) == (("x y z",), Span(0, 9))


def test_a_page_without_its_links_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.html:1:1: contains none of"):
        noscribe("Guten Tag.")


def test_typed_pauses_are_as_long_as_they_say() -> None:
    assert read_pauses("Gut. (.) Ja (1 minute 5 seconds pause) (x)") == (
        "Gut.", " ", Pause(1000), " Ja", " ", Pause(65000), " (x)",
    )  # fmt: skip


def test_in_a_line_those_who_fall_in_are_taken_out() -> None:
    parts = split_overlaps(
        [ImportedCue(text="Gut. //S00: Ja. //S02: So?// Also. https://a.example", speaker="S01", start=5)]
    )
    assert [(p.speaker, p.text, p.start) for p in parts] == [
        ("S01", ("Gut.",), 5),
        ("S00", (Overlap(), "Ja."), 5),
        ("S02", (Overlap(), "So?"), 5),
        ("S01", ("Also. https://a.example",), 5),
    ]


GERMAN = (
    "WEBVTT Interview\n\nNOTE\nTranskribiert mit noScribe Vers. 0.7\nAudiodatei: /talk.mp4\n"
    "(Start (hh:mm:ss):  00:00:00 | Modell: precise | Sprache: German (de) | Zeitmarken: 1)\n\n"
    "NOTE media: /talk.mp4\n\n"
    "1\n00:00:00.000 --> 00:01:16.000\n<v >(1 Minute[n] Pause) \n\n"
    "2\n00:01:16.000 --> 00:01:20.000\n<v S04>Anna: \n\n3\n00:01:16.000 --> 00:01:20.000\n<v S04>[00:01:16]\n\n"
    "4\n00:01:16.000 --> 00:01:20.000\n<v S04>Guten Tag.\n\n5\n00:01:20.000 --> 00:01:22.000\n<v S02>S02: \n\n"
    "6\n00:01:20.000 --> 00:01:22.000\n<v S02>Hallo.\n"
)


def test_labels_and_times_that_the_editor_saves_as_cues_are_no_words() -> None:
    imported = read(GERMAN.encode(), "noscribe-vtt", ReadOptions())
    said = [(segment.speaker, segment.source) for segment in imported.transcript.segments]
    assert said == [(None, (Pause(60_000),)), ("S04", ("Guten Tag.",)), ("S02", ("Hallo.",))]
    assert [(speaker.id, speaker.label) for speaker in imported.transcript.speakers] == [
        ("S04", "Anna"),
        ("S02", "S02"),
    ]


def test_a_header_in_german_names_the_language_and_the_recording() -> None:
    imported = read(GERMAN.encode(), "noscribe-vtt", ReadOptions())
    assert imported.transcript.source_language == "de"
    assert [(p.code, "/talk.mp4" in p.message) for p in imported.problems] == [("recording-named", True)]


def test_words_before_one_who_falls_in_are_nobodys_where_the_cue_has_that_voice() -> None:
    parts = split_overlaps([ImportedCue(text="Ach so. //S00: Genau. //S02: Eben.//", speaker="//S02")])
    assert [(part.speaker, part.text) for part in parts] == [
        (None, ("Ach so.",)),
        ("S00", (Overlap(), "Genau.")),
        ("S02", (Overlap(), "Eben.")),
    ]


def test_a_time_inside_a_turn_is_no_word() -> None:
    [_, second] = noscribe(
        '<a name="ts_0_9_S01" >S01: Gut.</a><a name="ts_9_12_S01" > <span>[00:05:49]</span> Also.</a>'
    ).transcript.segments
    assert second.source == ("Also.",)
