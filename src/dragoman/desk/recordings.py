"""The recording of an interview, and its waveform.

A folder may come from somebody else, and may name any file of this machine as its recording. So a file outside the
folder is played only if its hash is that of the recording.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from pathlib import Path
from threading import Lock

import msgspec

from dragoman import disk
from dragoman.desk.configuration import options
from dragoman.desk.interviews import OpenInterview
from dragoman.desk.limits import READING, close_network, limit_process
from dragoman.desk.processes import OwnProcess
from dragoman.errors import DragomanError
from dragoman.folder.sound import find_local_copies, find_place

__all__ = ["Recording", "Waveforms", "find_peaks", "find_recording", "waveforms"]

_LARGEST = 1 << 26
# Samples per second of the sound that is read, and of the waveform.
_RATE = 16_000
_PEAKS = 10


class Recording(msgspec.Struct, frozen=True):
    """The file of the recording, its media type, and the time in the whole recording at which it begins, in ms."""

    path: Path
    media_type: str
    offset: int = 0


def find_recording(interview: OpenInterview) -> Recording | None:
    """The recording of an interview; ``None`` if it is not on this machine, or its hash does not match."""
    transcript = interview.session.transcript
    recording = transcript.recording
    for copy in find_local_copies(transcript):
        place = find_place(interview.path, copy)
        if place is None:
            continue
        own = place.resolve().is_relative_to(interview.path.resolve())
        if own or (copy.sha256 is not None and _find_hash(place) == copy.sha256):
            return Recording(place, _media_type(recording.media_type if recording else None), copy.offset)
    return None


def _media_type(said: str | None) -> str:
    """The media type to send. A folder may name any: one that is not audio or video is not sent."""
    known = said is not None and re.fullmatch(r"(audio|video)/[\w.+-]{1,60}", said, re.ASCII)
    return said if said and known else "application/octet-stream"


def _find_hash(path: Path) -> str:
    status = path.stat()
    return _hash(path, status.st_ino, status.st_size, status.st_mtime_ns)


@cache
def _hash(path: Path, inode: int, size: int, changed: int) -> str:
    """The SHA-256 of a file, cached until the file changes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


class Waveforms:
    """Waveforms, computed once in a separate process, one after another, and kept."""

    def __init__(self, folder: Path, work_out: Callable[[Path, Path], None]) -> None:
        """Start without any waveform.

        :param folder: where they are stored
        :param work_out: writes the waveform of a recording to a file
        """
        self.process = OwnProcess(close_network)
        self._folder = folder
        self._work_out = work_out
        self._lock = Lock()
        self._asked: set[Path] = set()
        self._failed: set[Path] = set()

    def find(self, recording: Recording) -> bytes | None:
        """The waveform; ``None`` while it is being computed; empty if it cannot be computed."""
        status = recording.path.stat()
        name = hashlib.sha256(f"{recording.path}\n{status.st_size}\n{status.st_mtime_ns}".encode()).hexdigest()
        file = self._folder / f"{name}.peaks"
        kept = disk.read(file, _LARGEST)
        if kept is not None:
            return kept
        with self._lock:
            if file in self._failed:
                return b""
            if file in self._asked:
                return None
            self._asked.add(file)
        self.process.submit(self._work_out, recording.path, file).add_done_callback(partial(self._note, file))
        return None

    def _note(self, file: Path, done: Future[None]) -> None:
        fault = CancelledError() if done.cancelled() else done.exception()
        if isinstance(fault, BrokenProcessPool):
            # It took too much memory or time. The next server should not try again.
            with contextlib.suppress(DragomanError):
                _keep(file, b"")
        with self._lock:
            self._asked.discard(file)
            if fault is not None and not isinstance(fault, CancelledError):
                self._failed.add(file)


def _work_out(recording: Path, file: Path) -> None:
    """Write the waveform of a recording: one byte for each tenth of a second; an empty file if it cannot be read."""
    limit_process(*READING)
    try:
        content = _measure(recording)
    except (DragomanError, MemoryError):
        content = b""
    _keep(file, content)


def _keep(file: Path, content: bytes) -> None:
    with disk.writing(file):
        disk.make_folder(file.parent, 0o700)
        disk.replace(file, content, disk.PRIVATE)


def _measure(recording: Path) -> bytes:
    import numpy as np

    from dragoman.media.sound import read_sound

    size = _RATE // _PEAKS
    found = bytearray()
    rest = np.zeros(0, dtype=np.float32)
    for block in read_sound(recording):
        samples = np.concatenate((rest, np.abs(block.reshape(-1))))
        whole = len(samples) // size * size
        loudest = samples[:whole].reshape(-1, size).max(axis=1) if whole else np.zeros(0)
        found += (np.clip(loudest, 0, 1) ** 0.5 * 255).astype(np.uint8).tobytes()
        rest = samples[whole:]
    return bytes(found)


@cache
def waveforms() -> Waveforms:
    """The waveforms of this process's desk."""
    return Waveforms(options().data / "peaks", _work_out)


def find_peaks(recording: Recording) -> bytes | None:
    """The waveform of a recording; ``None`` while it is being computed."""
    return waveforms().find(recording)
