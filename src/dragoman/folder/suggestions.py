"""Translations suggested by an engine, beside those of people. They are never part of the document or an edition.

They are in the interview's ``.dragoman``, which only its owner can read. No backup has them, because the engine can be
asked again. A withdrawal removes those that it concerns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import Folder
from dragoman.folder.lock import STORE, locked
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.text import Text

__all__ = ["Suggestion", "add_suggestions", "hash_original", "is_current", "keep_only", "load_suggestions"]

SUGGESTIONS = "suggestions.json"
_LIMIT = 1 << 28


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """An engine's translation of a passage. ``original`` is a hash of the translated original."""

    segment: str
    original: str
    target: Text
    engine: Engine
    time: str


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    format: Literal["dragoman-suggestions"] = "dragoman-suggestions"
    version: Literal[1] = 1
    suggestions: tuple[Suggestion, ...] = ()


def load_suggestions(folder: Folder) -> tuple[Suggestion, ...]:
    """The suggestions whose passage still exists, in the order of the passages.

    :raises FolderError: if the file is damaged
    """
    places = {segment.id: place for place, segment in enumerate(folder.transcript.segments)}
    there = [suggestion for suggestion in _load(folder.path) if suggestion.segment in places]
    return tuple(sorted(there, key=lambda suggestion: places[suggestion.segment]))


def is_current(suggestion: Suggestion, segment: Segment) -> bool:
    """Whether the passage still has the original that was translated."""
    return suggestion.original == hash_original(segment.source)


def add_suggestions(folder: Folder, added: Iterable[Suggestion]) -> None:
    """Save suggestions; each replaces an older one by the same engine for the same passage.

    :raises FolderError: if they cannot be written
    """
    with locked(folder.path):
        kept = {(s.segment, s.engine.name): s for s in (*_load(folder.path), *added)}
        _save(folder.path, tuple(kept.values()))


def keep_only(path: Path, is_kept: Callable[[Suggestion], bool]) -> None:
    """Remove the suggestions that are not to be kept. The caller holds the lock.

    :raises FolderError: if the file is damaged, or cannot be written
    """
    there = _load(path)
    kept = tuple(filter(is_kept, there))
    if kept != there:
        _save(path, kept)


def hash_original(text: Text | None) -> str:
    """A hash of an original."""
    return hashlib.sha256(msgspec.json.encode(text)).hexdigest()[:16]


def _load(path: Path) -> tuple[Suggestion, ...]:
    file = path / STORE / SUGGESTIONS
    content = disk.read(file, _LIMIT)
    if content is None:
        return ()
    try:
        return msgspec.json.decode(content, type=_Stored).suggestions
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FolderError(file, "is damaged", "move it away, and ask the engine again") from error


def _save(path: Path, suggestions: tuple[Suggestion, ...]) -> None:
    file = path / STORE / SUGGESTIONS
    with disk.writing(file):
        if suggestions:
            disk.make_folder(file.parent, 0o700)
            disk.replace(file, msgspec.json.encode(_Stored(suggestions=suggestions)) + b"\n", disk.PRIVATE)
        else:
            file.unlink(missing_ok=True)
