"""The whole flow on fake engines: beeps are speech, and every second of them is a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.engines.voices import weights
from dragoman.engines.voices.network import open_network
from dragoman.errors import EngineError, MediaError
from dragoman.media.probe import find_sha256
from dragoman.pipeline import Drafted, DraftOptions, draft
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Text, plain
from sounds import beeps, silence, write_media, write_wav

FAKE = DraftOptions(source="es", target="en", transcriber="fake", speech_finder="loudness", diarizer="fake")
TALK = ((1.05, 4), (9.05, 14), (20.05, 23), (30.05, 34))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Forty seconds in which somebody speaks four times, with long silences between."""
    return write_wav(tmp_path / "talk.wav", beeps(40, *TALK))


def options(**changes: Any) -> DraftOptions:
    return msgspec.structs.replace(FAKE, **changes)


def text(value: Text | None) -> str | None:
    return None if value is None else plain(value)


def said(drafted: Drafted) -> list[str | None]:
    return [text(segment.source) for segment in drafted.transcript.segments]


def encoded(drafted: Drafted) -> bytes:
    return msgspec.json.encode(drafted, order="deterministic")


def test_passages_say_who_said_what_when_in_both_languages(talk: Path) -> None:
    transcript = draft(talk, FAKE).transcript
    first, second = transcript.segments[:2]
    assert (text(first.source), text(first.target)) == ("dicho1 dicho2 dicho3.", "said1 said2 said3.")
    assert (first.speaker, second.speaker) == ("S1", "S2")
    assert [segment.span.start // 1000 for segment in transcript.segments if segment.span] == [1, 9, 20, 30]
    assert transcript.target_language == "en"


def test_the_recording_is_known_by_its_hash(talk: Path) -> None:
    recording = draft(talk, FAKE, address="../talk.wav").transcript.recording
    assert recording is not None
    assert (recording.media_type, recording.duration, recording.languages) == ("audio/wav", 40_000, ("es",))
    assert (recording.copies[0].address, recording.copies[0].sha256) == ("../talk.wav", find_sha256(talk))


def test_the_engine_answers_for_both_texts(talk: Path) -> None:
    for segment in draft(talk, FAKE).transcript.segments:
        assert segment.source_origin == segment.target_origin == Fake.identity
        assert segment.state == "translated"


def test_two_runs_give_the_same_bytes(talk: Path) -> None:
    assert encoded(draft(talk, FAKE)) == encoded(draft(talk, FAKE))


def test_a_renamed_recording_gives_the_same_ids(talk: Path) -> None:
    before = [segment.id for segment in draft(talk, FAKE).transcript.segments]
    renamed = talk.rename(talk.with_name("other.wav"))
    assert [segment.id for segment in draft(renamed, FAKE).transcript.segments] == before


def test_another_recording_gives_other_ids(talk: Path, tmp_path: Path) -> None:
    other = write_wav(tmp_path / "other.wav", 0.9 * beeps(40, *TALK))
    ids = [{segment.id for segment in draft(path, FAKE).transcript.segments} for path in (talk, other)]
    assert not ids[0] & ids[1]


def test_an_excerpt_keeps_the_ids_and_seconds_of_the_whole(talk: Path) -> None:
    whole = draft(talk, options(speakers=0)).transcript
    part = draft(talk, options(speakers=0, covers=Span(7017, 26_500))).transcript
    assert part.segments == whole.segments[1:3]
    assert part.facts.covers == Span(7017, 26_500)
    assert part.recording == whole.recording


def test_an_excerpt_of_a_video_keeps_its_seconds(tmp_path: Path) -> None:
    path = write_media(
        tmp_path / "talk.mp4", beeps(40, *TALK, rate=48_000), codec="aac", rate=48_000, starts=2, picture=45
    )
    part = draft(path, options(covers=Span(20_000, 27_000))).transcript
    assert part.segments[0].span is not None
    assert part.segments[0].span.start == pytest.approx(22_000, abs=64)


def test_channels_are_speakers_also_where_they_speak_at_once(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", beeps(20, (1.05, 5), (10.05, 12)), beeps(20, (3.05, 7)))
    transcript = draft(path, options(channels_are_speakers=True)).transcript
    assert [(segment.speaker, text(segment.source)) for segment in transcript.segments] == [
        ("S1", "dicho1 dicho2 dicho3 dicho4."),
        ("S2", "dicho3 dicho4 dicho5 dicho6."),
        ("S1", "dicho10 dicho11."),
    ]


def test_a_translation_lies_on_its_own_channel(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", beeps(20, (1.05, 5), (10.05, 12)), beeps(20, (3.05, 7)))
    for segment in draft(path, options(channels_are_speakers=True)).transcript.segments:
        assert text(segment.target) == (text(segment.source) or "").replace("dicho", "said")


def test_two_channels_with_the_same_sound_have_ids_of_their_own(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", beeps(10, (1, 5)), beeps(10, (1, 5)))
    segments = draft(path, options(channels_are_speakers=True)).transcript.segments
    assert [segment.speaker for segment in segments] == ["S1", "S2"]
    assert len({segment.id for segment in segments}) == 2


def test_without_a_diarizer_nobody_is_named(talk: Path) -> None:
    transcript = draft(talk, options(speakers=0)).transcript
    assert (transcript.speakers, {segment.speaker for segment in transcript.segments}) == ((), {None})


def test_so_many_speakers_are_told_apart_as_are_asked_for(talk: Path) -> None:
    transcript = draft(talk, options(speakers=3)).transcript
    assert [segment.speaker for segment in transcript.segments] == ["S1", "S2", "S3", "S1"]


@pytest.fixture
def without_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the voice model was never got, also after another test has loaded it."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    open_network.cache_clear()


@pytest.mark.usefixtures("without_voices")
def test_a_missing_diarizer_is_told_and_the_draft_goes_on(talk: Path) -> None:
    drafted = draft(talk, options(diarizer="voices"))
    assert len(drafted.transcript.segments) == 4
    assert [str(problem) for problem in drafted.problems] == [
        "warning: speakers are not distinguished: voice model is not on this machine;"
        " get it (81 MB), or draft without speakers [no-speakers]"
    ]


@pytest.mark.usefixtures("without_voices")
def test_a_missing_diarizer_is_an_error_where_speakers_were_asked_for(talk: Path) -> None:
    with pytest.raises(EngineError, match=r"voice model: is not on this machine"):
        draft(talk, options(diarizer="voices", speakers=2))


def test_no_target_or_the_originals_own_language_translates_nothing(talk: Path) -> None:
    for target in (None, "es"):
        transcript = draft(talk, options(target=target)).transcript
        assert {segment.target for segment in transcript.segments} == {None}
        assert (transcript.target_language, transcript.segments[0].state) == (None, "initial")


def test_a_language_that_the_engine_does_not_make_is_refused(talk: Path) -> None:
    with pytest.raises(EngineError, match=r"translates into English only, not into French; translate into English"):
        draft(talk, options(target="fr"))


def test_a_language_that_the_model_does_not_know_is_refused(talk: Path) -> None:
    with pytest.raises(EngineError, match=r"was not trained on tlh"):
        draft(talk, options(source="tlh"))


def test_silence_is_a_draft_without_passages(tmp_path: Path) -> None:
    drafted = draft(write_wav(tmp_path / "talk.wav", silence(20)), FAKE)
    assert drafted.transcript.segments == ()
    assert [problem.code for problem in drafted.problems] == ["no-speech"]


def test_a_faint_voice_beside_a_loud_one_is_written(tmp_path: Path) -> None:
    sound = beeps(20, (1.05, 4)) + beeps(20, (10.05, 15)) / 100
    drafted = draft(write_wav(tmp_path / "far.wav", sound), FAKE)
    assert said(drafted) == ["dicho1 dicho2 dicho3.", "dicho10 dicho11 dicho12 dicho13 dicho14."]
    rows = draft(write_wav(tmp_path / "far.wav", sound), options(words=False)).transcript.segments
    assert [segment.span.start // 1000 for segment in rows if segment.span] == [1]


def test_a_truncated_recording_is_drafted_to_its_end(talk: Path) -> None:
    talk.write_bytes(talk.read_bytes()[: 44 + 32_000 * 25])
    drafted = draft(talk, FAKE)
    assert len(drafted.transcript.segments) == 3
    assert [problem.code for problem in drafted.problems] == ["truncated"]


def test_a_range_behind_the_end_is_refused(talk: Path) -> None:
    with pytest.raises(MediaError, match=r"talk\.wav: has no sound from 1:00:00 on; check the range"):
        draft(talk, options(covers=Span(3_600_000)))


def test_progress_is_told_from_nothing_to_all(talk: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    draft(talk, FAKE, report=lambda *each: told.append(each))
    assert [stage for stage, *_ in told] == ["reading", *["listening"] * 5, "speakers"]
    done = [done for stage, done, _ in told if stage == "listening"]
    assert done == pytest.approx([0, 4400, 14_400, 23_400, 34_400], abs=40)
    assert {total for stage, _, total in told if stage == "listening"} == {40_000}


def test_progress_of_an_excerpt_is_that_of_the_excerpt(talk: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    draft(talk, options(covers=Span(18_000, 36_000)), report=lambda *each: told.append(each))
    _, done, total = [each for each in told if each[0] == "listening"][-1]
    assert total == 18_000
    assert done == pytest.approx(16_400, abs=40)


class Doubting(Fake):
    """Believes nothing of the second chunk, as a guard does."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        heard = super().transcribe(chunk, options)
        return msgspec.structs.replace(heard, confidence=0.1 if chunk.span.start in range(8000, 9000) else 1.0)


def test_what_is_not_believed_becomes_a_marked_gap(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engines.fake.Fake", Doubting)
    drafted = draft(talk, FAKE)
    gap = drafted.transcript.segments[1]
    assert gap.span is not None
    assert gap.source == (Gap("untranscribed", duration=gap.span.duration),)
    assert said(drafted)[2] == "dicho20 dicho21 dicho22."
    assert [problem.code for problem in drafted.problems] == ["invented"]


def test_nothing_is_kept_unless_asked(talk: Path) -> None:
    draft(talk, FAKE)
    assert [path.name for path in talk.parent.iterdir()] == ["talk.wav"]
