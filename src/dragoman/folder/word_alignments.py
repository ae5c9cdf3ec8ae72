"""Word times that an engine measured after somebody corrected a text. They are not part of the document or an edition.

They are stored with the finished work of drafts, which a withdrawal deletes, and contain no words: only times, in the
order of the words of an original that its hash identifies. No backup has them, because the engine can be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.folder.interview import open_folder
from dragoman.folder.lock import STORE, locked
from dragoman.folder.suggestions import hash_original
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.span import Span

__all__ = ["WordAlignment", "add_alignments", "find_alignment", "load_alignments"]

_FILE = Path(STORE) / "work" / "word-times.json"
_LIMIT = 1 << 28


class WordAlignment(msgspec.Struct, frozen=True, kw_only=True):
    """The times of a passage's words, in ms of the recording; ``None`` for a word that was not found in the sound."""

    segment: str
    original: str
    span: Span
    times: tuple[tuple[int, int] | None, ...]
    engine: Engine


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    format: Literal["dragoman-word-times"] = "dragoman-word-times"
    version: Literal[1] = 1
    alignments: dict[str, WordAlignment] = {}


def load_alignments(path: Path) -> dict[str, WordAlignment]:
    """The alignments of an interview, by passage; empty if they cannot be read, because they can be made again.

    :raises FolderError: if the file is a link or too large
    """
    content = disk.read(path / _FILE, _LIMIT)
    try:
        return {} if content is None else msgspec.json.decode(content, type=_Stored).alignments
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def find_alignment(path: Path, segment: Segment) -> WordAlignment | None:
    """The alignment of a passage, if it is of its current original and time; else ``None``."""
    found = load_alignments(path).get(segment.id)
    is_current = found and found.original == hash_original(segment.source) and found.span == segment.span
    return found if is_current else None


def add_alignments(path: Path, added: Iterable[WordAlignment]) -> None:
    """Save the alignments whose passage has not changed; each replaces an older one.

    :raises FolderError: if they cannot be written
    """
    with locked(path):
        there = {segment.id: segment for segment in open_folder(path).transcript.segments}
        current = {
            one.segment: one
            for one in (*load_alignments(path).values(), *added)
            if (segment := there.get(one.segment)) is not None
            and segment.withdrawn is None
            and one.original == hash_original(segment.source)
            and one.span == segment.span
        }
        file = path / _FILE
        disk.refuse_links(file.parent)
        with disk.writing(file):
            disk.make_folder(file.parent, 0o700)
            disk.replace(file, msgspec.json.encode(_Stored(alignments=current)) + b"\n", disk.PRIVATE)
