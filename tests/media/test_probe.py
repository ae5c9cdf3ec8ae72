from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dragoman.media.probe import Probe, find_sha256, probe
from sounds import tone, write_media, write_wav


@pytest.mark.parametrize(
    ("name", "codec", "rate", "picture", "media_type"),
    [
        ("a.mp3", "mp3", 44_100, 0, "audio/mpeg"),
        ("a.flac", "flac", 16_000, 0, "audio/flac"),
        ("a.m4a", "aac", 44_100, 0, "audio/mp4"),
        ("a.ogg", "libopus", 48_000, 0, "audio/ogg"),
        ("a.mka", "flac", 16_000, 0, "audio/matroska"),
        ("a.webm", "libopus", 48_000, 0, "audio/webm"),
        ("a.webm", "libopus", 48_000, 1, "video/webm"),
        ("a.mp4", "aac", 44_100, 1, "video/mp4"),
        ("a.mkv", "aac", 44_100, 1, "video/matroska"),
        ("a.avi", "mp3", 44_100, 1, "video/x-msvideo"),
        ("a.ts", "aac", 44_100, 1, "video/mp2t"),
    ],
)
def test_the_type_is_that_of_the_content(
    tmp_path: Path, name: str, codec: str, rate: int, picture: int, media_type: str
) -> None:
    path = write_media(tmp_path / name, tone(1, rate), codec=codec, rate=rate, picture=picture)
    renamed = path.rename(tmp_path / f"talk{path.suffix}")
    assert probe(renamed).media_type == media_type


def test_a_wrong_suffix_deceives_nobody(tmp_path: Path) -> None:
    assert probe(write_wav(tmp_path / "talk.mp4", tone(1))).media_type == "audio/wav"


def test_length_and_channels_are_the_recordings_own(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", tone(2.5, 8000), tone(2.5, 8000), rate=8000)
    assert probe(path) == Probe(media_type="audio/wav", duration=2500, channels=2)


def test_a_picture_that_is_longer_than_the_sound_counts(tmp_path: Path) -> None:
    path = write_media(tmp_path / "talk.mkv", tone(2, 44_100), codec="aac", rate=44_100, picture=5)
    assert probe(path).duration == 5000


def test_a_hash_is_that_of_all_bytes(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", tone(1))
    assert find_sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest()
