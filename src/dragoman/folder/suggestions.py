"""Translations that an engine suggests beside those of people. They never reach the document or an edition.

They lie in the interview's ``.dragoman``, for nobody but its owner to read, and no backup holds them: an engine can be
asked again. A withdrawal takes out those that it is about.
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
    """A translation of a passage by an engine. ``original`` is a hash of the original that it is of."""

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
    """Those whose passage is still there, in the order of the passages.

    :raises FolderError: where the file is damaged
    """
    places = {segment.id: place for place, segment in enumerate(folder.transcript.segments)}
    there = [suggestion for suggestion in _load(folder.path) if suggestion.segment in places]
    return tuple(sorted(there, key=lambda suggestion: places[suggestion.segment]))


def is_current(suggestion: Suggestion, segment: Segment) -> bool:
    """Whether the passage still has the original that the suggestion is of."""
    return suggestion.original == hash_original(segment.source)


def add_suggestions(folder: Folder, added: Iterable[Suggestion]) -> None:
    """Keep suggestions; each takes the place of an older one by the same engine for the same passage.

    :raises FolderError: where they cannot be written
    """
    with locked(folder.path):
        kept = {(s.segment, s.engine.name): s for s in (*_load(folder.path), *added)}
        _save(folder.path, tuple(kept.values()))


def keep_only(path: Path, is_kept: Callable[[Suggestion], bool]) -> None:
    """Take out the suggestions that are not to be kept. The caller holds the lock."""
    there = _load(path)
    kept = tuple(filter(is_kept, there))
    if kept != there:
        _save(path, kept)


def hash_original(text: Text | None) -> str:
    """The same as long as an original does not change."""
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
