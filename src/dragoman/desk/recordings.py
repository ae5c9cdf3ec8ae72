"""The recording of an interview as the desk plays it, and its waveform.

A folder may come from somebody else, and may name any file of this machine as its recording: one outside the folder is
played only where its hash is the recording's.
"""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock

import msgspec

from dragoman import disk
from dragoman.desk.configuration import options
from dragoman.desk.interviews import OpenInterview
from dragoman.desk.processes import make_pool
from dragoman.errors import DragomanError
from dragoman.folder.sound import find_local_copies, find_place

__all__ = ["Recording", "find_peaks", "find_recording"]

_LARGEST = 1 << 26
# Samples a second of the sound that is looked at, and of the waveform.
_RATE = 16_000
_PEAKS = 10


class Recording(msgspec.Struct, frozen=True):
    """A file that is the recording, what it is, and the ms by which it begins after the whole recording."""

    path: Path
    media_type: str
    offset: int = 0


def find_recording(interview: OpenInterview) -> Recording | None:
    """The recording of an interview; ``None`` where it is not on this machine, or not surely the recording."""
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
    """The media type that is sent. A folder may name any: one that is no sound or picture is not sent."""
    known = said is not None and re.fullmatch(r"(audio|video)/[\w.+-]{1,60}", said, re.ASCII)
    return said if said and known else "application/octet-stream"


def _find_hash(path: Path) -> str:
    status = path.stat()
    return _hash(path, status.st_ino, status.st_size, status.st_mtime_ns)


@cache
def _hash(path: Path, inode: int, size: int, changed: int) -> str:
    """The SHA-256 of a file that has not been changed since it was last asked for."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


class _Peaks:
    """Waveforms, worked out once in a process of their own, and kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._asked: set[Path] = set()
        self._pool: ProcessPoolExecutor | None = None

    def find(self, recording: Recording) -> bytes | None:
        status = recording.path.stat()
        name = hashlib.sha256(f"{recording.path}\n{status.st_size}\n{status.st_mtime_ns}".encode()).hexdigest()
        file = self._folder / f"{name}.peaks"
        kept = disk.read(file, _LARGEST)
        if kept is not None:
            return kept
        with self._lock:
            if file not in self._asked:
                self._asked.add(file)
                if self._pool is None:
                    self._pool = make_pool()
                future = self._pool.submit(_work_out, recording.path, file)
                future.add_done_callback(lambda done: self._done(file, done))
        return None

    def _done(self, file: Path, done: Future[None]) -> None:
        if done.cancelled() or done.exception() is None:
            with self._lock:
                self._asked.discard(file)


def _work_out(recording: Path, file: Path) -> None:
    """Write the waveform of a recording: one byte a tenth of a second; an empty file where it cannot be read."""
    try:
        content = _measure(recording)
    except DragomanError:
        content = b""
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
def _peaks() -> _Peaks:
    return _Peaks(options().data / "peaks")


def find_peaks(recording: Recording) -> bytes | None:
    """The waveform of a recording; ``None`` while it is being worked out."""
    return _peaks().find(recording)
