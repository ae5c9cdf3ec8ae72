"""Signs that a recording is not that of a transcript."""

from __future__ import annotations

import pytest

from dragoman.media.probe import Probe
from dragoman.transcript.document import Copy, Facts, Recording, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.workflows.importing.attach_recording import FoundRecording, find_mismatches, with_recording

TIMED = Transcript(
    segments=(
        Segment(id="s00000001", span=Span(1000, 4000), source=("Hola.",)),
        Segment(id="s00000002", span=Span(60_000, 64_000), source=("Ya.",)),
    )
)


def found(seconds: float | None, offset: int = 0) -> FoundRecording:
    length = None if seconds is None else round(seconds * 1000)
    return FoundRecording(Probe("audio/wav", length, 1), Copy(address="tape.wav", offset=offset))


def codes(transcript: Transcript, recording: FoundRecording) -> list[str]:
    return [problem.code for problem in find_mismatches(transcript, recording)]


@pytest.mark.parametrize(("seconds", "expected"), [(70, []), (58.5, []), (50, ["captions-too-long"]), (None, [])])
def test_passages_that_begin_after_its_end(seconds: float | None, expected: list[str]) -> None:
    assert codes(TIMED, found(seconds)) == expected


def test_the_place_is_the_first_passage_after_its_end() -> None:
    [problem] = find_mismatches(TIMED, found(30))
    assert (problem.where.segment, problem.where.start) == ("s00000002", 60_000)


@pytest.mark.parametrize(("seconds", "expected"), [(600, []), (604, []), (660, ["recording-length"])])
def test_another_length_than_is_stated(seconds: float, expected: list[str]) -> None:
    stated = Transcript(recording=Recording(duration=600_000), segments=TIMED.segments)
    assert codes(stated, found(seconds)) == expected


def test_more_words_than_anybody_says_in_its_time() -> None:
    text = Transcript(segments=(Segment(id="s00000001", source=("palabra " * 100,)),))
    assert codes(text, found(10)) == ["recording-length"]
    assert codes(text, found(60)) == []


def test_a_copy_of_an_excerpt_begins_where_the_excerpt_does() -> None:
    late = Span(3_600_000, 3_604_000)
    excerpt = Transcript(
        facts=Facts(covers=Span(3_599_000, 3_660_000)), segments=(Segment(id="s00000001", span=late, source=("Ya.",)),)
    )
    assert codes(excerpt, found(61, offset=3_599_000)) == []
    assert codes(excerpt, found(61)) == ["captions-too-long"]
    recording = with_recording(excerpt, found(61, offset=3_599_000)).recording
    assert recording is not None
    assert (recording.duration, recording.copies[0].offset) == (None, 3_599_000)
