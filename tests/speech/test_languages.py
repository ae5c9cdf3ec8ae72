"""Recordings that change language in the middle, each part written in its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dragoman.media.sound import read_sound
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain
from sounds import silence, write_wav

pytestmark = pytest.mark.speech

Draft = Callable[..., Transcript]


def joined(target: Path, *recordings: Path) -> Path:
    """Recordings one after another, equally loud, with half a second between them."""
    parts = [np.concatenate([block[0] for block in read_sound(path)]).astype(np.float64) for path in recordings]
    sound = np.concatenate([piece for part in parts for piece in (part * (0.05 / np.std(part)), silence(0.5))])
    return write_wav(target, np.clip(sound, -1, 1))


@pytest.fixture(scope="module")
def mixed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = ("ru/asterisk_vm-msginstruct.flac", "en/fleurs-en-002.ogg")
    return joined(tmp_path_factory.mktemp("mixed") / "mixed.wav", *(data / "audio" / name for name in names))


@pytest.mark.parametrize("options", [(), ("--from", "ru,en")])
def test_each_part_is_written_in_its_own_language(mixed: Path, draft: Draft, options: tuple[str, ...]) -> None:
    segments = draft(mixed, "--to", "en", "--speakers", "none", *options).segments
    spoken = [segment.language or "" for segment in segments]
    assert spoken == sorted(spoken, reverse=True)
    for segment in segments:
        text = plain(segment.source or ())
        assert (max(text) >= "а") == (segment.language == "ru"), text
        assert (segment.target is None) == (segment.language == "en")
