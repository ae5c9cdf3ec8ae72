"""Waveforms of recordings: what becomes of those that wait behind one that takes too much."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pytest

from desk_work import measure
from dragoman.desk.recordings import Recording, Waveforms


@pytest.fixture
def waveforms(tmp_path: Path) -> Iterator[Waveforms]:
    made = Waveforms(tmp_path / "peaks", measure)
    yield made
    made.process.close()


def recording(folder: Path, name: str) -> Recording:
    (folder / name).write_bytes(b"sound")
    return Recording(folder / name, "audio/mpeg")


def wait_for(waveforms: Waveforms, wanted: Recording) -> bytes:
    until = time.monotonic() + 60
    while (found := waveforms.find(wanted)) is None:
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def test_only_the_recording_that_takes_too_much_has_no_waveform(waveforms: Waveforms, tmp_path: Path) -> None:
    names = ["one.mp3", "bomb.mp3", "two.mp3", "bomb-2.mp3", "three.mp3"]
    wanted = [recording(tmp_path, name) for name in names]
    assert [waveforms.find(one) for one in wanted] == [None] * 5
    assert [wait_for(waveforms, one) for one in wanted] == [b"\x07", b"", b"\x07", b"", b"\x07"]


class Process:
    """In the place of a process beside the server."""

    def __init__(self, do: Callable[[], Any]) -> None:
        self._do = do
        self.asked = 0

    def submit(self, *_: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        try:
            future.set_result(self._do())
        except (OSError, CancelledError) as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        pass


def test_work_that_is_done_at_once_stops_nobody(waveforms: Waveforms, tmp_path: Path) -> None:
    wanted = recording(tmp_path, "one.mp3")
    waveforms.process = Process(lambda: None)  # type: ignore[assignment]
    assert waveforms.find(wanted) is None
    assert waveforms.find(wanted) is None
    assert waveforms.process.asked == 2  # type: ignore[attr-defined]


def test_a_recording_whose_work_cannot_be_begun_is_not_asked_for_for_ever(waveforms: Waveforms, tmp_path: Path) -> None:
    def refuse() -> None:
        raise OSError("no process can be started")

    waveforms.process = Process(refuse)  # type: ignore[assignment]
    wanted = recording(tmp_path, "one.mp3")
    assert [waveforms.find(wanted), waveforms.find(wanted)] == [None, b""]
    assert waveforms.process.asked == 1  # type: ignore[attr-defined]


def test_a_server_that_is_stopped_leaves_no_empty_waveform_behind(waveforms: Waveforms, tmp_path: Path) -> None:
    def stop() -> None:
        raise CancelledError

    waveforms.process = Process(stop)  # type: ignore[assignment]
    waveforms.find(recording(tmp_path, "one.mp3"))
    assert not (tmp_path / "peaks").exists()
