"""Which recording an interview is of, without opening it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from dragoman.folder import create_folder, recordings
from dragoman.folder.recordings import find_recording, index_recordings
from dragoman.transcript.document import Copy, Engine, Recording, Transcript
from interviews import spanish_english


def made(path: Path, sha256: str) -> Path:
    recording = Recording(copies=(Copy(address="a.wav", sha256=sha256),), duration=1000)
    transcript: Transcript = msgspec.structs.replace(spanish_english(), recording=recording)
    return create_folder(path, transcript, Engine(name="whisper")).path


def test_a_snapshot_that_is_no_older_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "one", "a" * 64)
    monkeypatch.setattr(recordings, "open_folder", None)
    found = find_recording(folder)
    assert found is not None
    assert (found.duration, found.copies[0].sha256) == (1000, "a" * 64)


@pytest.mark.parametrize("snapshot", [b"", b"{", b'{"format":"dragoman-transcript","version":1,"head":"ab"}'])
def test_a_damaged_snapshot_is_not(tmp_path: Path, snapshot: bytes) -> None:
    folder = made(tmp_path / "one", "a" * 64)
    (folder / "transcript.json").write_bytes(snapshot)
    found = find_recording(folder)
    assert found is not None
    assert found.duration == 1000


def test_an_older_snapshot_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "one", "a" * 64)
    os.utime(folder / "transcript.json", (0, 0))
    monkeypatch.setattr(recordings, "read_recording", None)
    found = find_recording(folder)
    assert found is not None


def test_a_damaged_interview_has_none(tmp_path: Path) -> None:
    folder = made(tmp_path / "one", "a" * 64)
    (folder / "transcript.json").unlink()
    (folder / "history.jsonl").write_text("nothing")
    assert find_recording(folder) is None


def test_all_below_a_folder_are_found_by_their_hash(tmp_path: Path) -> None:
    made(tmp_path / "one", "a" * 64)
    made(tmp_path / "2020" / "two", "b" * 64)
    assert index_recordings(tmp_path) == {"a" * 64: tmp_path / "one", "b" * 64: tmp_path / "2020" / "two"}
