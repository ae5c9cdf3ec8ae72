"""The examples are what their README and the demo say they are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.notation import parse, serialize
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    Foreign,
    Gloss,
    Mark,
    Note,
    Overlap,
    Phonetic,
    Supplied,
    Unclear,
    Vocal,
    find_marks,
    plain,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORDING = EXAMPLES / "mercado" / "mercado.flac"
TRUTH = "mercado/mercado.truth.txt"
OPENING = "mercado/mercado.opening.truth.txt"
ALMANAC = "almanac/almanac.txt"

page = pytest.mark.parametrize("name", [TRUTH, OPENING, ALMANAC])


def load(name: str) -> Transcript:
    return parse((EXAMPLES / name).read_text(encoding="utf-8")).transcript


def span_of(segment: Segment) -> tuple[int, int]:
    assert segment.span is not None
    assert segment.span.end is not None
    return segment.span.start, segment.span.end


def said(name: str) -> str:
    return " ".join(plain(segment.source or ()) for segment in load(name).segments)


def kinds(name: str) -> set[type[Mark]]:
    """The kinds of marks in the translations of a page."""
    return {type(mark) for segment in load(name).segments for mark in find_marks(segment.target or ())}


@page
def test_a_page_is_read_without_problems(name: str) -> None:
    assert parse((EXAMPLES / name).read_text(encoding="utf-8")).problems == ()


@page
def test_a_page_is_written_as_it_was_read(name: str) -> None:
    assert serialize(load(name)) == (EXAMPLES / name).read_text(encoding="utf-8")


@page
def test_every_passage_has_both_languages_and_a_speaker(name: str) -> None:
    transcript = load(name)
    assert all(segment.source and segment.target for segment in transcript.segments)
    assert {segment.speaker for segment in transcript.segments} == {"S1", "S2"}


def test_the_host_and_the_guest_take_turns() -> None:
    assert [speaker.label for speaker in load(TRUTH).speakers] == ["The host", "The guest"]
    assert [segment.speaker for segment in load(TRUTH).segments[:6]] == ["S1", "S1", "S2", "S2", "S1", "S2"]


def test_the_recording_is_as_long_as_its_truth_says() -> None:
    av = pytest.importorskip("av", reason="the extra speech is not installed")
    recording = load(TRUTH).recording
    with av.open(str(RECORDING)) as container:
        assert recording is not None
        assert recording.duration == pytest.approx(container.duration / 1000, abs=5)


def test_the_recording_is_small_and_about_a_minute_long() -> None:
    assert RECORDING.stat().st_size < 1_000_000
    assert 55_000 <= span_of(load(TRUTH).segments[-1])[1] <= 75_000


def test_there_is_sound_in_every_passage_and_none_at_the_edges() -> None:
    av = pytest.importorskip("av", reason="the extra speech is not installed")
    np = pytest.importorskip("numpy")
    with av.open(str(RECORDING)) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)]) / 2**15
    spans = [span_of(segment) for segment in load(TRUTH).segments]
    assert all(np.abs(samples[start * 16 : end * 16]).mean() > 0.01 for start, end in spans)
    assert np.abs(samples[: spans[0][0] * 16 - 160]).max() < 0.001
    assert np.abs(samples[spans[-1][1] * 16 + 160 :]).max() < 0.001


def test_only_the_interruption_overlaps() -> None:
    segments = load(TRUTH).segments
    overlapping = [(before, after) for before, after in pairwise(segments) if span_of(after)[0] < span_of(before)[1]]
    [(before, after)] = overlapping
    assert plain(before.source or ()).endswith("y además —")
    assert after.source is not None
    assert after.source[0] == Overlap()


WORDS = (
    "catorce de marzo|dos mil diecinueve|cuarenta y tres mil|dos euros con cincuenta"
    "|Carmen Romero|Tomás|Lucía|Valencia|Sevilla"
)


@pytest.mark.parametrize("words", WORDS.split("|"))
def test_the_recording_has_numbers_a_date_and_names(words: str) -> None:
    assert words in said(TRUTH)


def test_the_truth_marks_what_the_translator_did() -> None:
    assert kinds(TRUTH) == {Supplied, Foreign, Gloss, Vocal, Overlap}


def test_the_opening_is_the_beginning_of_the_truth() -> None:
    opening = load(OPENING)
    assert opening.segments == load(TRUTH).segments[:5]
    assert opening.facts.covers == Span(0, span_of(opening.segments[-1])[1])


def test_the_almanac_has_most_of_what_a_translator_marks() -> None:
    assert kinds(ALMANAC) == {Supplied, Gloss, Foreign, Phonetic, Unclear, Note, Vocal, Overlap}


def test_the_almanac_writes_arabic_indic_digits_and_a_hijri_date() -> None:
    assert load(ALMANAC).source_language == "ar"
    assert "محرّم سنة ١٣٤٧" in said(ALMANAC)
    assert "١٢٬٥٠٠" in said(ALMANAC)


def test_the_readme_names_every_file() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in EXAMPLES.glob("*/*") if path.is_file()]
    assert sorted(name for name in files if f"`{name}`" not in readme) == []
