"""Translations that were paid for, saved passage by passage, so that none is requested twice.

There is one file per passage. Its name depends on everything that determines the translation: the engine, both
languages, the original, its neighbours, the facts and the terms. It is part of a draft's finished work, which a
withdrawal deletes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from dragoman import __version__, disk
from dragoman.errors import FolderError
from dragoman.transcript.document import Engine
from dragoman.transcript.text import Text

__all__ = ["Kept", "TranslationStore"]

_FLOW = 1
"""Increase this with any change to what is requested or accepted."""
_LIMIT = 1 << 22


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A translation that was accepted. ``doubt`` says why it was asked for again but accepted in the end.

    ``moved`` says that a mark of the original is in an uncertain place.
    """

    target: Text
    doubt: str | None = None
    moved: bool = False


class TranslationStore:
    """The accepted translations of an interview; with ``folder`` ``None`` nothing is saved."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(self, engine: Engine, *what: object) -> Kept | None:
        """The translation that this engine gave for the same input before, or ``None``; also ``None`` if the file is
        damaged.
        """
        if self._folder is None:
            return None
        try:
            return msgspec.json.decode(disk.read(self._find(engine, what), _LIMIT) or b"", type=Kept)
        except (FolderError, msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
            return None

    def save(self, kept: Kept, engine: Engine, *what: object) -> None:
        """Save a translation.

        :raises FolderError: if the file cannot be written
        """
        if self._folder is None:
            return
        path = self._find(engine, what)
        with disk.writing(path):
            disk.make_folder(path.parent, 0o700)
            disk.replace(path, msgspec.json.encode(kept), disk.PRIVATE, lasting=False)

    def _find(self, engine: Engine, what: tuple[object, ...]) -> Path:
        assert self._folder is not None
        key = msgspec.json.encode((_FLOW, __version__, engine, what), order="deterministic")
        digest = hashlib.sha256(key).hexdigest()
        return self._folder / f"{digest[:32]}.json"
