from __future__ import annotations

import tracemalloc
from pathlib import Path

import av
import numpy as np
import pytest

from dragoman.errors import MediaError
from dragoman.media.sound import RATE, read_sound
from dragoman.media.web import write_web_copy
from dragoman.transcript.span import Span
from sounds import Samples, silence, tone, write_media, write_wav

TALK = tone(12)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "talk.wav", TALK)


def copied(talk: Path, covers: Span | None = None, *silent: Span) -> Samples:
    copy = talk.with_name("copy.webm")
    write_web_copy(talk, copy, covers, silent)
    return np.concatenate([block[0] for block in read_sound(copy)]).astype(np.float64)


def loudest(sound: Samples, start: float, end: float) -> float:
    return float(np.abs(sound[round(start * RATE) : round(end * RATE)]).max())


def test_what_is_redacted_is_silent_and_the_rest_is_heard(talk: Path) -> None:
    sound = copied(talk, None, Span(3000, 5000), Span(9000))
    assert loudest(sound, 3, 5) < 0.001
    assert loudest(sound, 9.05, 12) < 0.001
    for start in (0.5, 2.5, 5.3, 8.5):
        assert loudest(sound, start, start + 0.3) > 0.3


def test_the_copy_is_as_long_as_the_recording(talk: Path) -> None:
    assert abs(len(copied(talk)) - 12 * RATE) < RATE // 10


def test_an_excerpt_holds_its_range_alone(talk: Path) -> None:
    write_wav(talk, np.concatenate((tone(4), silence(4), tone(4))))
    sound = copied(talk, Span(4000, 10000), Span(9000, 9500))
    assert abs(len(sound) - 6 * RATE) < RATE // 10
    assert loudest(sound, 0.2, 3.8) < 0.001
    assert loudest(sound, 4.2, 4.8) > 0.3
    assert loudest(sound, 5.05, 5.45) < 0.001


def test_the_same_recording_makes_the_same_bytes(talk: Path, tmp_path: Path) -> None:
    for name in ("one.webm", "two.webm"):
        write_web_copy(talk, tmp_path / name, None, (Span(3000, 5000),))
    assert (tmp_path / "one.webm").read_bytes() == (tmp_path / "two.webm").read_bytes()


def test_nothing_of_the_recordings_tags_is_in_it(tmp_path: Path) -> None:
    tagged = tmp_path / "tagged.mp4"
    with av.open(str(tagged), "w") as container:
        container.metadata.update(
            {"title": "Secret title", "comment": "by someone@host", "location": "+33.5+36.3/", "date": "2026-01-02"}
        )
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(2).astype(np.float32)[None], "fltp", "mono")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert b"Secret title" in tagged.read_bytes()
    write_web_copy(tagged, tmp_path / "copy.webm", None, ())
    content = (tmp_path / "copy.webm").read_bytes()
    for word in (b"Secret", b"someone", b"+33.5", b"2026", b"tagged", b"Lavf6", b"Lavc6", str(tmp_path).encode()):
        assert word not in content
    with av.open(str(tmp_path / "copy.webm")) as container:
        assert not set(container.metadata) - {"encoder", "ENCODER"}


def test_only_the_sound_of_a_film_is_copied(tmp_path: Path) -> None:
    film = write_media(tmp_path / "film.mp4", tone(2), codec="aac", picture=2)
    write_web_copy(film, tmp_path / "copy.webm", None, ())
    with av.open(str(tmp_path / "copy.webm")) as container:
        assert [stream.type for stream in container.streams] == ["audio"]


def test_a_range_without_sound_is_refused(talk: Path, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="has no sound there"):
        write_web_copy(talk, tmp_path / "copy.webm", Span(60_000, 70_000), ())


def test_never_the_whole_sound_is_in_memory(tmp_path: Path) -> None:
    long = write_wav(tmp_path / "long.wav", silence(150))
    write_web_copy(write_wav(tmp_path / "short.wav", TALK), tmp_path / "copy.webm", None, ())
    tracemalloc.start()
    write_web_copy(long, tmp_path / "copy.webm", None, (Span(1000, 2000),))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 * RATE * 4 / 2
