"""The example recording is understood: what the demo shows is a draft worth correcting."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.models import is_here
from dragoman.engines.voices.weights import has_voices
from dragoman.notation import parse
from dragoman.pipeline import DraftOptions, draft
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import plain

MERCADO = Path(__file__).parents[2] / "examples" / "mercado"

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def transcript() -> Transcript:
    for library in ("faster_whisper", "onnx"):
        pytest.importorskip(library, reason="the extra speech is not installed")
    if not has_voices():
        pytest.skip("the voice model is not on this machine: dragoman models --get voices")
    if not is_here("base"):
        pytest.skip("the model base is not on this machine")
    return draft(MERCADO / "mercado.flac", DraftOptions(source="es", target="en")).transcript


@pytest.mark.parametrize("words", ["1994", "2019", "43", "Carmen", "Tomás", "Valencia", "Sevilla"])
def test_numbers_and_names_come_out(transcript: Transcript, words: str) -> None:
    assert words in " ".join(plain(segment.source or ()) for segment in transcript.segments)


def test_two_speakers_are_told_apart(transcript: Transcript) -> None:
    truth = parse((MERCADO / "mercado.truth.txt").read_text(encoding="utf-8")).transcript
    right = sum(segment.speaker == speaker_at(transcript, middle(segment)) for segment in truth.segments)
    assert len(transcript.speakers) == 2
    assert right >= len(truth.segments) - 2


def test_every_passage_has_a_translation_or_a_marked_gap(transcript: Transcript) -> None:
    assert all(segment.target for segment in transcript.segments)


def middle(segment: Segment) -> int:
    assert segment.span is not None
    assert segment.span.end is not None
    return (segment.span.start + segment.span.end) // 2


def speaker_at(transcript: Transcript, time: int) -> str | None:
    """Who speaks in the passage whose middle is nearest."""
    return min(transcript.segments, key=lambda segment: abs(middle(segment) - time)).speaker
