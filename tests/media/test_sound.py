"""Sound as a stream: its times are those of the recording, whatever the recording is."""

from __future__ import annotations

import tracemalloc
import wave
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.errors import MediaError
from dragoman.media.sound import BLOCK, RATE, Sound, read_sound
from dragoman.transcript.span import Span
from sounds import Samples, beeps, silence, tone, write_media, write_wav

BEEPS = ((1.0, 2.0), (5.5, 6.5), (10.7, 11.5))
MEDIA = [
    ("a.wav", "pcm_s16le", 44_100),
    ("a.mp3", "mp3", 44_100),
    ("a.m4a", "aac", 44_100),
    ("a.flac", "flac", 48_000),
    ("a.ogg", "libopus", 48_000),
    ("a.mkv", "aac", 48_000),
    ("a.webm", "libopus", 48_000),
]


def heard(sound: Sound) -> NDArray[np.float32]:
    return np.concatenate(list(sound), axis=1)


def starts(samples: NDArray[np.float32]) -> list[int]:
    """Ms at which something is heard after a tenth of a second of silence."""
    loud = np.flatnonzero(np.abs(samples) > 0.05)
    return [round(place / 16) for place in loud[np.diff(loud, prepend=-RATE) > RATE // 10].tolist()]


def cut(path: Path, share: float) -> Path:
    """The beginning of a file, as a broken download leaves it."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


@pytest.mark.parametrize("rate", [8000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_becomes_ours_and_keeps_its_times(tmp_path: Path, rate: int) -> None:
    sound = read_sound(write_wav(tmp_path / "a.wav", beeps(12, *BEEPS, rate=rate), rate=rate))
    samples = heard(sound)
    assert samples.shape == (1, 12 * RATE)
    assert samples.dtype == np.float32
    assert starts(samples[0]) == [1000, 5500, 10_700]
    assert (sound.duration, sound.problems) == (12_000, ())


@pytest.mark.parametrize(("name", "codec", "rate"), MEDIA)
def test_any_container_keeps_its_times(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    path = write_media(tmp_path / name, beeps(12, *BEEPS, rate=rate), codec=codec, rate=rate)
    sound = read_sound(path)
    assert starts(heard(sound)[0]) == pytest.approx([1000, 5500, 10_700], abs=1)
    assert sound.problems == ()


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.mov", "a.ts"])
def test_sound_that_starts_late_beside_a_picture_keeps_its_times(tmp_path: Path, name: str) -> None:
    sound = beeps(12, *BEEPS, rate=48_000)
    path = write_media(tmp_path / name, sound, codec="aac", rate=48_000, starts=3, picture=20)
    assert starts(heard(read_sound(path))[0]) == pytest.approx([4000, 8500, 13_700], abs=1)


def test_a_picture_that_goes_on_after_the_sound_is_no_fault(tmp_path: Path) -> None:
    path = write_media(tmp_path / "a.mp4", tone(3, 48_000), codec="aac", rate=48_000, picture=9)
    sound = read_sound(path)
    assert heard(sound).shape[1] == pytest.approx(3 * RATE, abs=RATE // 40)
    assert sound.problems == ()


def test_two_channels_become_one_by_their_mean(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1), silence(1))
    assert np.abs(heard(read_sound(path))).max() == pytest.approx(0.25, abs=0.01)


def test_two_loud_channels_do_not_overflow(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", 1.99 * tone(1), 1.99 * tone(1))
    assert np.abs(heard(read_sound(path))).max() <= 1


def test_channels_are_kept_apart_where_asked(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", beeps(3, (0.5, 1)), beeps(3, (1.5, 2)))
    left, right = heard(read_sound(path, channels=2))
    assert (starts(left), starts(right)) == ([500], [1500])


def test_one_channel_is_heard_on_both_sides(tmp_path: Path) -> None:
    left, right = heard(read_sound(write_wav(tmp_path / "a.wav", beeps(3, (0.5, 1))), channels=2))
    assert starts(left) == starts(right) == [500]


def test_blocks_are_of_ten_seconds_but_for_the_last(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(23.5))
    assert [block.shape for block in read_sound(path)] == [(1, BLOCK), (1, BLOCK), (1, RATE * 7 // 2)]


@pytest.fixture(scope="module")
def clock() -> Samples:
    """Half a minute with a beep in every second."""
    return beeps(30, *((at + 0.1, at + 0.3) for at in range(30)), rate=48_000)


@pytest.mark.parametrize(("name", "codec"), [row[:2] for row in MEDIA])
@pytest.mark.parametrize("covers", [Span(0, 5000), Span(15_223, 21_457), Span(28_900, 80_000), Span(21_000)])
def test_a_range_is_a_slice_of_the_whole(tmp_path: Path, clock: Samples, name: str, codec: str, covers: Span) -> None:
    path = write_media(tmp_path / name, clock, codec=codec, rate=48_000)
    whole, part = heard(read_sound(path))[0], heard(read_sound(path, covers))[0]
    end = len(whole) if covers.end is None else min(len(whole), covers.end * 16)
    assert len(part) == pytest.approx(end - covers.start * 16, abs=16)
    wanted = [at - covers.start for at in starts(whole) if covers.start < at < end // 16]
    assert [at for at in starts(part) if at > 50] == pytest.approx(wanted, abs=1)


def test_a_range_of_samples_that_are_kept_as_they_are_is_exact(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    path = write_wav(tmp_path / "a.wav", rng.uniform(-0.9, 0.9, 60 * RATE))
    whole, part = heard(read_sound(path)), heard(read_sound(path, Span(25_123, 31_457)))
    assert np.array_equal(part, whole[:, 25_123 * 16 : 31_457 * 16])


def test_a_range_behind_the_end_holds_nothing(tmp_path: Path) -> None:
    sound = read_sound(write_wav(tmp_path / "a.wav", tone(3)), Span(60_000, 70_000))
    assert (list(sound), sound.duration) == ([], 0)


@pytest.mark.parametrize(
    ("name", "codec", "rate"), [("a.wav", "", 16_000), ("a.flac", "flac", 16_000), ("a.mkv", "aac", 48_000)]
)
def test_a_truncated_recording_is_read_to_its_end(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    whole = tmp_path / name
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 60 * rate)
    sound = read_sound(
        cut(write_media(whole, noise, codec=codec, rate=rate) if codec else write_wav(whole, noise), 0.5)
    )
    assert heard(sound).shape[1] == pytest.approx(30 * RATE, abs=RATE)
    (problem,) = sound.problems
    assert (problem.code, problem.severity) == ("truncated", "warning")
    assert problem.message == "the recording says it is 1:00 long and ends after 0:30; it was drafted to its end"
    assert problem.where.start == sound.duration


def test_a_range_before_the_break_of_a_truncated_recording_is_whole(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 60 * RATE)
    path = cut(write_media(tmp_path / "a.flac", noise, codec="flac"), 0.5)
    sound = read_sound(path, Span(5000, 15_000))
    assert heard(sound).shape == (1, 10 * RATE)
    assert sound.problems == ()


def test_damage_in_the_middle_is_told_and_moves_nothing(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).uniform(-0.02, 0.02, 60 * 48_000)
    both = noise + beeps(60, (10, 11), (50, 51), rate=48_000)
    path = write_media(tmp_path / "a.mkv", both, codec="aac", rate=48_000)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2000] = np.random.default_rng(1).bytes(2000)
    path.write_bytes(content)
    sound = read_sound(path)
    assert [at for at in starts(heard(sound)[0]) if at in range(9900, 12_000) or at > 49_000] == pytest.approx(
        [10_000, 50_000], abs=1
    )
    assert "damaged" in [problem.code for problem in sound.problems]


def test_two_recordings_put_together_lose_nothing(tmp_path: Path) -> None:
    first = write_media(tmp_path / "a.ts", beeps(12, (1, 2), rate=48_000), codec="aac", rate=48_000)
    second = write_media(tmp_path / "b.ts", beeps(8, (3, 4), rate=48_000), codec="aac", rate=48_000)
    both = tmp_path / "c.ts"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    assert starts(heard(read_sound(both))[0]) == pytest.approx([1000, 15_000], abs=60)


def test_no_recording_makes_it_raise_anything_else(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    path = tmp_path / "a.mkv"
    whole = write_media(path, tone(2, 48_000), codec="aac", rate=48_000, picture=2).read_bytes()
    for _ in range(60):
        content = bytearray(whole)
        for place in (rng.random(40) ** 3 * len(content)).astype(int).tolist():
            content[place] = int(rng.integers(256))
        path.write_bytes(content)
        with suppress(MediaError):
            assert sum(block.shape[1] for block in read_sound(path)) >= 0


def peak_memory(path: Path) -> int:
    tracemalloc.start()
    for _ in read_sound(path):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def write_long(path: Path, minutes: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        for _ in range(minutes):
            file.writeframesraw(b"\x80\x90" * 240_000)
    return path


def test_ten_times_the_recording_takes_no_more_memory(tmp_path: Path) -> None:
    short, long = (peak_memory(write_long(tmp_path / f"{minutes}.wav", minutes)) for minutes in (2, 20))
    assert long < 1.1 * short < 30_000_000
