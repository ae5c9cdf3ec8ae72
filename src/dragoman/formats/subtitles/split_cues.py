"""Passages that were split into several subtitles, as in our own files: ``ID``, ``ID-2``, ``ID-3`` are joined again."""

from __future__ import annotations

import re

import msgspec

from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.rich_text import join_texts
from dragoman.transcript.ids import is_segment_id

__all__ = ["Collected"]

_PART = re.compile(r"(s[0-9a-z]{8})-\d{1,4}")


class Collected:
    """Passages in order; a further part is joined to the passage that it belongs to."""

    def __init__(self) -> None:
        self._passages: list[ImportedCue] = []
        self._places: dict[str, int] = {}
        self._parts: dict[int, list[ImportedCue]] = {}

    def add(self, passage: ImportedCue) -> None:
        """Add a passage. An id that is a number is only a position in the file."""
        if passage.id is not None:
            part = _PART.fullmatch(passage.id)
            if part and part[1] in self._places:
                self._parts.setdefault(self._places[part[1]], []).append(passage)
                return
            passage.id = part[1] if part else None if passage.id.strip().isdecimal() else passage.id
            if passage.id and is_segment_id(passage.id):
                self._places.setdefault(passage.id, len(self._passages))
        self._passages.append(passage)

    def finish(self) -> list[ImportedCue]:
        """The complete passages."""
        for place, parts in self._parts.items():
            self._passages[place] = _whole([self._passages[place], *parts])
        return self._passages


def _whole(parts: list[ImportedCue]) -> ImportedCue:
    return msgspec.structs.replace(
        parts[0],
        end=parts[-1].end,
        text=join_texts([part.text for part in parts]),
        words=tuple(word for part in parts for word in part.words),
    )
