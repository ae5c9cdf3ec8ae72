"""Finished transcriptions, saved chunk by chunk, so that a stopped draft can continue.

There is one file per chunk, written completely or not at all. Its name depends on everything that determines the
result: a different recording, engine or option, and a different version of this program or of a library that takes part
in the transcription, never find it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from dragoman import __version__, disk
from dragoman.engines.base import Chunk, Transcription
from dragoman.transcript.span import Span

__all__ = ["ChunkPlan", "PlannedChunk", "Store", "count_chunks"]

_FLOW = 8
"""Increase this with any change to the transcription of a chunk: cutting, guards, second decodings."""
_LIBRARIES = ("av", "numpy", "ctranslate2", "faster-whisper", "onnxruntime", "tokenizers")
"""The libraries that decode sound, find speech and transcribe it."""


_PLAN = "plan.json"


class PlannedChunk(msgspec.Struct, frozen=True, kw_only=True):
    """A chunk without its samples. ``samples`` is how many there are, ``check`` the CRC-32 of their bytes."""

    span: Span
    speech: tuple[Span, ...]
    channel: int | None
    samples: int
    check: int


class ChunkPlan(msgspec.Struct, frozen=True):
    """How a recording is cut into chunks, and the languages that may be spoken in it, the most likely first.

    It leaves out faint speech, which is amplified before it is cut.
    """

    chunks: tuple[PlannedChunk, ...]
    likely: tuple[str, ...]


def count_chunks(work: Path) -> int:
    """How many finished chunks a work folder holds, for any engine and options."""
    return sum(1 for file in work.rglob("*.json") if file.name != _PLAN)


class Store:
    """The results for one recording, one engine and one set of options; with ``folder`` ``None`` nothing is saved."""

    def __init__(self, folder: Path | None, *what: object) -> None:
        key = hashlib.sha256(msgspec.json.encode((_versions(), *what), order="deterministic")).hexdigest()[:16]
        self._folder = None if folder is None else folder / key

    def apart(self, name: str) -> Store:
        """A separate store for results with one more option, called ``name``."""
        store = Store(None)
        store._folder = None if self._folder is None else self._folder / name
        return store

    def load(self, chunk: Chunk) -> Transcription | None:
        """The saved transcription of a chunk, or ``None``; also ``None`` if the file is damaged."""
        if self._folder is None:
            return None
        try:
            return msgspec.json.decode((self._folder / _name(chunk)).read_bytes(), type=Transcription)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
            return None

    def save(self, chunk: Chunk, transcription: Transcription) -> None:
        """Save the transcription of a chunk.

        :raises FolderError: if the file cannot be written
        """
        if self._folder is None:
            return
        self._write(self._folder / _name(chunk), msgspec.json.encode(transcription))

    def load_plan(self) -> ChunkPlan | None:
        """The saved plan of the recording, or ``None``; also ``None`` if the file is damaged."""
        if self._folder is None:
            return None
        try:
            return msgspec.json.decode((self._folder / _PLAN).read_bytes(), type=ChunkPlan)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
            return None

    def save_plan(self, plan: ChunkPlan) -> None:
        """Save the plan of the recording.

        :raises FolderError: if the file cannot be written
        """
        if self._folder is not None:
            self._write(self._folder / _PLAN, msgspec.json.encode(plan))

    def _write(self, path: Path, content: bytes) -> None:
        with disk.writing(path):
            disk.make_folder(path.parent, 0o700)
            disk.replace(path, content, disk.PRIVATE)


@cache
def _versions() -> tuple[str, ...]:
    """The versions of everything that turns sound into words."""
    return (str(_FLOW), __version__, *(f"{name} {_find_version(name)}" for name in _LIBRARIES))


def _find_version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"


def _name(chunk: Chunk) -> str:
    channel = "" if chunk.channel is None else f"-{chunk.channel}"
    return f"{chunk.span.start:09}-{chunk.span.end:09}{channel}.json"
