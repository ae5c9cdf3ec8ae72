"""What was transcription, kept chunk by chunk, so that a draft that was stopped goes on where it was.

A file a chunk, written whole or not at all, under a name from everything that makes it what it is: another
recording, engine or option finds nothing here, and neither does another version of this program or of a library
that has a part in what is transcription.
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
"""To be raised with any change to the transcription of a chunk: cutting, guards, second decodings."""
_LIBRARIES = ("av", "numpy", "ctranslate2", "faster-whisper", "onnxruntime", "tokenizers")
"""Those that decode the sound, find the speech and transcribe it."""


_PLAN = "plan.json"


class PlannedChunk(msgspec.Struct, frozen=True, kw_only=True):
    """A chunk without its samples. ``samples`` is how many there are, ``check`` the CRC-32 of their bytes."""

    span: Span
    speech: tuple[Span, ...]
    channel: int | None
    samples: int
    check: int


class ChunkPlan(msgspec.Struct, frozen=True):
    """Where a recording is cut into chunks, and the languages that may be spoken in it, the likeliest first.

    Faint speech is not in it: it is made louder before it is cut.
    """

    chunks: tuple[PlannedChunk, ...]
    likely: tuple[str, ...]


def count_chunks(work: Path) -> int:
    """How many chunks are finished in a folder of finished work, whatever the engine and the options."""
    return sum(1 for file in work.rglob("*.json") if file.name != _PLAN)


class Store:
    """The results for one recording, one engine and one set of options; ``folder`` ``None`` keeps nothing."""

    def __init__(self, folder: Path | None, *what: object) -> None:
        key = hashlib.sha256(msgspec.json.encode((_versions(), *what), order="deterministic")).hexdigest()[:16]
        self._folder = None if folder is None else folder / key

    def apart(self, name: str) -> Store:
        """A store of its own for what is transcribed with one more option, which ``name`` names."""
        store = Store(None)
        store._folder = None if self._folder is None else self._folder / name
        return store

    def load(self, chunk: Chunk) -> Transcription | None:
        """The transcription of a chunk that was kept, or ``None``. A damaged file counts as none."""
        if self._folder is None:
            return None
        try:
            return msgspec.json.decode((self._folder / _name(chunk)).read_bytes(), type=Transcription)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
            return None

    def save(self, chunk: Chunk, transcription: Transcription) -> None:
        """Keep the transcription of a chunk.

        :raises FolderError: where it cannot be written
        """
        if self._folder is None:
            return
        self._write(self._folder / _name(chunk), msgspec.json.encode(transcription))

    def load_plan(self) -> ChunkPlan | None:
        """Where the recording is cut, if somebody has found that out; a damaged file counts as none."""
        if self._folder is None:
            return None
        try:
            return msgspec.json.decode((self._folder / _PLAN).read_bytes(), type=ChunkPlan)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
            return None

    def save_plan(self, plan: ChunkPlan) -> None:
        """Keep where the recording is cut.

        :raises FolderError: where it cannot be written
        """
        if self._folder is not None:
            self._write(self._folder / _PLAN, msgspec.json.encode(plan))

    def _write(self, path: Path, content: bytes) -> None:
        with disk.writing(path):
            disk.make_folder(path.parent, 0o700)
            disk.replace(path, content, disk.PRIVATE)


@cache
def _versions() -> tuple[str, ...]:
    """Of everything that turns sound into words."""
    return (str(_FLOW), __version__, *(f"{name} {_find_version(name)}" for name in _LIBRARIES))


def _find_version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"


def _name(chunk: Chunk) -> str:
    channel = "" if chunk.channel is None else f"-{chunk.channel}"
    return f"{chunk.span.start:09}-{chunk.span.end:09}{channel}.json"
