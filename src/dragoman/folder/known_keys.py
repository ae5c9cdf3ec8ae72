"""The keys that clients gave their actions: an action that is sent again is found by its key and not repeated."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman import disk
from dragoman.folder.jsonl_log import LIMIT, Log, LogLine
from dragoman.folder.line_places import LinePlaces
from dragoman.folder.loading import Group, decode_group

__all__ = ["KnownKeys", "is_key"]

_STORED = re.compile(rb'"key":"([A-Za-z0-9._:-]{1,64})"')
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,64}")


def is_key(text: str) -> bool:
    """Whether a text is a valid key."""
    return _KEY.fullmatch(text) is not None


class KnownKeys:
    """The offset of each key in a history. A match is verified before it is used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places = LinePlaces()
        self._size = 0

    def learn(self, end: Log) -> None:
        """Find keys in what was appended since the last time.

        :raises FolderError: if the file cannot be read
        """
        tail = disk.read_tail(self._path, self._size, LIMIT) if self._size < end.size else None
        content = tail.content[: end.size - self._size] if tail else b""
        for match in _STORED.finditer(content):
            start = content.rfind(b"\n", 0, match.start()) + 1
            self._places.add(match[1].decode(), self._size + start)
        self._size += len(content)

    def find(self, key: str, end: Log) -> Group | None:
        """The action with this key; ``None`` if there is none.

        :raises FolderError: if the history cannot be read
        """
        self.learn(end)
        for place in self._places.find(key):
            tail = disk.read_tail(self._path, place, LIMIT)
            raw = tail.content[: tail.content.index(b"\n")] if tail else b""
            group = decode_group(end, LogLine(place, end.header.version, raw))
            if group[0].key == key:
                return group
        return None
