"""A draft that was killed goes on where it was, and ends in the same bytes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.folder import is_interview
from killed_draft import run_killed
from sounds import beeps, write_wav

pytestmark = [pytest.mark.usefixtures("fake_engines"), pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here")]

STRETCHES = 8


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    spans = [(number * 10 + 1.05, number * 10 + 3.5) for number in range(STRETCHES)]
    return write_wav(tmp_path / "talk.wav", beeps(STRETCHES * 10, *spans))


def words(talk: Path, name: str, *more: str) -> list[str]:
    return ["draft", str(talk), "--from", "es", "-o", str(talk.parent / name), "--quiet", *more]


def draft(talk: Path, name: str, *more: str) -> int:
    return main(words(talk, name, *more))


def written(folder: Path) -> dict[str, bytes]:
    """The snapshot and the views."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix in {".json", ".txt", ".vtt", ".srt", ".html"}
    }


@pytest.fixture
def hears(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the chunks begin that are heard from now on."""
    heard: list[int] = []
    transcribe = Fake.transcribe

    def remember(self: Fake, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        heard.append(chunk.span.start)
        return transcribe(self, chunk, options)

    monkeypatch.setattr(Fake, "transcribe", remember)
    return heard


@pytest.mark.parametrize("saves", [1, STRETCHES // 2, STRETCHES])
def test_a_killed_draft_ends_in_the_same_bytes(talk: Path, hears: list[int], saves: int) -> None:
    assert run_killed(words(talk, "killed"), saves) == -signal.SIGKILL
    assert not is_interview(talk.parent / "killed")
    assert draft(talk, "killed") == 0
    assert len(hears) == STRETCHES - saves
    assert draft(talk, "whole") == 0
    assert written(talk.parent / "killed") == written(talk.parent / "whole")
    assert {"transcript.json", "index.html", "talk.txt", "talk.es.vtt", "talk.en.srt"} <= written(
        talk.parent / "whole"
    ).keys()


def test_an_interrupted_draft_keeps_what_was_finished(
    talk: Path, hears: list[int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    transcribe = Fake.transcribe

    def interrupted(self: Fake, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        if chunk.span.start > 40_000:
            raise KeyboardInterrupt
        return transcribe(self, chunk, options)

    with monkeypatch.context() as patch:
        patch.setattr(Fake, "transcribe", interrupted)
        assert draft(talk, "stopped") == 130
    assert "interrupted; finished work is kept" in capsys.readouterr().err
    hears.clear()
    assert draft(talk, "stopped") == 0
    assert min(hears) > 40_000
    assert draft(talk, "whole") == 0
    assert written(talk.parent / "stopped") == written(talk.parent / "whole")


def test_another_option_is_heard_anew(talk: Path, hears: list[int]) -> None:
    assert draft(talk, "a") == 0
    assert draft(talk, "a", "--to", "es") == 0
    assert len(hears) == 2 * STRETCHES


def test_another_count_of_speakers_hears_nothing_anew(talk: Path, hears: list[int]) -> None:
    assert draft(talk, "a") == 0
    assert draft(talk, "a", "--speakers", "3") == 0
    assert len(hears) == STRETCHES
