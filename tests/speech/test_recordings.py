"""Recordings of people, where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.scoring.words import score_words
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain

pytestmark = pytest.mark.speech

Draft = Callable[..., Transcript]


def text(transcript: Transcript, speaker: str | None = None) -> str:
    wanted = [segment for segment in transcript.segments if speaker in (None, segment.speaker)]
    return " ".join(plain(segment.source) for segment in wanted if segment.source)


@pytest.fixture(scope="module")
def panel(data: Path, draft: Draft) -> Transcript:
    return draft(data / "panel" / "es.flac", "--from", "es", "--speakers", "none")


def test_passages_begin_where_people_begin_to_speak(data: Path, panel: Transcript) -> None:
    readings = json.loads((data / "panel" / "es.json").read_text(encoding="utf-8"))["segments"]
    starts = [segment.span.start / 1000 for segment in panel.segments if segment.span]
    off = sorted(min(abs(start - reading["start"]) for start in starts) for reading in readings)
    assert off[len(off) // 2] < 0.35
    assert off[-1] < 1


def test_most_words_of_a_panel_are_right(data: Path, panel: Transcript) -> None:
    readings = json.loads((data / "panel" / "es.json").read_text(encoding="utf-8"))["segments"]
    rate = score_words(" ".join(reading["text"] for reading in readings), text(panel), "es").rate
    assert rate is not None
    assert rate < 0.2


def test_hardly_a_word_is_invented_where_nobody_speaks(data: Path, draft: Draft) -> None:
    assert len(text(draft(data / "diar" / "ami_trn02.flac", "--from", "en", "--speakers", "none")).split()) <= 4


def test_two_channels_are_two_people(data: Path, draft: Draft) -> None:
    path = data / "audio" / "en" / "stereo_two_channel.flac"
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["channels"]
    transcript = draft(path, "--from", "en", "--channels-are-speakers")
    for speaker, channel in (("S1", "left"), ("S2", "right")):
        rate = score_words(said[channel], text(transcript, speaker), "en").rate
        assert rate is not None
        assert rate < 0.35
