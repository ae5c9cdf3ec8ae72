import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Chapter
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text, Vocal


def trs(turns: str) -> Imported:
    content = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE Trans SYSTEM "trans-14.dtd">'
        '<Trans audio_filename="talk" xml:lang="fre"><Topics><Topic id="to1" desc="Les abeilles"/></Topics><Speakers>'
        '<Speaker id="spk1" name="Zoé"/><Speaker id="spk2" name="Ben"/></Speakers><Episode program="Midi">'
        f'<Section type="report" topic="to1" startTime="0" endTime="9">{turns}</Section></Episode></Trans>'
    )
    return read(content.encode("latin-1"), "transcriber", ReadOptions(path="talk.trs"))


def said(imported: Imported) -> list[tuple[str | None, Span | None, Text | None]]:
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, s.source) for s in imported.transcript.segments]


def test_points_of_time_cut_a_turn_into_passages() -> None:
    inner = '\n<Sync time="0.5"/>\nÉté\n<Sync time="2.25"/>\nsuite\n'
    turn = f'<Turn speaker="spk1" startTime="0.5" endTime="4">{inner}</Turn>'
    assert said(trs(turn)) == [("Zoé", Span(500, 2250), ("Été",)), ("Zoé", Span(2250, 4000), ("suite",))]


def test_two_who_speak_at_once_have_a_passage_each() -> None:
    inner = '<Sync time="1"/><Who nb="1"/>oui<Who nb="2"/>non'
    assert said(trs(f'<Turn speaker="spk1 spk2" startTime="1" endTime="3">{inner}</Turn>')) == [
        ("Zoé", Span(1000, 3000), ("oui",)),
        ("Ben", Span(1000, 3000), ("non",)),
    ]


@pytest.mark.parametrize("speaker", ["", 'speaker="spk1 spk2"'])
def test_words_that_no_speaker_is_named_for_are_nobodys(speaker: str) -> None:
    turn = f'<Turn {speaker} startTime="1" endTime="3"><Sync time="1"/>oui</Turn>'
    assert said(trs(turn)) == [(None, Span(1000, 3000), ("oui",))]


def test_noises_are_marks_and_other_events_and_comments_are_named() -> None:
    inner = '<Sync time="1"/>oui <Event desc="laughs" type="noise" extent="instantaneous"/> non'
    inner += '<Event desc="en" type="language" extent="begin"/> yes <Comment desc="à vérifier"/>'
    imported = trs(f'<Turn speaker="spk1" startTime="1" endTime="3">{inner}</Turn>')
    assert imported.transcript.segments[0].source == ("oui ", Vocal("laughs"), " non yes")
    assert sorted(p.code for p in imported.problems) == ["comment-left-out", "layer-left-out", "recording-named"]


def test_topics_are_chapters_and_the_language_is_known() -> None:
    transcript = trs('<Turn startTime="1" endTime="3"><Sync time="1"/>oui</Turn>').transcript
    assert transcript.facts.chapters == (Chapter(span=Span(0, 9000), title="Les abeilles"),)
    assert (transcript.source_language, transcript.facts.programme) == ("fr", "Midi")


def test_what_holds_no_turns_is_refused() -> None:
    with pytest.raises(FormatError, match="contains no turns with words"):
        trs("")
    with pytest.raises(FormatError, match=r"talk.trs:1: is XML, but not Transcriber's"):
        read(b"<x/>", "transcriber", ReadOptions(path="talk.trs"))


def test_a_file_without_an_episode_is_read() -> None:
    content = b'<Trans><Turn startTime="0"><Sync time="0"/>oui</Turn></Trans>'
    assert read(content, "transcriber", ReadOptions()).transcript.segments[0].source == ("oui",)
