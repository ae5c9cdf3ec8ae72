"""Times of words that an engine measured anew after somebody corrected a text. No part of the document or an edition.

They lie with the finished work of drafts, which a withdrawal takes out, and hold no words: times alone, in the order of
the words of an original that is known by its hash. No backup holds them: an engine can be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import open_folder
from dragoman.folder.lock import STORE, locked
from dragoman.folder.suggestions import hash_original
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.span import Span

__all__ = ["WordAlignment", "add_alignments", "find_alignment", "load_alignments"]

_FILE = Path(STORE) / "work" / "word-times.json"
_LIMIT = 1 << 28


class WordAlignment(msgspec.Struct, frozen=True, kw_only=True):
    """The times of a passage's words, in ms of the recording; ``None`` where one was not found in the sound."""

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
    """Those of an interview, by passage; none where they cannot be read: they can be made again."""
    content = disk.read(path / _FILE, _LIMIT)
    try:
        return {} if content is None else msgspec.json.decode(content, type=_Stored).alignments
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def find_alignment(path: Path, segment: Segment) -> WordAlignment | None:
    """The one of a passage, where it is of its original and its time as they are now."""
    found = load_alignments(path).get(segment.id)
    is_current = found and found.original == hash_original(segment.source) and found.span == segment.span
    return found if is_current else None


def add_alignments(path: Path, added: Iterable[WordAlignment]) -> None:
    """Keep those whose passage is still as it was; each takes the place of an older one.

    :raises FolderError: where they cannot be written
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
        try:
            with disk.writing(file):
                disk.make_folder(file.parent, 0o700)
                disk.replace(file, msgspec.json.encode(_Stored(alignments=current)) + b"\n", disk.PRIVATE)
        except OSError as error:
            raise FolderError(file, "cannot be written") from error
