"""Where words that were withdrawn can still be read: files that lie in a folder and are not ours to rewrite."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["find_traces"]

# Shorter ones stand in many texts by chance.
_SHORTEST = 5
_LARGEST = 1 << 26


def find_traces(path: Path, words: Iterable[str]) -> tuple[Path, ...]:
    """The files under a folder in whose bytes or names some of these words stand. Recordings are passed over."""
    wanted = [unicodedata.normalize("NFC", text).casefold() for text in words if len(text) >= _SHORTEST]
    return tuple(file for file in sorted(_files(path)) if _holds(file, wanted))


def _files(path: Path) -> Iterator[Path]:
    return (file for file in path.rglob("*") if file.is_file() and not file.is_symlink())


def _holds(file: Path, wanted: list[str]) -> bool:
    name = unicodedata.normalize("NFC", file.name).casefold()
    if any(words in name for words in wanted):
        return True
    if file.stat().st_size > _LARGEST:
        return False
    content = file.read_bytes()
    if b"\0" in content[:4096]:
        return False
    text = unicodedata.normalize("NFC", content.decode(errors="replace")).casefold()
    return any(words in text for words in wanted)
