"""A long recording in parts: the same chunks, and a draft over them of the same bytes as one that was made alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.pipeline import Drafted, DraftOptions, draft
from dragoman.pipeline.chunks import ChunkOptions
from dragoman.pipeline.parts import cut_parts, plan_chunks, read_chunks, transcribe_part
from dragoman.pipeline.setup import find_speech_chunks, open_sound
from dragoman.pipeline.store import ChunkPlan, PlannedChunk, count_chunks
from dragoman.transcript.span import Span
from sounds import beeps, write_media, write_wav

FAKE = DraftOptions(source="es", target="en", transcriber="fake", speech_finder="loudness", diarizer="fake")
TALK = beeps(70, (1.05, 4), (9.05, 14), (20.05, 23), (30.05, 34), (41, 48), (57.3, 69.99))


def options(**changes: Any) -> DraftOptions:
    return msgspec.structs.replace(FAKE, **changes)


def encoded(drafted: Drafted) -> bytes:
    return msgspec.json.encode(drafted, order="deterministic")


def draft_in_parts(path: Path, work: Path, asked: DraftOptions, parts: int) -> Drafted:
    plan = plan_chunks(path, asked, work)
    for part in reversed(cut_parts(plan, parts)):
        assert list(transcribe_part(path, asked, work, part))
    return draft(path, asked, work=work)


@pytest.mark.parametrize("parts", [1, 2, 3, 9])
def test_parts_are_joined_to_the_same_bytes(tmp_path: Path, parts: int) -> None:
    path = write_wav(tmp_path / "talk.wav", TALK)
    assert encoded(draft_in_parts(path, tmp_path / "work", FAKE, parts)) == encoded(draft(path, FAKE))


@pytest.mark.parametrize(
    ("suffix", "codec"), [(".mp3", "libmp3lame"), (".ogg", "libopus"), (".m4a", "aac"), (".flac", "flac")]
)
def test_a_compressed_recording_gives_every_part_the_samples_of_the_whole(
    tmp_path: Path, suffix: str, codec: str
) -> None:
    path = write_media(tmp_path / f"talk{suffix}", TALK, codec=codec, rate=16_000)
    plan = plan_chunks(path, FAKE, tmp_path / "work")
    whole = find_speech_chunks(open_sound(path, FAKE), FAKE, ChunkOptions())
    read = read_chunks(open_sound(path, FAKE), plan.chunks, 0)
    pairs = list(zip(whole, read, strict=True))
    assert len(pairs) >= 3
    for one, other in pairs:
        assert (one.span, one.speech, one.channel) == (other.span, other.speech, other.channel)
        assert np.array_equal(one.samples, other.samples)


def test_an_excerpt_and_two_channels_are_joined_to_the_same_bytes(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", TALK, np.roll(TALK, 90_000))
    asked = options(covers=Span(5_000, 66_000), channels_are_speakers=True)
    assert encoded(draft_in_parts(path, tmp_path / "work", asked, 3)) == encoded(draft(path, asked))


def test_the_join_asks_the_model_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, work = write_wav(tmp_path / "talk.wav", TALK), tmp_path / "work"
    for part in cut_parts(plan_chunks(path, FAKE, work), 2):
        list(transcribe_part(path, FAKE, work, part))
    monkeypatch.setattr(Fake, "transcribe", None)
    assert draft(path, FAKE, work=work).transcript.segments


class Shaky(Fake):
    """Finds another language in each part, were it asked; what it says depends on the likely ones."""

    asked = 0

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        Shaky.asked += 1
        return {"es": 0.9} if chunk.span.start < 20_000 else {"ar": 0.9}

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        found = super().transcribe(chunk, options)
        return msgspec.structs.replace(found, language=options.likely[0])


def test_the_likely_languages_are_found_once_in_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engines.fake.Fake", Shaky)
    path = write_wav(tmp_path / "talk.wav", TALK)
    asked = options(source=None)
    alone = encoded(draft(path, asked))
    before = Shaky.asked
    assert encoded(draft_in_parts(path, tmp_path / "work", asked, 3)) == alone
    assert Shaky.asked - before == 4


def test_a_chunk_with_other_sound_than_planned_is_left_to_the_draft(tmp_path: Path) -> None:
    path, work = write_wav(tmp_path / "talk.wav", TALK), tmp_path / "work"
    plan = plan_chunks(path, FAKE, work)
    [file] = work.rglob("plan.json")
    first = msgspec.structs.replace(plan.chunks[0], check=plan.chunks[0].check ^ 1)
    file.write_bytes(msgspec.json.encode(ChunkPlan((first, *plan.chunks[1:]), plan.likely)))
    list(transcribe_part(path, FAKE, work, (0, len(plan.chunks))))
    assert count_chunks(work) == len(plan.chunks) - 1
    assert encoded(draft(path, FAKE, work=work)) == encoded(draft(path, FAKE))


def test_a_part_without_a_plan_does_nothing(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", TALK)
    assert list(transcribe_part(path, FAKE, tmp_path / "work", (0, 1))) == []


@given(st.lists(st.integers(1, 500_000), max_size=60), st.integers(1, 70))
def test_the_parts_hold_every_chunk_once_and_none_is_empty(sizes: list[int], parts: int) -> None:
    chunks = tuple(
        PlannedChunk(span=Span(place, place + 1), speech=(), channel=None, samples=size, check=0)
        for place, size in enumerate(sizes)
    )
    found = cut_parts(ChunkPlan(chunks, ()), parts)
    assert [place for first, behind in found for place in range(first, behind)] == list(range(len(sizes)))
    assert all(first < behind for first, behind in found)
    assert len(found) <= parts
